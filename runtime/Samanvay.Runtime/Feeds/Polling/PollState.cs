using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>What is remembered of a feed that the city fetches. Times are the machine's.</summary>
/// <param name="Address">Of another address nothing of this holds.</param>
public sealed record PollState(CityId City, string Feed, string Address)
{
    public const int SeenMax = 2000;

    public Instant NextAt { get; init; }

    public string? ETag { get; init; }

    public string? LastModified { get; init; }

    /// <summary>Where the next pass goes on: a page, or the time up to which everything was asked for.</summary>
    public string? Cursor { get; init; }

    /// <summary>What an index pointed to and was fetched, the newest last.</summary>
    public ImmutableArray<string> Seen { get; init; } = [];

    public Instant? WorkedAt { get; init; }

    public Instant? FailedAt { get; init; }

    /// <summary>In a row.</summary>
    public int Failures { get; init; }

    /// <summary>What went wrong last; absent where it works again.</summary>
    public string? Trouble { get; init; }

    internal PollState With(string seen) => this with
    {
        Seen = [.. Seen.Append(seen).TakeLast(SeenMax)],
    };
}
