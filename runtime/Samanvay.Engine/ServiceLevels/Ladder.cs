using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>Who is told next, and when, while nobody answers or the work is not done. A run keeps the ladder it
/// started with.</summary>
public sealed record Ladder
{
    public const int RepeatCap = 20;

    public required string Id { get; init; }

    public int Version { get; init; } = 1;

    public required LadderBasis Basis { get; init; }

    /// <summary>In order; numbers count from 1.</summary>
    public required ImmutableArray<LadderLevel> Levels { get; init; }

    /// <summary>How often the ladder begins again after its top; 0 holds at the top.</summary>
    public int LoopMax { get; init; }

    internal LadderLevel? Find(int number) => Levels.FirstOrDefault(level => level.Number == number);

    internal IEnumerable<LadderLevel> TimedAbove(int number) =>
        Levels.Where(level => level.Number > number && level.Fire is not OnEvent).OrderBy(level => level.Number);
}

/// <summary>An ACK ladder ends when somebody says "mine"; a RESOLVE ladder only when the clock ends.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LadderBasis>))]
public enum LadderBasis { Acknowledge, Resolve }

public sealed record LadderLevel
{
    public required int Number { get; init; }

    public required LadderFire Fire { get; init; }

    /// <summary>The level's delays run on this calendar: life safety on 24x7, a civic ladder not through the
    /// weekend.</summary>
    public string Calendar { get; init; } = BusinessCalendar.TwentyFourSeven.Id;

    /// <summary>Abstract roles, rosters, persons or groups; resolved when the level fires.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];

    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>After an acknowledgement: the time for a first sign of progress.</summary>
    public Duration? AckTimeout { get; init; }

    public Duration? RepeatEvery { get; init; }

    public int RepeatMax { get; init; }

    /// <summary>All of them, in order.</summary>
    public ImmutableArray<LadderAction> Actions { get; init; } = [new Notify()];
}

[JsonDerivedType(typeof(AfterAckTimeout), "after-ack-timeout")]
[JsonDerivedType(typeof(AtPercent), "at-percent")]
[JsonDerivedType(typeof(AtBreach), "at-breach")]
[JsonDerivedType(typeof(AfterBreach), "after-breach")]
[JsonDerivedType(typeof(OnEvent), "on-event")]
public abstract record LadderFire;

/// <param name="Delay">Since the ladder's start, not since the level before.</param>
public sealed record AfterAckTimeout(Duration Delay) : LadderFire;

/// <param name="Percent">Of the target; 125 is a quarter of the target after the breach.</param>
public sealed record AtPercent(int Percent) : LadderFire;

public sealed record AtBreach : LadderFire;

public sealed record AfterBreach(Duration Delay) : LadderFire;

/// <summary>Outside the order of time: fires once per run, when it happens.</summary>
public sealed record OnEvent(string Event) : LadderFire;

[JsonDerivedType(typeof(Notify), "notify")]
[JsonDerivedType(typeof(AddWatcher), "watch")]
[JsonDerivedType(typeof(Reassign), "reassign")]
[JsonDerivedType(typeof(RaiseSeverity), "severity")]
[JsonDerivedType(typeof(OpenStep), "open-step")]
[JsonDerivedType(typeof(Escalate), "escalate")]
[JsonDerivedType(typeof(PublicNotice), "public-notice")]
public abstract record LadderAction;

public sealed record Notify : LadderAction;

public sealed record AddWatcher : LadderAction;

public sealed record Reassign(string Role) : LadderAction;

public sealed record RaiseSeverity(int Severity) : LadderAction;

public sealed record OpenStep(string Step) : LadderAction;

/// <summary>Throws a BPMN escalation at the step, which the procedure can catch.</summary>
public sealed record Escalate(string Code) : LadderAction;

public sealed record PublicNotice : LadderAction;
