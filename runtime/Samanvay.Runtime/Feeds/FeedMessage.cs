using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Feel;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds;

/// <summary>One message on its way in, from the door, a poller, a broker or a re-run.</summary>
/// <param name="Sender">Duplicates are told among the messages of one sender; it has no line break.</param>
public sealed record FeedMessage(CityId City, string Feed, string Sender, Incoming Content)
{
    /// <summary>The key that it came with, which bounds the devices that it may speak of. Absent where the city itself
    /// fetched it: then the feed's bindings alone say it.</summary>
    public ApiKeyId? Key { get; init; }

    /// <summary>How many bytes a message has that was refused before it was read, or
    /// <see cref="RefusedMessage.SizeUnknown"/>; absent of one that was read.</summary>
    public int? UnreadSize { get; init; }

    /// <summary>Who speaks in a feed that the city fetches itself.</summary>
    public static string SenderOf(string feed) => $"feed:{feed}";
}

public enum FeedOutcome
{
    /// <summary>Stored.</summary>
    Taken,

    /// <summary>It came before; nothing happened again.</summary>
    Duplicate,

    /// <summary>An administrator has said that the city does not want it.</summary>
    LeftOut,

    /// <summary>It tells nothing that could be stored or acted on.</summary>
    Noted,

    Refused,
}

/// <summary>What became of one thing that a message told.</summary>
/// <param name="Place">Where in the message; empty where the standard's parts have no place of their own.</param>
public sealed record FeedLine(FeedOutcome Outcome, string Place)
{
    /// <summary>The sender's own name for it: an event's id, an alert's identifier, a request's number.</summary>
    public string? Id { get; init; }

    /// <summary>The sender's name for what saw it.</summary>
    public string? Device { get; init; }

    public string? Property { get; init; }

    /// <summary>The device of the city, or the incident, that it went to.</summary>
    public string? Target { get; init; }

    public string? Unit { get; init; }

    public decimal? Value { get; init; }

    public Instant? Time { get; init; }

    /// <summary>Why it was refused; of what was taken, what could not be done with it.</summary>
    public FeedProblem? Problem { get; init; }
}

/// <param name="Code">Stable and searchable.</param>
/// <param name="Clause">Of the standard that it is held against.</param>
/// <param name="Said">What is wrong and what to do; a screen says it in its reader's language.</param>
public sealed record FeedProblem(string Code, string Clause, Sentence Said)
{
    /// <summary>In English, as programs are told.</summary>
    public string Message => Said.ToString();
}

/// <summary>What became of a message.</summary>
public abstract record FeedAnswer;

/// <summary>Everything that was taken is stored.</summary>
public sealed record FeedAnswered(ImmutableArray<FeedLine> Lines) : FeedAnswer
{
    /// <summary>Nothing of it could be read at all, for example because it is no JSON.</summary>
    public bool IsUnreadable => Lines is [{ Outcome: FeedOutcome.Refused, Place: "", Device: null, Id: null }];

    public bool IsRefusedWhole => !Lines.IsEmpty && Lines.All(line => line.Outcome == FeedOutcome.Refused);
}

/// <summary>A lane is full; nothing was taken. Send the whole message again.</summary>
public sealed record FeedBusy(Duration RetryAfter) : FeedAnswer;

/// <summary>The city has no such feed, or the key may not use it.</summary>
public sealed record FeedUnknown : FeedAnswer;
