using NodaTime.Text;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>Turns what a situation rule saw into what an operation is told.</summary>
public static class SituationReports
{
    // No rule can be called so.
    private const string Sensors = "*sensors/";

    /// <summary>The key under which an open incident is joined in place of opening another.</summary>
    public static string DedupeKey(string rule, string key) => $"{rule}/{key}";

    /// <summary>The same for each change that a rule told of a key in turn. Of a rule that joins nothing each episode
    /// is an incident of its own: what ends one may be told together with what begins the next.</summary>
    /// <param name="episode">Of the key before the first of them.</param>
    public static IEnumerable<(SituationChange Change, string DedupeKey)> ByIncident(
        SituationRule rule, int episode, IEnumerable<SituationChange> changes)
    {
        foreach (var change in changes)
        {
            if (change is LevelRaised raised) episode = raised.Episode;
            var key = DedupeKey(rule.Id, change.Key);
            yield return (change, rule.Join ? key : $"{key}/{episode}");
        }
    }

    /// <summary>The key of the incident of the broken sensors in one place, for all rules about a signal. It is never
    /// that of the situation: what can not be believed is work for who looks after the sensors, and no alarm.</summary>
    public static string SensorsKey(string signal, string place) => $"{Sensors}{signal}/{place}";

    public static bool IsOfSensors(string? dedupeKey) =>
        dedupeKey is not null && dedupeKey.StartsWith(Sensors, StringComparison.Ordinal);

    public static SituationReport Of(SituationChange change) => change switch
    {
        LevelRaised raised => Report(change, SituationReportKinds.Raised, raised.Level, raised.Severity)
            .With("value", FeelValue.Of(raised.Value)).Because(raised.SeverityBy),
        LevelLowered lowered => Report(change, SituationReportKinds.Lowered, lowered.Level, lowered.Severity)
            .Because(lowered.SeverityBy),
        SituationCleared => Report(change, SituationReportKinds.Cleared, null, null),
        SituationClosable => Report(change, SituationReportKinds.Closable, null, null),
        SituationFlapping => Report(change, SituationReportKinds.Flapping, null, null),
        StormBegan => Report(change, SituationReportKinds.Storm, null, null),
        StormEnded => Report(change, SituationReportKinds.Calm, null, null),
        SensorFault fault => Report(change, SituationReportKinds.Faulty, null, null)
            .With("sensor", FeelValue.Of(fault.Sensor)).With("fault", FeelValue.Of(fault.Kind.ToString()))
            .With("value", fault.Value is { } value ? FeelValue.Of(value) : FeelValue.Null),
        SensorRecovered recovered => Report(change, SituationReportKinds.Recovered, null, null)
            .With("sensor", FeelValue.Of(recovered.Sensor)),
        _ => throw new System.Diagnostics.UnreachableException($"No report for {change.GetType().Name}."),
    };

    private static SituationReport Report(SituationChange change, string kind, string? level, int? severity) =>
        new SituationReport(change.Rule, kind, level, (IncidentSeverity?)severity, change.At)
            .With("rule", FeelValue.Of(change.Rule))
            .With("key", FeelValue.Of(change.Key))
            .With("at", FeelValue.Of(InstantPattern.General.Format(change.At)))
            .With("level", level is null ? FeelValue.Null : FeelValue.Of(level));

    // Why it is so severe; a table that gave nothing names no rule.
    private static SituationReport Because(this SituationReport report, SeverityReason? reason) => reason is null
        ? report
        : report.With("severity decision", FeelValue.Of(reason.Decision)).With(
            "severity rules",
            reason.IsOwn ? FeelList.Empty : FeelList.Of([.. reason.Rules.Select(rule => FeelNumber.Of(rule))]));

    private static SituationReport With(this SituationReport report, string name, FeelValue value) =>
        report with { Payload = report.Payload.With(name, value) };
}
