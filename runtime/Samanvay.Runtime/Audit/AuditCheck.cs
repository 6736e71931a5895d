using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Audit;

/// <summary>
/// Compares the histories with their own hashes, with the states, and with the last seal. It only reads, so it may run
/// beside the server.
/// </summary>
public sealed class AuditCheck(IAuditStore store, AuditFolder folder)
{
    private const int PageSize = 500;

    public long Operations { get; private set; }

    public long Entries { get; private set; }

    /// <summary>Everything that is not as it was, each as soon as it is found.</summary>
    public async IAsyncEnumerable<AuditFinding> RunAsync(
        ECDsa? key, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (key is not null)
        {
            foreach (var finding in Seals(key)) yield return finding;
        }

        await foreach (var finding in SealedAsync(cancellation)) yield return finding;
        await foreach (var head in HeadsAsync(store, cancellation))
        {
            if (await HistoryAsync(head, cancellation) is { } finding) yield return finding;
        }

        foreach (var left in await store.WithoutStateAsync(PageSize, cancellation))
            yield return new AuditFinding(AuditFault.StateMissing, new OperationSequence(left, 0));
    }

    /// <summary>The entries that the last seal stands for, where they are not the same any more.</summary>
    public async IAsyncEnumerable<AuditFinding> SealedAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (folder.ReadSeals() is not [.., var last]) yield break;
        if (folder.ReadHeads(last) is not { } heads)
        {
            yield return new AuditFinding(AuditFault.SealedHashesChanged) { Seal = last.At };
            yield break;
        }

        foreach (var page in heads.Chunk(PageSize))
        {
            var found = (await store.FindAsync([.. page.Select(head => head.Place)], cancellation))
                .ToDictionary(head => head.Place, head => head.Hash);
            foreach (var head in page)
            {
                if (!found.TryGetValue(head.Place, out var hash))
                    yield return new AuditFinding(AuditFault.SealedEntryMissing, head.Place);
                else if (!hash.Span.SequenceEqual(head.Hash.Span))
                    yield return new AuditFinding(AuditFault.SealedEntryDiffers, head.Place);
            }
        }
    }

    internal static async IAsyncEnumerable<ChainHead> HeadsAsync(
        IAuditStore store, [EnumeratorCancellation] CancellationToken cancellation)
    {
        OperationKey? after = null;
        while (await store.HeadsAsync(after, PageSize, cancellation) is { Count: > 0 } page)
        {
            foreach (var head in page) yield return head;
            after = page[^1].Key;
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
