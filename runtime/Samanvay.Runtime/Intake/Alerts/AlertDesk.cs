using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>What authorities said, and what came of it.</summary>
public sealed class AlertDesk(IAlertStore store, IViewStore views)
{
    /// <summary>Alerts that a screen lists.</summary>
    public const int ListedMax = 200;

    /// <summary>The latest first, without their texts.</summary>
    public async Task<Answer<ImmutableArray<AlertLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        if (Denied(asker) is { } denied) return denied;
        var rows = await store.ListAsync(asker.City, ListedMax, cancellation);
        var incidents = (await views.OpenIncidentsAsync(asker.City, cancellation))
            .Where(open => open.Line.DedupeKey is not null)
            .ToLookup(open => open.Line.DedupeKey!, open => open.Operation, StringComparer.Ordinal);
        var known = await store.KnownAsync(
            asker.City, [.. rows.SelectMany(row => row.Facts.References).Distinct()], cancellation);
        var newer = rows.Where(row => row.Facts.Replaces)
            .SelectMany(row => row.Facts.References.Select(reference => (reference.Name, Row: row)))
            .ToLookup(pair => pair.Name, pair => pair.Row);
        return rows.Select(row => new AlertLine(
            row, [.. row.Facts.DedupeKeys.SelectMany(key => incidents[key]).Distinct()])
        {
            ReplacedBy = newer[row.Key.Name]
                .Where(other => other.Key.Sent > row.Key.Sent && other.Facts.Status == row.Facts.Status)
                .MaxBy(other => other.Key.Sent),
            Unseen = [.. row.Facts.References.Where(key => !known.Contains(key.Name)).Select(key => key.Identifier)],
        }).ToImmutableArray();
    }

    /// <summary>With its text.</summary>
    public async Task<Answer<AlertRow>> FindAsync(Asker asker, AlertKey key, CancellationToken cancellation)
    {
        if (Denied(asker) is { } denied) return denied;
        return await store.FindAsync(asker.City, key, cancellation) is { } row
            ? row
            : new NotFound("alert", key.Identifier);
    }

    // What an authority tells the public may be read by whoever may read anything of what goes on.
    private static NotAllowed? Denied(Asker asker) =>
        AccessPolicy.ReachOf(asker, FrontDoorOperation.ViewLive) == AccessReach.Nothing
            ? new NotAllowed(FrontDoorOperation.ViewLive)
            : null;
}

/// <param name="Incidents">That are open and that it opened or joined.</param>
public sealed record AlertLine(AlertRow Row, ImmutableArray<OperationId> Incidents)
{
    /// <summary>The newest message that takes its place or calls it off; absent while it stands.</summary>
    public AlertRow? ReplacedBy { get; init; }

    /// <summary>The identifiers of what it refers to and what never came here.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];
}
