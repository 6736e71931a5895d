using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Samanvay.Feel;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;

namespace Samanvay.Tests.Feel.Checking;

/// <summary>Random expressions of a wanted type over variables whose types are known.</summary>
internal static class TypedExpressions
{
    private static readonly FeelType Pump = FeelType.ContextOf(
        [new("state", FeelType.Text), new("litres per second", FeelType.Number)]);

    public static readonly FeelContext Variables = FeelContext.Of(
        ("water level", FeelValue.Of(2.4m)), ("name", FeelValue.Of("Ghat")), ("on", FeelValue.True),
        ("day", FeelDate.Of(2026, 7, 1)!), ("clock", FeelTime.OfNanosecondOfDay(3_600_000_000_000, null)),
        ("moment", TemporalParsing.DateTime("2026-07-01T06:00:00+05:30")!),
        ("span", new FeelDaysDuration(5_400_000_000_000)), ("term", new FeelYearsDuration(14)),
        ("levels", FeelList.Of(FeelValue.Of(3L), FeelValue.Of(1L), FeelValue.Of(2L))),
        ("pump", PumpOf("on", 120)), ("pumps", FeelList.Of(PumpOf("on", 90), PumpOf("off", 0))));

    public static readonly FeelTyping Typing = FeelTyping.None
        .With("water level", FeelType.Number).With("name", FeelType.Text).With("on", FeelType.Boolean)
        .With("day", FeelType.Date).With("clock", FeelType.Time).With("moment", FeelType.DateTime)
        .With("span", FeelType.DaysDuration).With("term", FeelType.YearsDuration)
        .With("levels", FeelType.ListOf(FeelType.Number)).With("pump", Pump)
        .With("pumps", FeelType.ListOf(Pump));

    public static readonly FeelScope Scope =
        new(Variables, Instant.FromUtc(2026, 7, 1, 4, 30), DateTimeZoneProviders.Tzdb["Asia/Kolkata"]);

    private static readonly Dictionary<FeelType, string[]> Leaves = new()
    {
        [FeelType.Number] = ["water level", "7", "-2.5", "pump.litres per second", "day.year", "span.hours"],
        [FeelType.Text] = ["name", "\"a\"", "pump.state", "string(3)"],
        [FeelType.Boolean] = ["on", "false", "\"x\" in (\"x\", \"y\")", "5 instance of number"],
        [FeelType.Date] = ["day", "@\"2024-02-29\"", "date(moment)"],
        [FeelType.Time] = ["clock", "@\"10:00:00\""],
        [FeelType.DateTime] = ["moment", "@\"2026-01-31T00:00:00Z\""],
        [FeelType.DaysDuration] = ["span", "@\"P1DT1H\"", "(day - @\"2026-01-01\")"],
        [FeelType.YearsDuration] = ["term", "@\"P1Y2M\""],
    };

    // What stands in {n} is an expression of the type that is named there.
    private static readonly Dictionary<FeelType, string[]> Forms = new()
    {
        [FeelType.Number] =
        [
            "({number} + {number})", "({number} - {number})", "({number} * {number})", "({number} / {number})",
            "({number} ** 2)", "-({number})", "string length({string})", "count([{number}, {string}])",
            "sum([{number}, {number}])", "levels[2]", "abs({number})", "({days} / {days})",
            "(if {boolean} then {number} else {number})", "max({number}, {number})", "levels[item > {number}][1]",
            "{{a: {number}, b: a + {number}}}.b", "(for i in 1..3 return i + {number})[2]", "({date}).month",
            "pumps[state = {string}][1].litres per second", "floor({number})", "({range}).start",
        ],
        [FeelType.Text] =
        [
            "({string} + {string})", "upper case({string})", "(if {boolean} then {string} else {string})",
            "substring({string}, {number})", "string({number})", "day of week({date})",
            "string join([{string}, {string}], \", \")", "pumps[-1].state",
        ],
        [FeelType.Boolean] =
        [
            "({boolean} and {boolean})", "({boolean} or {boolean})", "not({boolean})", "({number} < {number})",
            "({string} = {string})", "({date} <= {date})", "({number} between {number} and {number})",
            "({number} in {range})", "(some x in [{number}, {number}] satisfies x > {number})",
            "(every x in levels satisfies x < {number})", "({number} in (< {number}, {number}))",
            "({days} >= {days})", "({time} = {time})", "contains({string}, {string})", "is({moment}, {moment})",
            "(count(levels[item >= {number}]) = {number})",
        ],
        [FeelType.Date] =
            ["({date} + {days})", "({date} - {years})", "date({moment})", "(if {boolean} then {date} else {date})"],
        [FeelType.Time] = ["({time} + {days})", "time({moment})", "({time} - {days})"],
        [FeelType.DateTime] =
        [
            "({moment} + {days})", "({moment} - {years})", "date and time({date}, {time})",
            "(if {boolean} then {moment} else {moment})",
        ],
        [FeelType.DaysDuration] =
        [
            "({days} + {days})", "({days} * {number})", "({moment} - {moment})", "({date} - {date})", "abs({days})",
            "({time} - {time})", "-({days})",
        ],
        [FeelType.YearsDuration] =
        [
            "({years} + {years})", "({years} / {number})", "years and months duration({date}, {date})", "-({years})",
        ],
    };

