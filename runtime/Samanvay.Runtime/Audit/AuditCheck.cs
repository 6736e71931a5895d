using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Services;

namespace Samanvay.Runtime.Audit;

/// <summary>
/// Compares the histories with their own hashes, with the states, and with the last seal. It only reads, so it may run
/// beside the server.
/// </summary>
public sealed class AuditCheck(IAuditStore store, AuditFolder folder, ArchiveFolder archives)
{
    private const int PageSize = 500;
    private const int AbsentMax = 20_000;

    public long Operations { get; private set; }

    public long Entries { get; private set; }

    /// <summary>How many histories lie in archives.</summary>
    public long Archived { get; private set; }

    /// <summary>Everything that is not as it was, each as soon as it is found.</summary>
    public async IAsyncEnumerable<AuditFinding> RunAsync(
        ECDsa? key, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (key is not null)
        {
            foreach (var finding in Seals(key)) yield return finding;
        }

        await foreach (var finding in SealedAsync(null, cancellation)) yield return finding;
        await foreach (var head in HeadsAsync(store, null, cancellation))
        {
            if (await HistoryAsync(head, cancellation) is { } finding) yield return finding;
        }

        await foreach (var finding in ArchivesAsync(key, cancellation)) yield return finding;
        foreach (var left in await store.WithoutStateAsync(PageSize, cancellation))
            yield return new AuditFinding(AuditFault.StateMissing, new OperationSequence(left, 0));
    }

    /// <summary>The entries that the last seal stands for, where they are not the same any more.</summary>
    internal async IAsyncEnumerable<AuditFinding> SealedAsync(
        Pace? pace, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (folder.ReadSeals() is not [.., var last]) yield break;
        if (folder.ReadHeads(last) is not { } heads)
        {
            yield return new AuditFinding(AuditFault.SealedHashesChanged) { Seal = last.At };
            yield break;
        }

        var absent = new List<ChainHead>();
        foreach (var page in heads.Chunk(PageSize))
        {
            var found = (await store.FindAsync([.. page.Select(head => head.Place)], cancellation))
                .ToDictionary(head => head.Place, head => head.Hash);
            foreach (var head in page)
            {
                if (!found.TryGetValue(head.Place, out var hash)) absent.Add(head);
                else if (!hash.Span.SequenceEqual(head.Hash.Span))
                    yield return new AuditFinding(AuditFault.SealedEntryDiffers, head.Place);
            }

            if (pace is not null) await pace.RestAsync(cancellation);
            if (absent.Count < AbsentMax) continue;
            foreach (var head in await NotArchivedAsync(absent, cancellation)) yield return Missing(head);
            absent.Clear();
        }

        foreach (var head in await NotArchivedAsync(absent, cancellation)) yield return Missing(head);

        static AuditFinding Missing(ChainHead head) => new(AuditFault.SealedEntryMissing, head.Place);
    }

    // Sealed hashes stand in the order of operations and archives in that of their ends: asked one by one, an archive
    // would be read for nearly every operation in it.
    private async Task<List<ChainHead>> NotArchivedAsync(
        IReadOnlyCollection<ChainHead> absent, CancellationToken cancellation)
    {
        var archived = new Dictionary<OperationKey, ArchivedOperation>();
        foreach (var keys in absent.Select(head => head.Key).Distinct().Chunk(PageSize))
        {
            foreach (var left in await store.FindArchivedAsync(keys, cancellation)) archived.Add(left.Key, left);
        }

        var opened = new OpenedArchive(archives, null);
        return
        [
            .. absent.OrderBy(head => archived.GetValueOrDefault(head.Key)?.Archive, StringComparer.Ordinal)
                .Where(head => !archived.TryGetValue(head.Key, out var left) || !Stands(head, left, opened)),
        ];
    }

    // What lay in an archive when it was sealed is compared with its line alone. What was archived since must be there.
    private static bool Stands(ChainHead head, ArchivedOperation left, OpenedArchive opened) =>
        left.Sequence == head.Sequence && left.Hash.Span.SequenceEqual(head.Hash.Span)
        && (head.Archive is null ? opened.Of(left.Archive).Holds(left) : head.Archive == left.Digest);

    private async IAsyncEnumerable<AuditFinding> ArchivesAsync(
        ECDsa? key, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var opened = new OpenedArchive(archives, key);
        await foreach (var left in ArchivedAsync(store, cancellation))
        {
            Archived++;
            if (opened.Name != left.Archive)
            {
                var archive = opened.Of(left.Archive);
                foreach (var finding in archive.Findings) yield return finding;
                if (archive.Findings.IsEmpty && archives.DigestOf(left.Archive) != left.Digest)
                    yield return new AuditFinding(AuditFault.ArchiveChanged) { Archive = left.Archive };
            }

            if (opened.Of(left.Archive) is { Findings.IsEmpty: true } read && !read.Holds(left))
            {
                yield return new AuditFinding(
                    AuditFault.NotInArchive, new OperationSequence(left.Key, left.Sequence)) { Archive = left.Archive };
            }
        }
    }

    internal static async IAsyncEnumerable<ChainHead> HeadsAsync(
        IAuditStore store, Pace? pace, [EnumeratorCancellation] CancellationToken cancellation)
    {
        OperationKey? after = null;
        while (await store.HeadsAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var head in page) yield return head;
            after = page[^1].Key;
            if (pace is not null) await pace.RestAsync(cancellation);
        }
    }

    /// <summary>What a seal stands for: the histories that are here, and those that lie in archives.</summary>
    internal static async IAsyncEnumerable<ChainHead> AllHeadsAsync(
        IAuditStore store, Pace pace, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var head in HeadsAsync(store, pace, cancellation)) yield return head;
        await foreach (var left in ArchivedAsync(store, cancellation))
            yield return new ChainHead(left.Key, left.Sequence, left.Hash) { Archive = left.Digest };
    }

    private static async IAsyncEnumerable<ArchivedOperation> ArchivedAsync(
        IAuditStore store, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArchivedOperation? after = null;
        while (await store.ArchivedAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var left in page) yield return left;
            after = page[^1];
        }
    }

    private IEnumerable<AuditFinding> Seals(ECDsa key)
    {
        AuditSeal? before = null;
        foreach (var seal in folder.ReadSeals())
        {
            if (!seal.IsGenuine(key, before)) yield return new AuditFinding(AuditFault.SealForged) { Seal = seal.At };
            before = seal;
        }
    }

    // The first entry at fault says enough: all after it hang on it.
    private async Task<AuditFinding?> HistoryAsync(ChainHead head, CancellationToken cancellation)
    {
        Operations++;
        var hash = HashChain.Start;
        var expected = 0L;
        foreach (var entry in await store.HistoryAsync(head.Key, head.Sequence, cancellation))
        {
            Entries++;
            if (entry.Sequence != ++expected) return Fault(AuditFault.EntryMissing);
            hash = HashChain.Next(hash.Span, entry.Body.Span);
            if (!hash.Span.SequenceEqual(entry.Hash.Span)) return Fault(AuditFault.EntryChanged);
        }

        if (expected == head.Sequence && hash.Span.SequenceEqual(head.Hash.Span)) return null;
        expected = head.Sequence;
        return Fault(AuditFault.StateWithoutEntry);

        AuditFinding Fault(AuditFault fault) => new(fault, new OperationSequence(head.Key, expected));
    }
}
