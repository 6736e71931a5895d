using System.Collections.Concurrent;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Intake;

/// <summary>How often signals of a city were refused since the server started, and the latest of each kind.</summary>
/// <remarks>The sender has the answer, and the metrics have the numbers; this is for the people of the city, who
/// may be the only ones to notice that a gateway talks past them.</remarks>
public sealed class RefusedSignals(RuntimeMetrics metrics, TimeProvider host)
{
    private readonly ConcurrentDictionary<(CityId City, string Kind), RefusedSignalCount> _counts = new();

    public Instant Since { get; } = host.GetCurrentInstant();

    /// <param name="city">Absent when the request had no key by which to tell.</param>
    public void Count(CityId? city, SignalRefused refusal, string sender)
    {
        metrics.Refused(refusal.Kind);
        if (city is not { } known) return;
        var now = host.GetCurrentInstant();
        _counts.AddOrUpdate(
            (known, refusal.Kind),
            _ => new RefusedSignalCount(refusal.Kind, 1, now, sender, refusal.Message),
            (_, present) => new RefusedSignalCount(refusal.Kind, present.Count + 1, now, sender, refusal.Message));
    }

    /// <summary>The latest first.</summary>
    public IReadOnlyList<RefusedSignalCount> Of(CityId city) =>
    [
        .. _counts.Where(entry => entry.Key.City == city).Select(entry => entry.Value)
            .OrderByDescending(count => count.LastAt).ThenBy(count => count.Kind, StringComparer.Ordinal),
    ];
}

/// <param name="Sender">Whose key the latest came with.</param>
/// <param name="Message">What the latest was answered.</param>
public sealed record RefusedSignalCount(string Kind, long Count, Instant LastAt, string Sender, string Message);
