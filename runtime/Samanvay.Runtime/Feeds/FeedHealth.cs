using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds;

/// <summary>Whether the feeds that the city fetches itself can be reached from this node, since the server
/// started.</summary>
/// <remarks>For the people who look after them; nothing is decided by it.</remarks>
public sealed class FeedHealth(TimeProvider host)
{
    private readonly ConcurrentDictionary<(CityId City, string Feed), FeedPulse> _pulses = new();

    public void Worked(CityId city, string feed)
    {
        var now = host.GetCurrentInstant();
        _pulses.AddOrUpdate((city, feed), _ => new FeedPulse { WorkedAt = now }, (_, pulse) => pulse with
        {
            WorkedAt = now, FailuresInARow = 0, Trouble = null,
        });
    }

    public void Failed(CityId city, string feed, string trouble)
    {
        var now = host.GetCurrentInstant();
        _pulses.AddOrUpdate((city, feed), _ => new FeedPulse().After(now, trouble), (_, pulse) =>
            pulse.After(now, trouble));
    }

    /// <summary>Absent where nothing was tried yet.</summary>
    public FeedPulse? Of(CityId city, string feed) => _pulses.GetValueOrDefault((city, feed));
}

public sealed record FeedPulse
{
    public Instant? WorkedAt { get; init; }

    public Instant? FailedAt { get; init; }

    public long Failures { get; init; }

    public int FailuresInARow { get; init; }

    /// <summary>What went wrong last, as the other side said it; absent where it works again.</summary>
    public string? Trouble { get; init; }

    internal FeedPulse After(Instant at, string trouble) => this with
    {
        FailedAt = at, Failures = Failures + 1, FailuresInARow = FailuresInARow + 1, Trouble = trouble,
    };
}
