using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using SituationChange = Samanvay.Engine.Situations.SituationChange;

namespace Samanvay.Runtime.Intake;

/// <summary>A change that a rule saw, with what an incident needs to know of its place; the body of an inbox row.</summary>
/// <param name="DedupeKey">Changes with one key belong to one open incident.</param>
/// <param name="PlaceName">For people, for example the gauge's name.</param>
public sealed record SituationReport(SituationChange Change, string DedupeKey, string PlaceName, Place Place)
{
    public static SituationReport Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, ReportJson.Default.SituationReport)
        ?? throw new JsonException("The stored report is null.");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Default.SituationReport);

    /// <summary>The change in the words of incidents and of BPMN messages.</summary>
    internal Engine.Incidents.SituationChange ToChange()
    {
        (string Kind, string? Level, int? Severity) words = Change switch
        {
            LevelRaised raised => (SituationChangeKinds.Raised, raised.Level, raised.Severity),
            LevelLowered lowered => (SituationChangeKinds.Lowered, lowered.Level, lowered.Severity),
            SituationCleared => (SituationChangeKinds.Cleared, null, null),
            SituationClosable => (SituationChangeKinds.Closable, null, null),
            SensorFault => (SituationChangeKinds.Faulty, null, null),
            SensorRecovered => (SituationChangeKinds.Recovered, null, null),
            _ => throw new UnreachableException($"No words for {Change.GetType().Name}."),
        };
        return new Engine.Incidents.SituationChange(
            Change.Rule, words.Kind, words.Level, words.Severity is { } number ? (IncidentSeverity)number : null, Change.At)
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
        switch (Change)
        {
            case LevelRaised raised:
                entries["level"] = new FeelString(raised.Level);
                entries["value"] = FeelNumber.Of(raised.Value);
                break;
            case LevelLowered lowered:
                entries["level"] = new FeelString(lowered.Level);
                break;
            case SensorFault fault:
                entries["sensor"] = new FeelString(fault.Sensor);
                break;
        }
        return FeelContext.Of(entries);
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(Engine.ServiceLevels.InstantJsonConverter), typeof(Engine.ServiceLevels.DurationJsonConverter)])]
[JsonSerializable(typeof(SituationReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
