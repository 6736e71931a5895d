using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Feel;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds;

/// <summary>A message of which something was refused, kept so that people can see why and let it be run again. It holds
/// no key and no header but those that say how it is to be read.</summary>
/// <param name="Id">Made of what it says and who said it: the same message sent again is the same row.</param>
public sealed record RefusedMessage(CityId City, string Feed, string Id, string Sender)
{
    /// <summary>Of a message that was not read and whose sender did not say how long it is.</summary>
    public const int SizeUnknown = -1;

    /// <summary>When it came first, by the city's clock: a re-run reads it as of then.</summary>
    public required Instant ReceivedAt { get; init; }

    public required Instant LastAt { get; init; }

    public int Times { get; init; } = 1;

    public ApiKeyId? Key { get; init; }

    public string? ContentType { get; init; }

    public ImmutableSortedDictionary<string, string> Headers { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public required byte[] Body { get; init; }

    /// <summary>How many bytes came, or <see cref="SizeUnknown"/>.</summary>
    public required int Size { get; init; }

    /// <summary>How many of them are kept: fewer where the message was longer than may be.</summary>
    public required int KeptSize { get; init; }

    /// <summary>What was wrong, at most <see cref="RefusedLimits.ProblemsMax"/> of them.</summary>
    public ImmutableArray<RefusedPart> Problems { get; init; } = [];

    public int ProblemCount { get; init; }

    /// <summary>It was refused before it was read, so nothing of its text is kept.</summary>
    public bool IsUnread => KeptSize == 0 && Size != 0;

    /// <summary>A message that was cut can be looked at, and only its sender can send it again.</summary>
    public bool IsWhole => Size == KeptSize;

    /// <summary>Whether a re-run could take any of it in: what the city says of it may have changed, what the sender
    /// wrote never does. Under another standard it may mean something else.</summary>
    /// <param name="feed">As it is now; absent where it is gone.</param>
    public bool MayBecomeRight(Feed? feed) => IsWhole && feed is not null
        && (Problems.Length < ProblemCount || Problems.Any(part => part.MayBecomeRight(feed)));
}

/// <summary>That people dropped refused messages, and why.</summary>
/// <param name="Which">Whose messages they were, and of what kind.</param>
public sealed record RefusedDrop(CityId City, Guid Id, RefusedFilter Which)
{
    public required Instant At { get; init; }

    public required PersonId By { get; init; }

    public required string Why { get; init; }

    public int Count { get; init; }
}

/// <summary>One thing that was wrong with a message.</summary>
/// <param name="Place">Where in the message.</param>
public sealed record RefusedPart(string Code, string Clause, string Message, string Place)
{
    /// <summary>The sender's name, where it was a reading that was refused.</summary>
    public string? Device { get; init; }

    public string? Property { get; init; }

    /// <summary>How the message was put together, so that it can be said in another language; absent where that was not
    /// kept.</summary>
    public string? Template { get; init; }

    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>The standard by which it was read; absent where that was not kept.</summary>
    public string? Standard { get; init; }

    /// <summary>What was wrong, as a screen says it.</summary>
    [JsonIgnore]
    public Sentence Said => Template is null ? Message : Sentence.Of(Template, Values);

    internal bool MayBecomeRight(Feed feed)
    {
        if (Standard is not null && Standard != feed.Format.ToString()) return true;
        // What a mapping makes of a text changes with the mapping.
        return !(feed.Format == FeedFormat.Mapped ? RefusalCodes.OfTheText : RefusalCodes.OfTheSender).Contains(Code)
            && !FeedRefusals.ForGood.Contains(Code);
    }
}

/// <summary>What a sender calls something that nobody has bound to a device yet.</summary>
public sealed record UnboundName(CityId City, string Feed, string Device, string Property)
{
    public string? Unit { get; init; }

    public decimal? LastValue { get; init; }

    /// <summary>Who spoke of it.</summary>
    public string Sender { get; init; } = "";

    public required Instant FirstAt { get; init; }

    public required Instant LastAt { get; init; }

    public long Count { get; init; } = 1;
}

/// <summary>How much is kept of what was refused.</summary>
public sealed record RefusedLimits
{
    public static RefusedLimits Default { get; } = new();

    /// <summary>Messages of one feed; the oldest go.</summary>
    public int MessagesMax { get; init; } = 200;

    /// <summary>Of all kept messages of one feed.</summary>
    public long BytesMax { get; init; } = 4 * 1024 * 1024;

    /// <summary>What is longer is cut.</summary>
    public int BodyMax { get; init; } = 64 * 1024;

    public int ProblemsMax { get; init; } = 20;

    /// <summary>Names of one feed; further ones are refused and not remembered.</summary>
    public int NamesMax { get; init; } = 500;

    /// <summary>Messages of one feed that are written down at once; more are answered and counted only.</summary>
    public int BurstMax { get; init; } = 200;

    /// <summary>How many more are written down for each second that went by.</summary>
    public int PerSecondMax { get; init; } = 10;

    /// <summary>As long as a reading may be old: what came before could not be taken in any more.</summary>
    public Duration AgeMax { get; init; } = Intake.IntakeLimits.Default.AgeMax;
}
