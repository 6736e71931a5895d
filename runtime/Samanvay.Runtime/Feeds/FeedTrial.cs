using System.Collections.Immutable;
using System.Text;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Feeds;

/// <summary>A feed as it is being written, and a sample to try it on. What comes out is what would come in.</summary>
/// <param name="ContentType">What the sender would say that the sample is.</param>
public sealed record FeedTrial(Feed Feed, string ContentType, string Sample, Instant Now)
{
    internal FeedTrialResult Run(CitySnapshot city)
    {
        ImmutableArray<FieldProblem> problems = Feed is { Format: FeedFormat.Mapped, Mapping: { } mapping }
            ? [.. FeedRules.MappingProblems("mapping", mapping), .. FeedRules.NameProblems("mapping", mapping)]
            : [];
        if (problems is [_, ..]) return new FeedTrialResult([], [], problems);
        var plan = FeedPlan.Of(Feed);
        var reading = plan.Read(new Incoming(Encoding.UTF8.GetBytes(Sample), ContentType, Now));
        return new FeedTrialResult(
            [.. reading.Items.SelectMany(item => Rows(item, plan, city))], reading.Refusals, []);
    }

    private static IEnumerable<FeedTrialRow> Rows(Received item, FeedPlan plan, CitySnapshot city) => item switch
    {
        Observation observation => [Row(observation, plan, city)],
        EntityReport report => plan.Observed(report).Select(observation => Row(observation, plan, city)),
        _ => [new FeedTrialRow(item.GetType().Name, "", null) { Id = item.Key.Id }],
    };

    private static FeedTrialRow Row(Observation observation, FeedPlan plan, CitySnapshot city)
    {
        var binding = plan.Find(observation);
        return new FeedTrialRow(observation.Device, observation.Property, observation.Time)
        {
            Id = observation.Key.Id,
            Value = observation.Value,
            Unit = observation.Unit,
            Basis = observation.Basis,
            IsBound = binding is not null,
            Target = binding?.Target is { } target ? city.Setup.Devices.GetValueOrDefault(target.Value) : null,
        };
    }
}

/// <summary>One thing that a sample tells.</summary>
public sealed record FeedTrialRow(string Device, string Property, Instant? Time)
{
    public required string Id { get; init; }

    public decimal? Value { get; init; }

    public string? Unit { get; init; }

    public TimeBasis Basis { get; init; }

    /// <summary>Whether somebody has said what it is; also where it is left out on purpose.</summary>
    public bool IsBound { get; init; }

    public Device? Target { get; init; }
}

/// <param name="Refusals">What of the sample would be refused.</param>
/// <param name="Problems">What is wrong with the mapping itself: then nothing was read.</param>
public sealed record FeedTrialResult(
    ImmutableArray<FeedTrialRow> Rows, ImmutableArray<Adapters.Refusal> Refusals,
    ImmutableArray<FieldProblem> Problems);