    private static readonly Dictionary<string, FeelType> Names = new(StringComparer.Ordinal)
    {
        ["{number}"] = FeelType.Number, ["{string}"] = FeelType.Text, ["{boolean}"] = FeelType.Boolean,
        ["{date}"] = FeelType.Date, ["{time}"] = FeelType.Time, ["{moment}"] = FeelType.DateTime,
        ["{days}"] = FeelType.DaysDuration, ["{years}"] = FeelType.YearsDuration,
    };

    public static Gen<(FeelType Type, string Text)> WellTyped =>
        from type in Gen.Elements(Forms.Keys.ToArray())
        from text in Of(type, 3)
        select (type, text);

    /// <summary>Something that makes no sense whatever the values are, alone and inside something that does.</summary>
    public static Gen<(string Alone, string Around)> IllTyped =>
        from kernel in Gen.Elements(
            "{number} + {string}", "{boolean} - {number}", "{boolean} < {boolean}", "-({string})",
            "{number} and true", "{string} or false", "pump.stat", "({date}).hour", "upper case({number})",
            "levels[{string}]", "name({number})", "{number} between {string} and {string}", "[{number}..{string}]",
            "{date} = {moment}", "{time} < {date}", "{days} > {years}", "{string} * 2", "({number}).start",
            "for i in {string}..{number} return i", "{number} in (\"a\", \"b\")", "{date} + {number}",
            "some x in levels satisfies x + 1", "substring({string})", "pumps[litres per second = \"a\"]",
            "no such name + 1", "lower kase({string})", "{years} + {days}", "day.yeer", "modulo({number}, {string})")
        from alone in Filled(kernel, 1)
        from around in Gen.Elements(
            "[{0}]", "if true then {0} else null", "{{k: {0}, l: k}}.l", "for q in [1] return {0}", "string({0})",
            "[1, 2][item > 1 and ({0}) = null]", "(function(z) {0})(1)")
        select (alone, around.Replace("{{", "{", StringComparison.Ordinal).Replace("}}", "}", StringComparison.Ordinal)
            .Replace("{0}", alone, StringComparison.Ordinal));

    private static Gen<string> Of(FeelType type, int depth) => depth == 0
        ? Gen.Elements(Leaves[type])
        : Gen.Frequency(
            (1, Gen.Elements(Leaves[type])),
            (4, from form in Gen.Elements(Forms[type])
                from filled in Filled(form, depth)
                select filled));

    private static Gen<string> Filled(string form, int depth)
    {
        form = form.Replace("{range}", "[{number}..{number}]", StringComparison.Ordinal);
        var place = Names.Select(name => (At: form.IndexOf(name.Key, StringComparison.Ordinal), name.Key, name.Value))
            .Where(found => found.At >= 0).OrderBy(found => found.At).FirstOrDefault();
        if (place.Key is null)
        {
            return Gen.Constant(form.Replace("{{", "{", StringComparison.Ordinal)
                .Replace("}}", "}", StringComparison.Ordinal));
        }

        return
            from part in Of(place.Value, depth - 1)
            from whole in Filled(
                string.Concat(
                    form.AsSpan(0, place.At), part.Replace("{", "{{", StringComparison.Ordinal)
                        .Replace("}", "}}", StringComparison.Ordinal), form.AsSpan(place.At + place.Key.Length)), depth)
            select whole;
    }

    private static FeelContext PumpOf(string state, long litres) =>
        FeelContext.Of(("state", FeelValue.Of(state)), ("litres per second", FeelValue.Of(litres)));
}
