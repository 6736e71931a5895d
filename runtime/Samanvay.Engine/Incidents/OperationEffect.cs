using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>
/// What the runtime is to do outside; "runtime, please …". Saved with the facts, performed at least once.
/// </summary>
/// <param name="Key">The same for the same effect, however often it is performed: the target can recognise it.</param>
[JsonDerivedType(typeof(PerformActivity), "perform-activity")]
[JsonDerivedType(typeof(NotifyPeople), "notify-people")]
public abstract record OperationEffect(string Key);

/// <summary>Performs an activity of the library and answers with <see cref="FinishActivity"/>.</summary>
public sealed record PerformActivity(
    string Key, InstanceId Run, TokenId Token, string ElementId, ActivityCall Call) : OperationEffect(Key);

/// <summary>Which activity, with which inputs.</summary>
public sealed record ActivityCall(string Type, string Version, FeelContext Inputs);

/// <summary>Tells people something about this operation over their contact plan.</summary>
public sealed record NotifyPeople(string Key, Announcement Announcement, ImmutableArray<string> People)
    : OperationEffect(Key);

/// <summary>What is told: the kind names the sentence in each language, the rest fills it.</summary>
/// <param name="Level">The ladder level that speaks; absent when no ladder does.</param>
/// <param name="SkippedLevels">Levels that downtime collapsed into this one (sla.md 3.5).</param>
public sealed record Announcement(
    AnnouncementKind Kind, WorkItemId? Item, string? ElementId, int? Level, ImmutableArray<int> SkippedLevels)
{
    /// <summary>The procedure is held: the step can not be completed before it is resumed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsHeld { get; init; }
}

public enum AnnouncementKind
{
    /// <summary>A step is offered to you.</summary>
    Offered,

    /// <summary>Nobody has acknowledged the step.</summary>
    NotAcknowledged,

    /// <summary>The step is about to be late or is late.</summary>
    NotResolved,

    /// <summary>What you were told of is settled.</summary>
    StoodDown,

    /// <summary>A ladder level found nobody: its roster needs a person.</summary>
    LevelUnreachable,

    /// <summary>Somebody reports that the step can not be done.</summary>
    ReportedUnable,

    /// <summary>The target of a service level yields no length of time, so that no clock watches the step.</summary>
    PromiseUnreadable,

    /// <summary>
    /// The ladders would give the step away once more than the guard allows: the duty officer must decide.
    /// </summary>
    ReassignedTooOften,

    /// <summary>A person left out a step of your agency.</summary>
    StepSkipped,

    /// <summary>A sensor fails, and no procedure waits for that.</summary>
    SensorFails,
}
