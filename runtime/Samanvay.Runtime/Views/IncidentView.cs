using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Views.Steering;

namespace Samanvay.Runtime.Views;

/// <summary>Everything about one incident on one screen.</summary>
public sealed record IncidentView
{
    public required CityClockView Clock { get; init; }

    public required IncidentLine Header { get; init; }

    /// <summary>The person who opened it by hand.</summary>
    public string? OpenedBy { get; init; }

    public required ImmutableArray<RunView> Runs { get; init; }

    /// <summary>Open steps: those that are late, then by due time.</summary>
    public required ImmutableArray<StepLine> Steps { get; init; }

    /// <summary>Newest first.</summary>
    public required ImmutableArray<TimelineEntry> Timeline { get; init; }

    public required ImmutableArray<FaultView> Faults { get; init; }

    /// <summary>The gauge that the incident is about; absent when it is about none.</summary>
    public GaugeSeries? Gauge { get; init; }

    /// <summary>What waits for a person first.</summary>
    public StepLine? Next => Steps.IsEmpty ? null : Steps[0];

    public Instant Now => Clock.Clock.Now;
}

/// <summary>A procedure that runs or ran for the incident, with what its diagram shows.</summary>
/// <param name="ProcedureName">As published.</param>
/// <param name="Diagram">BPMN XML; absent when the version can no longer be found.</param>
public sealed record RunView(int Run, string Version, string ProcedureName, int? VersionNumber, string? Diagram)
{
    public required ProcessStatus Status { get; init; }

    public Instant? StartedAt { get; init; }

    public Instant? EndedAt { get; init; }

    /// <summary>Where the procedure is.</summary>
    public required ImmutableArray<DiagramToken> Tokens { get; init; }

    /// <summary>Set while a person holds it.</summary>
    public HoldView? Hold { get; init; }

    public RunChoices Choices { get; init; } = RunChoices.None;

    /// <summary>How often each element was completed, by its id.</summary>
    public required ImmutableSortedDictionary<string, int> Completed { get; init; }
}

/// <param name="Late">A promise of the step is broken.</param>
public sealed record DiagramToken(string ElementId, TokenState State, bool Late, bool Faulty);

/// <summary>An open step of the incident, with its promises.</summary>
/// <param name="Name">In the asked language, else as the diagram names it.</param>
public sealed record StepLine(
    int Item, string ElementId, string Name, string RoleName, WorkItemState State)
{
    public required string Role { get; init; }

    public string? AgencyName { get; init; }

    /// <summary>What it is about when several of its kind are open.</summary>
    public string? Subject { get; init; }

    /// <summary>The last reason for declining or being unable.</summary>
    public string? Trouble { get; init; }

    public required Instant OfferedAt { get; init; }

    public PersonName? AcknowledgedBy { get; init; }

    public Instant? AcknowledgedAt { get; init; }

    /// <summary>By when somebody must say "mine"; absent once somebody has, or when nothing is promised.</summary>
    public Instant? AcknowledgeDueAt { get; init; }

    public bool AcknowledgeLate { get; init; }

    public Instant? ResolveDueAt { get; init; }

    public bool ResolveLate { get; init; }

    public bool AtRisk { get; init; }

    public bool LifeSafety { get; init; }

    /// <summary>How many levels of its ladders have been told; known on the screens of the incident and the step,
    /// absent in lists.</summary>
    public int? LadderLevel { get; init; }

    /// <summary>Its procedure is held: it can not be completed now.</summary>
    public bool Held { get; init; }

    public bool Late => AcknowledgeLate || ResolveLate;

    public Instant? NextDueAt => AcknowledgeDueAt is { } acknowledge && !(ResolveDueAt < acknowledge)
        ? acknowledge : ResolveDueAt;
}

/// <summary>One line of what has happened.</summary>
/// <param name="Kind">A word that never changes; see <see cref="TimelineKinds"/>.</param>
/// <param name="Sequence">The entry of the history that it comes from.</param>
public sealed record TimelineEntry(Instant At, string Kind, long Sequence)
{
    /// <summary>The work item that it is about.</summary>
    public int? Item { get; init; }

    public string? StepName { get; init; }

    public string? ElementId { get; init; }

    public string? PersonName { get; init; }

