using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Engine.Simulation;

/// <summary>Tells what the rules of a drill see: to the incident that is open for it, or a new one.</summary>
internal sealed class SituationTeller(VirtualCity city, SightRecorder sights)
{
    /// <param name="key">Changes with one key belong to one open incident.</param>
    /// <param name="alert">What raised it, where that was an alert.</param>
    public void Tell(string key, SituationChange change, AlertBrief? alert = null)
    {
        var report = SituationReports.Of(change);
        sights.See(new Sight(change.At, SightKind.Situation, change.Rule)
        {
            Change = report.Kind,
            Stage = report.Level,
        });
        if (alert is not null) report = report with { Payload = report.Payload.With("alert", alert.ToFeel()) };
        Submit(key, report, change is SensorFault or SensorRecovered ? [] : StartsOf(report));
    }

    /// <summary>Tells of a sensor to who looks after the sensors.</summary>
    public void TellOfSensors(string key, SituationChange change)
    {
        var report = SituationReports.Of(change);
        Submit(key, report, StartsOf(report));
    }

    private ImmutableArray<ProcedureStart> StartsOf(SituationReport report) =>
    [
        .. city.Context.Procedures.Values
            .Where(procedure => procedure.Process.StartMessages.ContainsKey(report.MessageName))
            .Select(procedure => new ProcedureStart(procedure.Version, report.MessageName, report.Payload)),
    ];

    private void Submit(string key, SituationReport report, ImmutableArray<ProcedureStart> starts)
    {
        if (city.Operations.FirstOrDefault(operation =>
            operation.Incident is { IsOpen: true } open && open.DedupeKey == key)
            is { } joined)
        {
            city.Submit(joined.Id, at => new ChangeSituation(at, report, starts));
        }
        else if (!starts.IsEmpty && report.OpensAs is { } severity)
        {
            var opening = new IncidentOpening(report.Rule, report.Rule, severity, Place.Unknown, key);
            city.Submit(city.NextOperation(), at => new OpenIncident(at, opening, starts, By: null) { Cause = report });
        }
    }
}
