using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Runtime.Intake.Alerts;

/// <summary>What listed alerts have to do with each other, as it is now: what was written down when one came is not
/// told anew when another follows.</summary>
/// <param name="named">What they refer to and what has come.</param>
internal sealed class AlertTies(
    ImmutableArray<AlertRow> rows, ImmutableArray<AlertRow> named, Instant now)
{
    private readonly ILookup<(string Source, string Identifier), AlertRow> _named = named.ToLookup(row => row.Key.Name);

    private readonly ILookup<(string Source, string Identifier), AlertRow> _after = (
        from row in rows
        where row.Facts.Replaces && HasBegun(row, now)
        from reference in row.Facts.References
        select (reference.Name, Row: row)).ToLookup(pair => pair.Name, pair => pair.Row);

    public AlertLine LineOf(AlertRow row, ImmutableArray<OperationId> incidents)
    {
        var own = row.Facts.References.Where(reference => reference.Source == row.Key.Source).ToList();
        var replacedBy = own.Append(row.Key).SelectMany(key => _after[key.Name])
            .Where(other => IsReplacedBy(row, other)).MaxBy(other => other.Key.Sent);
        return new AlertLine(row, row.Outcome == AlertOutcome.Waits && !HasBegun(row, now) ? [] : incidents)
        {
            Outcome = OutcomeOf(row, own), HasBegun = HasBegun(row, now), ReplacedBy = replacedBy,
            Stands = replacedBy is null && !(row.Facts.Expires <= now)
                && row.Outcome is AlertOutcome.Raised or AlertOutcome.Joined or AlertOutcome.Lowered
                    or AlertOutcome.Waits,
            DisputedBy = _after[row.Key.Name].Where(other => other.Key.Source != row.Key.Source)
                .MaxBy(other => other.Key.Sent),
            Unseen = [.. own.Where(key => !_named.Contains(key.Name)).Select(key => key.Identifier)],
            OfOthers = [.. row.Facts.References.Except(own).Select(key => key.Identifier).Distinct()],
            NotReal = row.Facts.Status != Actual ? [] :
            [
                .. row.Facts.References.SelectMany(key => _named[key.Name]).Where(other => other.Facts.Status != Actual)
                    .Select(other => other.Key.Identifier).Distinct(),
            ],
        };
    }

    private const string Actual = nameof(Adapters.Cap.CapStatus.Actual);

    private static bool HasBegun(AlertRow row, Instant now) =>
        row.Facts.Effective is not { } effective || effective <= now;

    private static bool IsReplacedBy(AlertRow row, AlertRow other) =>
        other.Key.Source == row.Key.Source
        && (other.Key.Sent > row.Key.Sent
            || (other.Key.Sent == row.Key.Sent && other.Facts.References.Contains(row.Key)))
        && other.Facts.Status == row.Facts.Status
        && (other.Outcome != AlertOutcome.Noted || row.Outcome == AlertOutcome.Noted);

    // What it calls off may have come after it.
    private AlertOutcome OutcomeOf(AlertRow row, List<AlertKey> own)
    {
        if (row.Outcome is not (AlertOutcome.Cancelled or AlertOutcome.CancelsUnseen)) return row.Outcome;
        return own.SelectMany(key => _named[key.Name]).Any(other => other.Facts.Status == Actual)
            ? AlertOutcome.Cancelled
            : AlertOutcome.CancelsUnseen;
    }
}

/// <param name="Incidents">That are open and that it opened or joined.</param>
public sealed record AlertLine(AlertRow Row, ImmutableArray<OperationId> Incidents)
{
    /// <summary>What it does by now.</summary>
    public AlertOutcome Outcome { get; init; }

    /// <summary>It is effective.</summary>
    public bool HasBegun { get; init; }

    /// <summary>It warns of something here, now or when it becomes effective.</summary>
    public bool Stands { get; init; }

    /// <summary>The newest message that takes its place or calls it off; absent while it stands.</summary>
    public AlertRow? ReplacedBy { get; init; }

    /// <summary>A message of another sender that would take its place or call it off, and can not.</summary>
    public AlertRow? DisputedBy { get; init; }

    /// <summary>The identifiers of what it refers to and what never came here.</summary>
    public ImmutableArray<string> Unseen { get; init; } = [];

    /// <summary>The identifiers of what it refers to and what another sender sent.</summary>
    public ImmutableArray<string> OfOthers { get; init; } = [];

    /// <summary>The identifiers of exercises and tests that it refers to, though it is meant in earnest.</summary>
    public ImmutableArray<string> NotReal { get; init; } = [];
}
