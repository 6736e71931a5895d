using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Intake;

/// <summary>What the lane must know of one city: its devices, and which rules listen to which signal.</summary>
public sealed record IntakeContext(
    ImmutableSortedDictionary<string, IntakeDevice> Devices,
    ImmutableSortedDictionary<string, ImmutableArray<SituationRule>> RulesBySignal)
{
    public static IntakeContext Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, IntakeDevice>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, ImmutableArray<SituationRule>>(StringComparer.Ordinal));

    /// <summary>Only these are looked at for an observation of the signal, however many rules the city has.</summary>
    public ImmutableArray<SituationRule> RulesFor(string signal) =>
        RulesBySignal.TryGetValue(signal, out var rules) ? rules : [];

    public SituationRule? Find(string rule) =>
        RulesBySignal.Values.SelectMany(rules => rules).FirstOrDefault(candidate => candidate.Id == rule);
}

/// <param name="Unit">The UCUM code of its values when an observation names none.</param>
public sealed record IntakeDevice(string Id, string Name, string Signal, string Unit, Place Place);

/// <summary>The cities as the lane needs them. Called for every batch, so answer from memory.</summary>
public interface IIntakeContexts
{
    ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation);
}
