using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>A promise about time: what is to happen within which target, on whose calendar, and who is told
/// when it does not.</summary>
/// <remarks>A clock keeps the level it was started with, so a change of the procedure does not reach into
/// running work.</remarks>
public sealed record ServiceLevel
{
    public required string Id { get; init; }

    public int Version { get; init; } = 1;

    public string Name { get; init; } = "";

    public PromiseKind Kind { get; init; } = PromiseKind.Service;

    public required Metric Metric { get; init; }

    public PromiseScope Scope { get; init; } = PromiseScope.Step;

    public required Target Target { get; init; }

    /// <summary>Targets that differ by severity, 1 to 5.</summary>
    public ImmutableSortedDictionary<int, Target> TargetBySeverity { get; init; } =
        ImmutableSortedDictionary<int, Target>.Empty;

    /// <summary>A concrete calendar id: "of the agency" is resolved by who starts the clock.</summary>
    public string Calendar { get; init; } = BusinessCalendar.TwentyFourSeven.Id;

    /// <summary>A pinned calendar stays in the version of the start; otherwise a new version moves the due
    /// instant.</summary>
    public bool CalendarPinned { get; init; }

    public ImmutableArray<PauseReason> PauseReasons { get; init; } = [];

    public Retroactivity Retroactive { get; init; } = new();

    public ImmutableArray<int> WarnAt { get; init; } = [];

    public string? Ladder { get; init; }

    /// <summary>Such a clock can not be paused.</summary>
    public bool LifeSafety { get; init; }

    public ReopenPolicy Reopen { get; init; } = ReopenPolicy.Resume;

    /// <summary>How long after a recorded breach a completion that was in time may still arrive.</summary>
    public Duration ReconciliationWindow { get; init; } = Duration.FromHours(24);

    public Target TargetFor(int? severity) =>
        severity is { } s && TargetBySeverity.TryGetValue(s, out var target) ? target : Target;

    internal PauseReason? Reason(string name) =>
        PauseReasons.FirstOrDefault(reason => string.Equals(reason.Name, name, StringComparison.Ordinal));
}

[JsonConverter(typeof(JsonStringEnumConverter<PromiseKind>))]
public enum PromiseKind { Service, Operational, Contract }

[JsonConverter(typeof(JsonStringEnumConverter<Metric>))]
public enum Metric { Acknowledge, Respond, Resolve, Custom }

[JsonConverter(typeof(JsonStringEnumConverter<PromiseScope>))]
public enum PromiseScope { Step, Stage, Agency, Incident }

/// <summary>Resume: what was left goes on. Cumulative: the closed time counts too. Fresh: a new clock, the old
/// one is kept.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReopenPolicy>))]
public enum ReopenPolicy { Resume, Fresh, Cumulative }

[JsonDerivedType(typeof(OpenTimeTarget), "open-time")]
[JsonDerivedType(typeof(WorkingDaysTarget), "working-days")]
public abstract record Target
{
    public static Target Of(Duration open) => new OpenTimeTarget(open);
}

/// <summary>So much open time of the calendar: "24 h" on an 8-hour calendar is three days.</summary>
public sealed record OpenTimeTarget(Duration Open) : Target;

/// <param name="CutOff">Local time <c>HH:mm</c> after which a start counts as the next open date.</param>
public sealed record WorkingDaysTarget(int Days, string? CutOff = null) : Target;

/// <param name="MaxTotal">All pauses for this reason together; then the clock runs again by itself.</param>
/// <param name="ApprovalAbove">A longer (or unlimited) pause needs a second person.</param>
public sealed record PauseReason(string Name, Duration? MaxTotal = null, Duration? ApprovalAbove = null);

/// <param name="Start">A changed target counts from the clock's start, not from the change.</param>
/// <param name="Pause">Pauses from before the clock was attached count, where their reason is on the list.</param>
/// <param name="GraceFloor">The least time that a tightened target leaves.</param>
public sealed record Retroactivity(bool Start = false, bool Pause = false, Duration? GraceFloor = null);
