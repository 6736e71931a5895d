using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Procedures;

/// <summary>Tells the intake which rules of the procedures in force listen to which device.</summary>
public sealed class IntakeContexts(CitySnapshots cities, ProcedureCatalog catalog) : IIntakeContexts
{
    private readonly ConcurrentDictionary<CityId, (CitySnapshot City, CityProcedures Procedures, IntakeContext Context)>
        _contexts = new();

    public async ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation)
    {
        if (await cities.FindAsync(city, cancellation) is not { } snapshot) return IntakeContext.Empty;
        var procedures = await catalog.OfAsync(city, cancellation);
        if (_contexts.TryGetValue(city, out var known) && known.City == snapshot && known.Procedures == procedures)
            return known.Context;
        var context = Of(snapshot, procedures);
        _contexts[city] = (snapshot, procedures, context);
        return context;
    }

    internal static IntakeContext Of(CitySnapshot city, CityProcedures procedures)
    {
        var listening = Listening(city, procedures);
        var groups = ImmutableSortedDictionary.CreateBuilder<string,
            ImmutableArray<SituationRule>>(StringComparer.Ordinal);
        var devices = ImmutableSortedDictionary.CreateBuilder<string, IntakeDevice>(StringComparer.Ordinal);
        foreach (var device in city.Setup.Devices.Values)
        {
            ImmutableArray<SituationRule> rules = [.. listening[device.Id].DistinctBy(rule => rule.Id)];
            // Devices of one signal may be bound to different rules, so each set of rules is a group of its own.
            var group = string.Join(' ', rules.Select(rule => rule.Id).Prepend(device.Signal));
            groups[group] = rules;
            devices[device.Id.Value] = new IntakeDevice(
                device.Id.Value, device.Name, group, device.Unit, PlaceOf(device));
        }

        return new IntakeContext(devices.ToImmutable(), groups.ToImmutable());
    }

    private static ILookup<DeviceId, SituationRule> Listening(CitySnapshot city, CityProcedures procedures) => (
        from known in procedures.InForce
        from rule in known.Built.Situations.Values
        from device in city.DevicesFor(known.Version.Procedure.Value, rule.Signal)
        select (device.Id, Rule: rule)).ToLookup(pair => pair.Id, pair => pair.Rule);

    private static Place PlaceOf(Device device) =>
        new(device.Ward?.Value, device.Id.Value, device.Latitude, device.Longitude);
}
