using System.Collections.Immutable;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>What authorities said, and what came of it.</summary>
public sealed class AlertDesk(IAlertStore store, IViewStore views, CityTime time)
{
    /// <summary>Alerts that a screen lists.</summary>
    public const int ListedMax = 500;

    /// <summary>The latest first, without their texts.</summary>
    public async Task<Answer<ImmutableArray<AlertLine>>> ListAsync(Asker asker, CancellationToken cancellation)
    {
        if (Denied(asker) is { } denied) return denied;
        var rows = await store.ListAsync(asker.City, ListedMax, cancellation);
        var incidents = (await views.OpenIncidentsAsync(asker.City, cancellation))
            .Where(open => open.Line.DedupeKey is not null)
            .ToLookup(open => open.Line.DedupeKey!, open => open.Operation, StringComparer.Ordinal);
        var named = await store.NamedAsync(
            asker.City, [.. rows.SelectMany(row => row.Facts.References).Distinct()], cancellation);
        var ties = new AlertTies(rows, named, time.Now(asker.City));
        return rows.Select(row => ties.LineOf(
            row, [.. row.Facts.DedupeKeys.SelectMany(key => incidents[key]).Distinct()])).ToImmutableArray();
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