    /// <summary>What else the sentence needs, by name: <c>reason</c>, <c>from</c>, <c>to</c> ...</summary>
    public ImmutableSortedDictionary<string, string> Detail { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>The kinds of timeline entries, with the details that each has.</summary>
public static class TimelineKinds
{
    /// <summary>Details: kind, title, severity.</summary>
    public const string Opened = "opened";

    /// <summary>Details: rule, change, level, severity.</summary>
    public const string Situation = "situation";

    /// <summary>Details: type.</summary>
    public const string ActionRequested = "action-requested";

    /// <summary>Details: from, to, reason.</summary>
    public const string Severity = "severity";

    /// <summary>Details: procedure.</summary>
    public const string RunStarted = "run-started";

    /// <summary>Details: procedure, outcome (completed, terminated, cancelled), reason.</summary>
    public const string RunEnded = "run-ended";

    /// <summary>Details of both: procedure, reason.</summary>
    public const string RunHeld = "run-held";
    public const string RunResumed = "run-resumed";

    /// <summary>Something came for a held procedure. Details: procedure.</summary>
    public const string InputKept = "input-kept";

    /// <summary>Something came for a held procedure for which nothing more is kept. Details: procedure.</summary>
    public const string InputTurnedAway = "input-turned-away";

    /// <summary>Details of the three: reason; of moved: to.</summary>
    public const string Moved = "moved";
    public const string Repeated = "repeated";
    public const string Skipped = "skipped";

    /// <summary>It goes on with another version. Details: procedure, reason.</summary>
    public const string RunMigrated = "run-migrated";

    /// <summary>Details: procedure.</summary>
    public const string ClosingHeldBack = "closing-held-back";

    /// <summary>Details of all steps: role, subject; of declined and unable: reason; of reassigned: from, to.</summary>
    public const string Offered = "offered";
    public const string Acknowledged = "acknowledged";
    public const string Declined = "declined";
    public const string Unable = "unable";
    public const string Reassigned = "reassigned";
    public const string Completed = "completed";
    public const string Withdrawn = "withdrawn";

    /// <summary>Details: metric, percent.</summary>
    public const string Warned = "warned";

    /// <summary>Details: metric.</summary>
    public const string Breached = "breached";

    /// <summary>A calendar has changed. Details: metric.</summary>
    public const string Recalculated = "recalculated";

    /// <summary>Details: metric, level (from 1), people.</summary>
    public const string LevelFired = "level-fired";

    /// <summary>Details: metric, level, nobody: the reasons, as the directory names them.</summary>
    public const string LevelUnreachable = "level-unreachable";

    /// <summary>Details: people, settled: by what, as the engine names it.</summary>
    public const string StoodDown = "stood-down";

    /// <summary>Details: decision, result where it is a single value, rules.</summary>
    public const string Decided = "decided";

    /// <summary>Somebody has acknowledged the alarm.</summary>
    public const string AlarmHeard = "alarm-heard";

    /// <summary>Details: text.</summary>
    public const string Note = "note";

    /// <summary>Details: message.</summary>
    public const string FaultRaised = "fault-raised";

    /// <summary>Details: resolution, reason.</summary>
    public const string FaultResolved = "fault-resolved";

    /// <summary>Details: reason.</summary>
    public const string Closed = "closed";
}

/// <summary>A place where a run can not go on.</summary>
/// <param name="Fault">The number that retry and skip ask for, together with <paramref name="Run"/>.</param>
public sealed record FaultView(int Run, int Fault, string ElementId, string StepName, string Message)
{
    public required Instant RaisedAt { get; init; }

    public required bool Retryable { get; init; }

    /// <summary>The ways by which to go on past it, where there are several.</summary>
    public ImmutableArray<ElementChoice> Ways { get; init; } = [];
}

/// <summary>What the gauge of an incident measured, and the levels by which it is judged.</summary>
/// <param name="Unit">Of all values here: the rule's.</param>
public sealed record GaugeSeries(
    string Device, string DeviceName, string Unit, ImmutableArray<GaugePoint> Points,
    ImmutableArray<GaugeLevel> Levels);

public readonly record struct GaugePoint(Instant At, decimal Value);

/// <param name="Value">At which the level is reached.</param>
public sealed record GaugeLevel(string Name, decimal Value, int Severity);
