using Samanvay.Adapters.Measures;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;
using Samanvay.Feel;

namespace Samanvay.Adapters.CloudEvents;

/// <summary>Reads events that tell what a device saw: the subject names the device, the time is when it was seen, the
/// data holds <c>value</c> (a number, or null where the device has none) and, where it is known, <c>unit</c>.</summary>
/// <remarks>What kind of event it is stands in as the property. CloudEvents itself leaves the data open, so this is
/// ours to say.</remarks>
public static class EventObservation
{
    private const string Clause = "observations as events";
    private const int UnitMax = 32;

    /// <param name="isExact">Every event names its device and its time itself. Else the source and the arrival stand
    /// in, for CloudEvents needs neither.</param>
    public static Reading Read(Incoming message, bool isExact)
    {
        var events = CloudEventReader.Read(message);
        var findings = new Findings();
        foreach (var refusal in events.Refusals) findings.Refuse(Known(refusal));
        foreach (var item in events.Items.OfType<CloudEvent>())
            findings.Keep(() => Of(item, isExact ? null : message, findings));
        return findings.ToReading();
    }

    // Whether there is data beside it changes nothing: no reading comes as bytes.
    private static Refusal Known(Refusal refusal) =>
        refusal.Code == RefusalCodes.DuplicateProperty
        && refusal.Place.EndsWith("/data_base64", StringComparison.Ordinal)
            ? refusal with { Code = RefusalCodes.DataMissing }
            : refusal;

    private static Observation? Of(CloudEvent item, Incoming? message, Findings findings)
    {
        void Refuse(string code, Sentence said, string place) => findings.Refuse(code, Clause, said, place);
        var before = findings.Count;
        if (message is null && item.Subject is null)
            Refuse(RefusalCodes.AttributeMissing, "subject is missing. Every event needs one.", At(item, "subject"));

        if (message is null && item.Time is null)
            Refuse(RefusalCodes.AttributeMissing, "time is missing. Every event needs one.", At(item, "time"));
        if (item.Bytes is [_, ..])
        {
            Refuse(RefusalCodes.DataMissing, "Readings are sent as JSON in data, not in data_base64.",
                At(item, "data_base64"));
        }

        if (findings.Count > before) return null;
        if (item.Data is not FeelContext data)
        {
            Refuse(RefusalCodes.DataMissing, "data must be an object that has value, a number or null.",
                InData(item, ""));
            return null;
        }

        var (value, unit) = (ValueOf(data, item, findings), UnitOf(data, item, findings));
        return new Observation(
            item.Key, item.Subject ?? item.Key.Source, item.Type, item.Time ?? message!.ReceivedAt, value, unit)
        {
            Basis = item.Time is null ? TimeBasis.Arrived : TimeBasis.Observed,
            Place = item.Place,
        };
    }

    private static decimal? ValueOf(FeelContext data, CloudEvent item, Findings findings)
    {
        var place = InData(item, "/value");
        if (!data.TryGet("value", out var told))
        {
            findings.Refuse(
                RefusalCodes.ValueMissing, Clause, "data.value is missing. Send null where the device has none.",
                place);
            return null;
        }

        switch (told)
        {
            case FeelNull:
                return null;

            case FeelNumber number when Numbers.Read(number.ToString()) is { } value:
                return value;

            case FeelNumber:
                findings.Refuse(RefusalCodes.ImpossibleValue, Clause,
                    $"data.value is beyond {Units.ValueMax:0}: no sensor reads that. Check the device.", place);
                return null;

            default:
                findings.Refuse(
                    RefusalCodes.BadValue, Clause, "data.value must be a number, without quotes, or null.", place);
                return null;
        }
    }

    private static string? UnitOf(FeelContext data, CloudEvent item, Findings findings)
    {
        switch (data["unit"])
        {
            case FeelNull:
                return null;

            case FeelString { Value: { Length: > 0 and <= UnitMax } code } when !code.Any(char.IsControl):
                return code;

            default:
                findings.Refuse(
                    RefusalCodes.BadUnit, Clause,
                    "data.unit must be a UCUM code in quotes, such as m; without one, the device's own holds.",
                    InData(item, "/unit"));
                return null;
        }
    }

    private static string At(CloudEvent item, string name) =>
        item.IsBinary ? $"header ce-{name}" : $"{item.Place}/{name}";

    private static string InData(CloudEvent item, string pointer) =>
        item.IsBinary ? pointer : $"{item.Place}/data{pointer}";
}
