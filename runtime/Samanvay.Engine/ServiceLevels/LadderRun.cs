using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

[JsonConverter(typeof(JsonStringEnumConverter<LadderState>))]
public enum LadderState { Running, Acknowledged, Stopped }

/// <summary>A ladder at work beside its clock. It knows who was told, so that everyone can be stood down
/// once.</summary>
public sealed record LadderRun
{
    public required ClockId Clock { get; init; }

    public required Ladder Ladder { get; init; }

    public LadderState State { get; init; } = LadderState.Running;

    /// <summary>Acknowledgement delays count from here, less <see cref="AnchorDelay"/>: moved by what makes the
    /// ladder jump.</summary>
    public Instant AnchorAt { get; init; }

    public Duration AnchorDelay { get; init; }

    /// <summary>The highest level reached by time; 0 before the first.</summary>
    public int Level { get; init; }

    /// <summary>How often each level fired in this run: the next repeat index of its notices.</summary>
    public ImmutableSortedDictionary<int, int> Fires { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    public Instant? LastFiredAt { get; init; }

    /// <summary>Repeats made at the present level.</summary>
    public int Repeats { get; init; }

    /// <summary>After a catch-up nothing fires before this, so that people can read what they got.</summary>
    public Instant? NotBefore { get; init; }

    public int Loops { get; init; }

    public bool Exhausted { get; init; }

    /// <summary>In order of person; the lowest level at which each was told.</summary>
    public ImmutableArray<Told> Told { get; init; } = [];

    /// <summary>After an acknowledgement: when the ladder opens again unless there is progress.</summary>
    public Instant? ProgressDueAt { get; init; }
}

public sealed record Told(string Person, int Level);

/// <summary>What a ladder needs to know from outside, at one instant.</summary>
/// <param name="Resolve">Roster, then deputy, then role holder, then control room: as they are when the level
/// fires.</param>
public sealed record LadderContext(ServiceClock Clock, CalendarBook Calendars, Func<LadderLevel, LevelTargets> Resolve);

/// <param name="Unreachable">Why nobody can be reached; then the ladder advances at once.</param>
public sealed record LevelTargets(ImmutableArray<string> People, string? Unreachable = null)
{
    public static LevelTargets Nobody(string reason) => new([], reason);
}

public sealed record LadderMoved(LadderRun Run, ImmutableArray<ServiceLevelFact> Facts);
