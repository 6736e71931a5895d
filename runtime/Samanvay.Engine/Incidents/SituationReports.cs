using Samanvay.Engine.Situations;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Incidents;

/// <summary>Turns what a situation rule saw into what an operation is told.</summary>
public static class SituationReports
{
    /// <summary>The key under which an open incident is joined in place of opening another.</summary>
    public static string DedupeKey(string rule, string key) => $"{rule}/{key}";

    public static SituationReport Of(SituationChange change) => change switch
    {
        LevelRaised raised => Report(change, SituationReportKinds.Raised, raised.Level, raised.Severity)
            .With("value", FeelValue.Of(raised.Value)),
        LevelLowered lowered => Report(change, SituationReportKinds.Lowered, lowered.Level, lowered.Severity),
        SituationCleared => Report(change, SituationReportKinds.Cleared, null, null),
        SituationClosable => Report(change, SituationReportKinds.Closable, null, null),
        SituationFlapping => Report(change, SituationReportKinds.Flapping, null, null),
        StormBegan => Report(change, SituationReportKinds.Storm, null, null),
        StormEnded => Report(change, SituationReportKinds.Calm, null, null),
        SensorFault fault => Report(change, SituationReportKinds.Faulty, null, null)
            .With("sensor", FeelValue.Of(fault.Sensor)).With("fault", FeelValue.Of(fault.Kind.ToString())),
        SensorRecovered recovered => Report(change, SituationReportKinds.Recovered, null, null)
            .With("sensor", FeelValue.Of(recovered.Sensor)),
        _ => throw new System.Diagnostics.UnreachableException($"No report for {change.GetType().Name}."),
    };

    private static SituationReport Report(SituationChange change, string kind, string? level, int? severity) =>
        new SituationReport(change.Rule, kind, level, (IncidentSeverity?)severity, change.At)
            .With("key", FeelValue.Of(change.Key))
            .With("level", level is null ? FeelValue.Null : FeelValue.Of(level));

    private static SituationReport With(this SituationReport report, string name, FeelValue value) =>
        report with { Payload = report.Payload.With(name, value) };
}
