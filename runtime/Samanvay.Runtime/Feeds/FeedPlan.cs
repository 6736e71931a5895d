using System.Collections.Frozen;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Adapters.Iudx;
using Samanvay.Adapters.Mapped;
using Samanvay.Adapters.NgsiLd;
using Samanvay.Adapters.NgsiV2;
using Samanvay.Adapters.Open311;
using Samanvay.Adapters.SensorThings;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Feeds;

/// <summary>A feed with its mapping compiled and its bindings looked up.</summary>
public sealed class FeedPlan
{
    private readonly FrozenDictionary<(string Device, string Property), FeedBinding> _bindings;
    private readonly Mapping? _mapping;

    private FeedPlan(Feed feed, Mapping? mapping)
    {
        (Feed, _mapping) = (feed, mapping);
        _bindings = feed.Bindings.DistinctBy(binding => (binding.Device, binding.Property))
            .ToFrozenDictionary(binding => (binding.Device, binding.Property));
    }

    public Feed Feed { get; }

    /// <summary>Whether its events name the city's own devices.</summary>
    public bool NamesDevices => Feed.Id == Feed.Signals;

    /// <summary>The feed that every city has.</summary>
    public static FeedPlan SignalsOf(CityId city) =>
        new(new Feed(city, Feed.Signals, Feed.Signals, FeedFormat.CloudEvents), null);

    public static FeedPlan Of(Feed feed) => new(feed, feed.Mapping is { } mapping ? Compile(feed.Id, mapping) : null);

    /// <summary>What is wrong with a mapping, each with the field that it is in.</summary>
    internal static Parsed<Mapping> Check(string feed, FeedMapping mapping) =>
        Mapping.Compile(feed, mapping.Rows, mapping.Observation);

    /// <summary>Absent where nobody has said what it is.</summary>
    public FeedBinding? Find(Observation observation) => NamesDevices
        ? new FeedBinding(observation.Device, observation.Property, new DeviceId(observation.Device))
        : _bindings.GetValueOrDefault((observation.Device, observation.Property));

    /// <summary>The readings of a thing: of what is no number by its standard, what the city takes for one.</summary>
    public IEnumerable<Observation> Observed(EntityReport report) =>
        report.Observations.Concat(report.Others.Where(other => Find(other) is { Target: not null }));

    public Reading Read(Incoming message) => Feed.Format switch
    {
        FeedFormat.CloudEvents => EventObservation.Read(message, NamesDevices),
        FeedFormat.NgsiLd => NgsiLdReader.Read(message),
        FeedFormat.NgsiV2 => NgsiV2Reader.Read(message),
        FeedFormat.Iudx => IudxReader.Read(message),
        FeedFormat.SensorThings => SensorThingsReader.Read(message),
        FeedFormat.Cap => CapReader.Read(message),
        FeedFormat.Open311 => Open311Reader.Read(message),
        FeedFormat.Mapped when _mapping is not null => MappedReader.Read(message, _mapping),
        _ => new Reading([], [FeedRefusals.Unmapped]),
    };

    private static Mapping? Compile(string feed, FeedMapping mapping) => Check(feed, mapping).Value is { } compiled
        ? compiled with
        {
            Zone = mapping.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null,
            Separator = mapping.Separator is [var separator] ? separator : ',',
        }
        : null;
}
