using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Feel.Values;

namespace Samanvay.Runtime.Intake;

/// <summary>
/// A change that a rule saw, with what an incident needs to know of its place; the body of an inbox row.
/// </summary>
/// <param name="DedupeKey">Changes with one key belong to one open incident.</param>
/// <param name="PlaceName">For people, for example the gauge's name.</param>
public sealed record SituationNotice(SituationChange Change, string DedupeKey, string PlaceName, Place Place)
{
    /// <summary>What raised it, where that was an alert.</summary>
    public AlertBrief? Alert { get; init; }

    public static SituationNotice Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, NoticeJson.Default.SituationNotice)
        ?? throw new JsonException("The stored notice is null.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, NoticeJson.Default.SituationNotice);

    /// <summary>The change in the words of incidents and of BPMN messages.</summary>
    internal SituationReport ToChange()
    {
        (string Kind, string? Level, int? Severity) words = Change switch
        {
            LevelRaised raised => (SituationReportKinds.Raised, raised.Level, raised.Severity),
            LevelLowered lowered => (SituationReportKinds.Lowered, lowered.Level, lowered.Severity),
            SituationCleared => (SituationReportKinds.Cleared, null, null),
            SituationClosable => (SituationReportKinds.Closable, null, null),
            SituationFlapping => (SituationReportKinds.Flapping, null, null),
            StormBegan => (SituationReportKinds.Storm, null, null),
            StormEnded => (SituationReportKinds.Calm, null, null),
            SensorFault => (SituationReportKinds.Faulty, null, null),
            SensorRecovered => (SituationReportKinds.Recovered, null, null),
            _ => throw new UnreachableException($"No words for {Change.GetType().Name}."),
        };
        return new SituationReport(
            Change.Rule, words.Kind, words.Level, (IncidentSeverity?)words.Severity, Change.At)
        {
            Payload = Payload(),
        };
    }

    private FeelContext Payload()
    {
        var entries = new Dictionary<string, FeelValue>
        {
            ["rule"] = new FeelString(Change.Rule),
            ["key"] = new FeelString(Change.Key),
            ["place"] = new FeelString(PlaceName),
            ["ward"] = Place.Ward is { } ward ? new FeelString(ward) : FeelValue.Null,
            ["at"] = new FeelString(InstantPattern.General.Format(Change.At)),
        };
        if (Alert is { } alert) entries["alert"] = alert.ToFeel();
        switch (Change)
        {
            case LevelRaised raised:
                entries["level"] = new FeelString(raised.Level);
                entries["value"] = FeelNumber.Of(raised.Value);
                Explain(entries, raised.SeverityBy);
                break;
            case LevelLowered lowered:
                entries["level"] = new FeelString(lowered.Level);
                Explain(entries, lowered.SeverityBy);
                break;
            case SensorFault fault:
                entries["sensor"] = new FeelString(fault.Sensor);
                break;
        }
        return FeelContext.Of(entries);
    }

    // Why it is so severe; a table that gave nothing names no rule.
    private static void Explain(Dictionary<string, FeelValue> entries, SeverityReason? reason)
    {
        if (reason is null) return;
        entries["severity decision"] = new FeelString(reason.Decision);
        entries["severity rules"] = reason.IsOwn
            ? FeelList.Empty
            : FeelList.Of([.. reason.Rules.Select(rule => FeelNumber.Of(rule))]);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
        [typeof(Engine.ServiceLevels.InstantJsonConverter), typeof(Engine.ServiceLevels.DurationJsonConverter)])]
[JsonSerializable(typeof(SituationNotice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
