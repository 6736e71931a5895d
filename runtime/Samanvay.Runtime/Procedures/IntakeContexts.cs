using System.Collections.Concurrent;
using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Intake.Alerts;

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

    internal static IntakeContext Of(CitySnapshot city, CityProcedures procedures) => new(
        city.Setup.Devices.Values.Select(device => new IntakeDevice(
            device.Id.Value, device.Name, device.Signal, device.Unit, PlaceOf(device)))
            .ToImmutableSortedDictionary(device => device.Id, device => device, StringComparer.Ordinal),
        SituationIndex.Of([.. Rules(city, procedures)]))
    {
        Alerts = new AlertContext(city, procedures.InForce.SelectMany(known => known.Built.Alerts.Values)),
    };

    private static IEnumerable<RuleSites> Rules(CitySnapshot city, CityProcedures procedures) =>
        from known in procedures.InForce
        from rule in known.Built.Situations.Values
        select SitesOf(city, known.Version.Procedure, rule);

    /// <summary>The devices of each signal that a procedure's rule reads in the city.</summary>
    internal static RuleSites SitesOf(CitySnapshot city, ProcedureId procedure, SituationRule rule)
    {
        var signals = rule.Inputs.Select(input => input.Signal).Append(rule.Signal).Distinct(StringComparer.Ordinal);
        return new RuleSites(rule, signals.ToImmutableSortedDictionary(
            signal => signal, signal => Sites(city.DevicesFor(procedure.Value, signal)), StringComparer.Ordinal));
    }

    private static ImmutableArray<Site> Sites(ImmutableArray<Device> devices) =>
        [.. devices.Select(device => new Site(device.Id.Value, PlaceOf(device)))];

    private static Place PlaceOf(Device device) =>
        new(device.Ward?.Value, device.Id.Value, device.Latitude, device.Longitude);
}
