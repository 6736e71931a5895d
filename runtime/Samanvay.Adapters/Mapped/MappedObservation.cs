using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.Mapped;

/// <param name="Row">Where in the message.</param>
/// <param name="Warning">What the mapping stumbled over in this row, if anything.</param>
internal sealed record MappedPlace(string Row, IncomingLimits Limits, string? Warning);

/// <summary>The observation that a mapping made of one row.</summary>
internal static class MappedObservation
{
    private const string Clause = "mapping";

    public static Observation? Of(FeelContext made, Mapping mapping, MappedPlace place, Findings findings)
    {
        var device = Text(made, "device", place, findings);
        var property = Text(made, "property", place, findings);
        var time = Time(made, mapping, place, findings);
        var value = Value(made, place, findings);
        var location = Location(made, place, findings);
        var unit = Unit(made, place, findings);
        if (device is null || property is null || time is not { } at) return null;
        var id = made["id"] switch
        {
            FeelString { Value: { Length: > 0 } text } when text.Length <= place.Limits.NameMax => text,
            FeelNumber number => number.ToString(),
            _ => $"{device}/{property}@{Moment.Write(at)}",
        };
        return new Observation(
            new EventKey(mapping.Source, id), device, property, at, value, unit)
        {
            Location = location,
        };
    }

    private static string? Text(FeelContext made, string name, MappedPlace place, Findings findings)
    {
        if (made[name] is FeelString { Value: var text } && !string.IsNullOrWhiteSpace(text)
            && text.Length <= place.Limits.NameMax)
        {
            return text;
        }

        findings.Refuse(
            RefusalCodes.AttributeMissing, Clause,
            $"The mapping gave no {name}. It must give a short text.{Because(place)}", place.Row);
        return null;
    }

    private static string Because(MappedPlace place) => place.Warning is { } warning ? $" {warning}" : "";

    private static Instant? Time(FeelContext made, Mapping mapping, MappedPlace place, Findings findings)
    {
        var time = made["time"] switch
        {
            FeelString text => Moment.Read(text.Value)
                ?? (mapping.Zone is { } zone ? Moment.ReadLocal(text.Value)?.InZoneLeniently(zone).ToInstant() : null),
            FeelDateTime { Zone: not null } moment => moment.ToInstant(),
            FeelDateTime local when mapping.Zone is { } here => InZone(local, here),
            _ => null,
        };
        if (time is null)
        {
            Sentence said = mapping.Zone is null
                ? "The mapping gave no time with a zone. Give one such as 2026-07-01T06:00:00+05:30, or set the "
                    + "zone of the mapping."
                : "The mapping gave no time. Give one such as 2026-07-01T06:00:00.";
            findings.Refuse(RefusalCodes.BadTime, Clause, $"{said}{Because(place)}", place.Row);
        }

        return time;
    }

    // An hour that the clock skips or repeats is read as the earlier one.
    private static Instant? InZone(FeelDateTime local, DateTimeZone zone) =>
        local.Date.ToLocalDate() is { } day
            ? day.At(local.Time.ToLocalTime()).InZoneLeniently(zone).ToInstant()
            : null;

    private static decimal? Value(FeelContext made, MappedPlace place, Findings findings)
    {
        switch (made["value"])
        {
            // A device may say that it has no value; a text that is no number is not that.
            case FeelNull when made.TryGet("value", out _) && place.Warning is null:
                return null;

            case FeelNumber number when Numbers.Read(number.ToString()) is { } value:
                return value;

            case FeelBoolean truth:
                return truth.Value ? 1m : 0m;

            default:
                findings.Refuse(
                    RefusalCodes.BadValue, Clause,
                    $"The mapping gave no number as value. Turn a text into one with number(), or give null."
                        + $"{Because(place)}", place.Row);
                return null;
        }
    }

    // Here a person wrote the code, so a wrong one is told at once and not only where it must be converted.
    private static string? Unit(FeelContext made, MappedPlace place, Findings findings)
    {
        if (made["unit"].IsNull) return null;
        if (made["unit"] is FeelString { Value: var code } && Units.IsKnown(code)) return code;
        findings.Refuse(
            RefusalCodes.UnknownUnit, "UCUM 2.1",
            $"{made["unit"]} is no unit that is known here. Give its UCUM code, such as m, Cel or ug/m3, or none.",
            place.Row);
        return null;
    }

    private static GeoPoint? Location(FeelContext made, MappedPlace place, Findings findings)
    {
        if (made["lat"].IsNull && made["long"].IsNull) return null;
        if (made["lat"] is FeelNumber north && made["long"] is FeelNumber east
            && new GeoPoint(north.ToDouble(), east.ToDouble()) is { IsOnEarth: true } point)
        {
            return point;
        }

        findings.Refuse(
            RefusalCodes.BadPlace, Clause, "The mapping must give lat and long together, in degrees.", place.Row);
        return null;
    }
}
