using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;

namespace Samanvay.Engine.ServiceLevels;

public sealed record LadderStarted(ClockId Clock, Instant At, Ladder Ladder) : ServiceLevelFact(Clock, At);

/// <param name="Repeat">How often the level fired before, in this run.</param>
public sealed record LevelFired(ClockId Clock, Instant At, int Generation, int Level, int Repeat)
    : ServiceLevelFact(Clock, At)
{
    public required Instant DueAt { get; init; }

    public required ImmutableArray<LadderAction> Actions { get; init; }

    public LevelOccasion Occasion { get; init; }

    public bool Late { get; init; }

    /// <summary>Lower levels that were overdue too; the message names them.</summary>
    public ImmutableArray<int> Skipped { get; init; } = [];

    public ImmutableArray<string> People { get; init; } = [];

    /// <summary>One per person and channel.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    public Instant? NotBefore { get; init; }
}

/// <summary>Why a level fired: its time came, again, the level below reached nobody, no progress was made, or
/// its event happened.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LevelOccasion>))]
public enum LevelOccasion { Due, Repeated, Advanced, NoProgress, Event }

/// <param name="Key">The same notice has the same key, however often it is sent.</param>
public sealed record Notice(string Person, string Channel, string Key)
{
    public const string DefaultChannel = "default";

    public static string KeyFor(ServiceClock clock, int level, int repeat, string person, string channel)
    {
        var (to, by) = (Uri.EscapeDataString(person), Uri.EscapeDataString(channel));
        return string.Create(CultureInfo.InvariantCulture, $"{clock.Id}/{clock.Generation}/{level}/{repeat}/{to}/{by}");
    }
}

/// <summary>Nobody could be told: the roster's owner should know.</summary>
public sealed record LevelUnreachable(ClockId Clock, Instant At, int Level, string Reason)
    : ServiceLevelFact(Clock, At);

public sealed record LadderAcknowledged(ClockId Clock, Instant At, string By, Instant? ProgressDueAt)
    : ServiceLevelFact(Clock, At);

public sealed record ProgressNoted(ClockId Clock, Instant At, string By) : ServiceLevelFact(Clock, At);

/// <summary>Acknowledged, but without progress in time.</summary>
public sealed record LadderReopened(ClockId Clock, Instant At, int Level) : ServiceLevelFact(Clock, At);

public sealed record LadderReplaced(ClockId Clock, Instant At, Ladder Ladder, bool Restarted)
    : ServiceLevelFact(Clock, At);

public sealed record LadderLooped(ClockId Clock, Instant At, int Loop) : ServiceLevelFact(Clock, At);

/// <summary>The top has been told as often as it is to be; nothing more fires by time.</summary>
public sealed record LadderExhausted(ClockId Clock, Instant At) : ServiceLevelFact(Clock, At);

/// <param name="People">Each gets one stand-down.</param>
/// <param name="Ends">The run is over.</param>
public sealed record StoodDown(ClockId Clock, Instant At, ImmutableArray<string> People, string Reason, bool Ends)
    : ServiceLevelFact(Clock, At);
