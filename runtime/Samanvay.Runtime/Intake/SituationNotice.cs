using System.Text.Json;
using System.Text.Json.Serialization;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
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

    /// <summary>The change in the words of incidents and of BPMN messages, with its place.</summary>
    internal SituationReport ToChange()
    {
        var report = SituationReports.Of(Change);
        var payload = report.Payload.With("place", FeelValue.Of(PlaceName))
            .With("ward", Place.Ward is { } ward ? FeelValue.Of(ward) : FeelValue.Null);
        return report with { Payload = Alert is { } alert ? payload.With("alert", alert.ToFeel()) : payload };
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
        [typeof(Engine.ServiceLevels.InstantJsonConverter), typeof(Engine.ServiceLevels.DurationJsonConverter)])]
[JsonSerializable(typeof(SituationNotice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
