using System.Collections.Frozen;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake.Alerts;

namespace Samanvay.Runtime.Intake;

/// <summary>What the lane must know of one city: its devices, and which machines their readings move.</summary>
public sealed record IntakeContext(
    ImmutableSortedDictionary<string, IntakeDevice> Devices, SituationIndex Index)
{
    private readonly FrozenDictionary<string, RoutedDevice> _byId = Devices.ToFrozenDictionary(
        device => device.Key, device => new RoutedDevice(device.Value, Index.RoutesOf(device.Key)),
        StringComparer.Ordinal);

    public static IntakeContext Empty { get; } = new(
        ImmutableSortedDictionary.Create<string, IntakeDevice>(StringComparer.Ordinal), SituationIndex.Empty);

    public AlertContext Alerts { get; init; } = AlertContext.Nowhere;

    /// <summary>The rules whose own signal the device reads; those that only join it are not among them.</summary>
    public ImmutableArray<SituationRule> RulesOf(string device) =>
        [.. Index.RoutesOf(device).Where(route => route.Input is null).Select(route => route.Rule)];

    /// <summary>Asked for every observation, so it does not look through the sorted list.</summary>
    internal RoutedDevice? DeviceOf(string id) => _byId.GetValueOrDefault(id);

    public SituationRule? Find(string rule) => Index.Find(rule);
}

/// <param name="Unit">The UCUM code of its values when an observation names none.</param>
public sealed record IntakeDevice(string Id, string Name, string Signal, string Unit, Place Place);

/// <summary>A device with the machines that its readings move.</summary>
internal sealed record RoutedDevice(IntakeDevice Device, ImmutableArray<Route> Routes);

/// <summary>The cities as the lane needs them. Called for every batch, so answer from memory.</summary>
public interface IIntakeContexts
{
    ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation);
}
