using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 72: one kind of value made from another.</summary>
internal static class ConversionFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new("string", "from: any", Text),
        new("number", "from: string, grouping separator?: string, decimal separator?: string", Number),
        new("date", "from: string", call => OrNothing(call, TemporalParsing.Date(call.Text(0)))),
        new("date", "from: date", call => call[0]),
        new("date", "from: date and time", call => ((FeelDateTime)call[0]).Date),
        new("date", "year: number, month: number, day: number", call => OrNothing(call, DateOf(call))),
        new("time", "from: string", call => OrNothing(call, TimeOfText(call.Text(0)))),
        new("time", "from: time", call => call[0]),
        new("time", "from: date and time", call => ((FeelDateTime)call[0]).Time),
        new("time", "from: date", _ => FeelTime.OfNanosecondOfDay(0, FeelZone.Utc)),
        new(
            "time", "hour: number, minute: number, second: number, offset?: days and time duration",
            call => OrNothing(call, TimeOf(call, 0))),
        new("date and time", "from: string", call => OrNothing(call, DateTimeOfText(call.Text(0)))),
        new("date and time", "from: date and time", call => call[0]),
        new(
            "date and time", "from: date",
            call => new FeelDateTime((FeelDate)call[0], FeelTime.OfNanosecondOfDay(0, FeelZone.Utc))),
        new("date and time", "date: date, time: time", call => new FeelDateTime((FeelDate)call[0], (FeelTime)call[1])),
        new(
            "date and time", "date: date and time, time: time",
            call => new FeelDateTime(((FeelDateTime)call[0]).Date, (FeelTime)call[1])),
        new("date and time", "date: date and time, timezone: string", InZone),
        new(
            "date and time", Parts + ", offset?: days and time duration",
            call => OrNothing(call, Composed(call, TimeOf(call, 3)))),
        new("date and time", Parts + ", timezone: string", call => OrNothing(call, Composed(call, TimeOf(call, 3)))),
        new("duration", "from: string", call => OrNothing(call, TemporalParsing.Duration(call.Text(0)))),
        new("duration", "from: days and time duration", call => call[0]),
        new("years and months duration", "from: date, to: date", call => Between((FeelDate)call[0], (FeelDate)call[1])),
        new("years and months duration", "from: date and time, to: date and time", call =>
            Between(((FeelDateTime)call[0]).Date, ((FeelDateTime)call[1]).Date)),
        new(
            "years and months duration", "from: date, to: date and time",
            call => Between((FeelDate)call[0], ((FeelDateTime)call[1]).Date)),
        new(
            "years and months duration", "from: date and time, to: date",
            call => Between(((FeelDateTime)call[0]).Date, (FeelDate)call[1])),
    ];

    private const string Parts =
        "year: number, month: number, day: number, hour: number, minute: number, second: number";

    private static FeelValue OrNothing(BuiltinCall call, FeelValue? made) =>
        made ?? call.Nothing($"{Written(call)} does not make one.");

    private static string Written(BuiltinCall call) =>
        string.Join(", ", call.Arguments.Where(argument => !argument.IsNull).Select(FeelText.Literal));

    private static FeelValue Text(BuiltinCall call)
    {
        if (call[0].IsNull) return FeelValue.Null;
        call.Evaluation.Walk(call[0]);
        var text = call[0].ToString();
        call.Evaluation.Text(text.Length);
        return new FeelString(text);
    }

    private static FeelValue Number(BuiltinCall call)
    {
        var (grouping, point) = (call.Has(1) ? call.Text(1) : "", call.Has(2) ? call.Text(2) : ".");
        if (grouping is not ("" or " " or "," or ".") || point is not ("," or ".") || grouping == point)
        {
            return call.Nothing(
                "the grouping separator is a space, comma or point, the decimal separator the other of the two.");
        }

        var text = call.Text(0);
        if (grouping.Length > 0) text = text.Replace(grouping, "", StringComparison.Ordinal);
        if (point == ",") text = text.Contains('.', StringComparison.Ordinal) ? "" : text.Replace(',', '.');
        return Decimal34.Parse(text) is { } number
            ? FeelNumber.Of(number)
            : call.Nothing($"{FeelText.Quote(call.Text(0))} is no number.");
    }

    // A text with a date in it is read as date and time, of which only the time is meant.
    private static FeelTime? TimeOfText(string text) =>
        TemporalParsing.Time(text) ?? TemporalParsing.DateTime(text)?.Time;

    private static FeelDateTime? DateTimeOfText(string text) =>
        TemporalParsing.DateTime(text)
        ?? (
            TemporalParsing.Date(text) is { } date
                ? new FeelDateTime(date, FeelTime.OfNanosecondOfDay(0, null))
                : null);

    private static FeelDate? DateOf(BuiltinCall call) =>
        call.Truncated(0) is { } year && call.Truncated(1) is { } month && call.Truncated(2) is { } day
            ? FeelDate.Of(year, month, day)
            : null;

    private static FeelDateTime? Composed(BuiltinCall call, FeelTime? time) =>
        time is not null && DateOf(call) is { } date ? new(date, time) : null;

    private static FeelTime? TimeOf(BuiltinCall call, int first)
    {
        if (call.Truncated(first) is not { } hour || call.Truncated(first + 1) is not { } minute
            || call.Truncated(first + 2) is not { } second)
        {
            return null;
        }

        var fraction = DecimalArithmetic.Modulo(call.Number(first + 2), Decimal34.One) ?? Decimal34.Zero;
        var nanoseconds = DecimalArithmetic.Multiply(fraction, Decimal34.Of(FeelTime.NanosecondsPerSecond))
            ?? Decimal34.Zero;
        var whole = DecimalArithmetic.Round(nanoseconds, 0, DecimalRounding.Down)?.ToInt64() ?? 0;
        return TryZone(call, first + 3, out var zone) ? FeelTime.Of(hour, minute, second, whole, zone) : null;
    }

    private static bool TryZone(BuiltinCall call, int index, out FeelZone? zone)
    {
        zone = null;
        if (!call.Has(index)) return true;
        if (call[index] is FeelString name) return (zone = FeelZone.OfName(name.Value)) is not null;
        var seconds = ((FeelDaysDuration)call[index]).Nanoseconds / FeelTime.NanosecondsPerSecond;
        if (Int128.Abs(seconds) > 18 * 3600) return false;
        zone = FeelZone.OfOffset((int)seconds);
        return true;
    }

    private static FeelValue InZone(BuiltinCall call)
    {
        var moment = (FeelDateTime)call[0];
        if (FeelZone.OfName(call.Text(1)) is not { } zone)
            return call.Nothing($"there is no time zone {call.Text(1)}.");
        return moment.Zone is null
            ? new FeelDateTime(moment.Date, FeelTime.OfNanosecondOfDay(moment.Time.NanosecondOfDay, zone))
            : OrNothing(call, FeelDateTime.OfNanoseconds(moment.Nanoseconds, zone));
    }

    private static FeelYearsDuration Between(FeelDate from, FeelDate to)
    {
        var months = (to.Year - (long)from.Year) * 12 + to.Month - from.Month;
        if (months > 0 && to.Day < from.Day) months--;
        if (months < 0 && to.Day > from.Day) months++;
        return new(months);
    }
}
