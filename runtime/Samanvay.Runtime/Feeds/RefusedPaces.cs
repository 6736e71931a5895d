using System.Collections.Concurrent;
using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Feeds;

/// <summary>How fast refused messages of each feed come: a burst is kept, and what lasts is counted from then on. What
/// is only counted is known to this process alone.</summary>
internal sealed class RefusedPaces(RefusedLimits limits)
{
    private readonly ConcurrentDictionary<(CityId City, string Feed), Pace> _paces = new();

    /// <summary>Whether a message may still be written down; else it is counted.</summary>
    /// <param name="now">By this machine's clock, so that a city's fast clock lets no more in.</param>
    /// <param name="at">By the city's clock.</param>
    public bool Takes(CityId city, string feed, Instant now, Instant at) => _paces.AddOrUpdate(
        (city, feed), _ => Next(new Pace(limits.BurstMax, now), now, at),
        (_, known) => Next(known, now, at)).IsKept;

    /// <summary>Of a city, as long as kept messages would be.</summary>
    public ImmutableArray<UnkeptRefusals> Of(CityId city, Instant now) =>
    [
        .. from entry in _paces
           where entry.Key.City == city && entry.Value is { Unkept: > 0 } && !IsOver(entry.Value, now)
           orderby entry.Key.Feed
           select new UnkeptRefusals(entry.Key.Feed, entry.Value.Unkept, entry.Value.Since),
    ];

    private Pace Next(Pace known, Instant now, Instant at)
    {
        // A clock that is set back fills nothing.
        var waited = Math.Max(0, (now - known.At).TotalSeconds);
        var left = Math.Min(limits.BurstMax, known.Left + (waited * limits.PerSecondMax));
        if (left >= 1) return known with { Left = left - 1, At = now, IsKept = true };
        var isFirst = known.Unkept == 0 || IsOver(known, now);
        return known with
        {
            Left = left, At = now, IsKept = false, UnkeptAt = now,
            Unkept = isFirst ? 1 : known.Unkept + 1, Since = isFirst ? at : known.Since,
        };
    }

    private bool IsOver(Pace pace, Instant now) => pace.UnkeptAt + limits.AgeMax < now;

    /// <param name="Left">How many more may be written down at once.</param>
    private sealed record Pace(double Left, Instant At)
    {
        public bool IsKept { get; init; }

        public long Unkept { get; init; }

        public Instant UnkeptAt { get; init; }

        public Instant Since { get; init; }
    }
}

/// <summary>How many messages of a feed were refused and not kept, because too many came at once.</summary>
/// <param name="Since">When the first of them came, by the city's clock.</param>
public sealed record UnkeptRefusals(string Feed, long Count, Instant Since);
