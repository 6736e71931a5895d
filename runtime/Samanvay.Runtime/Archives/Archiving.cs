using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Archives;

/// <summary>
/// Once a day: what ended longer ago than its procedures are kept is written to an archive, read back, and only then
/// deleted. Only what the newest seal stands for goes, so that nothing is deleted that can not be proved.
/// </summary>
public sealed class Archiving(ArchivingParts parts, TimeProvider host, ILogger<Archiving> log)
{
    private const int PageSize = 5000;
    private const int PerFile = 200;

    private static readonly Duration Every = Duration.FromDays(1);
    private static readonly Duration Rest = Duration.FromMinutes(10);

    private Instant _next;

    /// <summary>Told of every step before it is taken; a test lets the machine fail there.</summary>
    internal Action<string> Before { get; set; } = static _ => { };

    public async Task RunAsync(CancellationToken cancellation)
    {
        await parts.Time.RestAsync(Rest)(cancellation);
        if (host.GetCurrentInstant() < _next) return;
        await RunOnceAsync(cancellation);
        _next = host.GetCurrentInstant() + Every;
    }

    /// <summary>Says how many operations were archived.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellation)
    {
        var archived = 0;
        await using var alone = await parts.Store.AloneAsync(cancellation);
        foreach (var city in parts.Time.Cities)
        {
            if (await parts.Cities.FindAsync(city, cancellation) is not { Setup.Retentions: { IsEmpty: false } kept })
                continue;
            archived += await FinishAsync(kept, city, cancellation);
            archived += await ArchiveAsync(city, kept, cancellation);
        }

        return archived;
    }

    private async Task<int> ArchiveAsync(
        CityId city, ImmutableSortedDictionary<string, Retention> kept, CancellationToken cancellation)
    {
        var now = parts.Time.Now(city);
        var before = now - Duration.FromDays(kept.Values.Min(retention => retention.Days));
        var archived = 0;
        EndedOperation? last = null;
        while (await parts.Store.EndedAsync(city, before, last, PageSize, cancellation) is { Count: > 0 } page)
        {
            last = page[^1];
            var due = new List<EndedOperation>();
            foreach (var some in page.Chunk(PerFile)) due.AddRange(await DueAsync(some, kept, now, cancellation));
            if (due.Count == 0) continue;
            if (parts.Audit.ReadSeals() is not [.., var seal]) return archived;
            var isProved = Sealed(seal, due);
            foreach (var some in due.Where(ended => isProved.Contains(ended.Key.Operation)).Chunk(PerFile))
                archived += await ArchiveAsync(city, some, seal, cancellation);
        }

        return archived;
    }

    private HashSet<OperationId> Sealed(AuditSeal seal, List<EndedOperation> due)
    {
        var asked = due.ToDictionary(ended => ended.Key);
        return [.. (parts.Audit.ReadHeads(seal) ?? [])
            .Where(head => asked.TryGetValue(head.Key, out var ended) && ended.Sequence == head.Sequence
                && ended.Hash.Span.SequenceEqual(head.Hash.Span))
            .Select(head => head.Key.Operation)];
    }

    // An operation is kept as long as the longest of its procedures asks for, and for ever where one does not say.
    private async Task<List<EndedOperation>> DueAsync(
        IReadOnlyCollection<EndedOperation> some, ImmutableSortedDictionary<string, Retention> kept, Instant now,
        CancellationToken cancellation)
    {
        if (some.Count == 0) return [];
        var procedures = (await parts.Catalog.OfAsync(some.Select(ended => ended.Key.City).First(), cancellation)).All
            .ToDictionary(known => known.Version.Id, known => known.Version.Procedure.Value);
        var states = (await parts.Operations.LoadAsync([.. some.Select(ended => ended.Key)], cancellation))
            .ToDictionary(stored => stored.Key, stored => OperationJson.ReadState(stored.State.Span));
        return [.. some.Where(ended => states.TryGetValue(ended.Key, out var state) && IsDue(ended, state))];

        bool IsDue(EndedOperation ended, Operation state)
        {
            var days = state.Runs.Values.Select(run =>
                procedures.TryGetValue(run.Version, out var procedure) && kept.TryGetValue(procedure, out var retention)
                    ? retention.Days : (int?)null).ToList();
            return days.Count > 0 && days.TrueForAll(each => each is not null)
                && ended.EndedAt + Duration.FromDays(days.Max()!.Value) <= now;
        }
    }

    private async Task<int> ArchiveAsync(
        CityId city, EndedOperation[] due, AuditSeal seal, CancellationToken cancellation)
    {
        var part = parts.Folder.NewPart();
        string digest;
        Before("write");
        using (var file = new ArchiveFile(part, city))
        {
            foreach (var ended in due)
                file.Add(ended, await parts.Histories.HistoryAsync(ended.Key, ended.Sequence, cancellation));
            using var key = parts.Audit.OpenPrivateKey();
            digest = file.Complete(key, seal);
        }

        Before("keep");
        var day = LocalDatePattern.Iso.Format(due.Max(ended => ended.EndedAt).InUtc().Date);
        var archive = parts.Folder.Keep(part, $"{city}-{day}", digest);
        if (await DeleteAsync(archive, Read(archive), cancellation)) return due.Length;
        parts.Folder.Remove(archive);
        return 0;
    }

    // The machine failed after an archive had its name and before what is in it was deleted.
    private async Task<int> FinishAsync(
        ImmutableSortedDictionary<string, Retention> kept, CityId city, CancellationToken cancellation)
    {
        var finished = 0;
        foreach (var archive in parts.Folder.List())
        {
            if (await parts.Store.IsUsedAsync(archive, cancellation)) continue;
            var read = Read(archive);
            // What is not ours, or is to be kept by now, is left as it is.
            if (!read.Findings.IsEmpty || read.Operations.Any(ended => ended.Key.City != city)) continue;
            var due = await DueAsync(read.Operations, kept, parts.Time.Now(city), cancellation);
            if (due.Count > 0 && due.Count == read.Operations.Length && await DeleteAsync(archive, read, cancellation))
                finished += due.Count;
        }

        return finished;
    }

    private CheckedArchive Read(string archive)
    {
        Before("read");
        using var key = parts.Audit.OpenPublicKey();
        return ArchiveCheck.Read(parts.Folder.PathOf(archive), key);
    }

    private async Task<bool> DeleteAsync(string archive, CheckedArchive read, CancellationToken cancellation)
    {
        var (digest, now) = (parts.Folder.DigestOf(archive), host.GetCurrentInstant());
        Before("delete");
        var isDeleted = read.Findings.IsEmpty && await parts.Store.DeleteAsync(
            [.. read.Operations.Select(ended => new ArchivedOperation(
                ended.Key, ended.Sequence, ended.Hash, archive, digest)
            {
                EndedAt = ended.EndedAt, ArchivedAt = now,
            })],
            cancellation);
        if (!isDeleted)
        {
            Log.NotArchived(log, archive);
            return false;
        }

        foreach (var ended in read.Operations) parts.Loop.Moved(ended.Key, long.MaxValue);
        Log.Archived(log, read.Operations.Length, archive);
        return true;
    }
}

/// <summary>What archiving works with.</summary>
public sealed record ArchivingParts(
    IArchiveStore Store, IAuditStore Histories, IOperationStore Operations, ArchiveFolder Folder, AuditFolder Audit)
{
    public required CitySnapshots Cities { get; init; }

    public required ProcedureCatalog Catalog { get; init; }

    public required CityTime Time { get; init; }

    public required CommandLoop Loop { get; init; }
}
