using FsCheck;
using FsCheck.Fluent;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

/// <summary>Laws of dates, times and durations, also across zones and the changes of their clocks.</summary>
public sealed class TemporalProperties
{
    private static readonly string[] Zones =
        ["Z", "+05:30", "-03:00", "@Asia/Kolkata", "@Europe/Paris", "@America/New_York"];

    private static readonly Gen<string> Dates =
        from day in Gen.Choose(-200_000, 200_000)
        select $"@\"{FeelDate.OfEpochDay(day)}\"";

    // Wall times that each zone has: none in the night in which clocks are put on.
    private static readonly Gen<string> Moments =
        from day in Gen.Choose(0, 40_000)
        from hour in Gen.Choose(4, 23)
        from minute in Gen.Choose(0, 59)
        from zone in Gen.Elements(Zones)
        select $"@\"{FeelDate.OfEpochDay(day)}T{hour:00}:{minute:00}:00{zone}\"";

    private static readonly Gen<string> Spans =
        from sign in Gen.Elements("", "-")
        from days in Gen.Choose(0, 5_000)
        from seconds in Gen.Choose(0, 86_399)
        select $"@\"{sign}P{days}DT{seconds}S\"";

    private static readonly Gen<string> Terms =
        from sign in Gen.Elements("", "-")
        from years in Gen.Choose(0, 60)
        from months in Gen.Choose(0, 11)
        select $"@\"{sign}P{years}Y{months}M\"";

    [Fact]
    public void A_moment_moved_by_a_span_and_back_is_the_same_moment() => Holds(
        Moments, Spans, (moment, span) => $"{moment} + {span} - {span} = {moment}");

    [Fact]
    public void What_lies_between_two_moments_leads_from_one_to_the_other() => Holds(
        Moments, Moments, (a, b) => $"{a} + ({b} - {a}) = {b}");

    [Fact]
    public void The_order_of_moments_is_the_sign_of_what_lies_between_them() => Holds(
        Moments, Moments, (a, b) => $"({a} < {b}) = ({a} - {b} < @\"PT0S\") and ({a} = {b}) = ({a} - {b} = @\"PT0S\")");

    [Fact]
    public void The_same_moment_in_another_zone_is_equal_and_as_far_from_every_other() => Holds(
        Moments, Moments,
        (a, b) => $"date and time({a}, \"Asia/Tokyo\") = {a} and "
            + $"date and time({a}, \"Asia/Tokyo\") - {b} = {a} - {b}");

    [Fact]
    public void Spans_add_up_in_any_order() => Holds(
        Spans, Spans, (a, b) => $"{a} + {b} = {b} + {a} and {a} - {b} = -({b} - {a}) and ({a} + {b}) - {b} = {a}");

    [Fact]
    public void A_span_multiplied_and_divided_is_the_same_span() => Holds(
        Spans, Gen.Choose(1, 500).Select(number => $"{number}"),
        (span, times) => $"{span} * {times} / {times} = {span} and {times} * {span} = {span} * {times}");

    [Fact]
    public void Terms_add_up_as_their_months_do() => Holds(
        Terms, Terms, (a, b) => $"({a} + {b}).years * 12 + ({a} + {b}).months = "
            + $"{a}.years * 12 + {a}.months + {b}.years * 12 + {b}.months");

    [Fact]
    public void The_months_between_two_dates_do_not_lead_beyond_the_second() => Holds(
        Dates, Dates, (a, b) =>
            $"{{t: years and months duration({a}, {b}), r: if {a} <= {b} then {a} + t <= {b} else {a} + t >= {b}}}.r");

    [Fact]
    public void Days_between_dates_are_whole_and_lead_from_one_to_the_other() => Holds(
        Dates, Dates, (a, b) => $"{a} + ({b} - {a}) = {b} and ({b} - {a}).hours = 0");

    [Fact]
    public void A_date_is_made_again_of_its_parts() => Holds(
        Dates, Dates, (a, _) => $"date({a}.year, {a}.month, {a}.day) = {a}");

    [Fact]
    public void A_date_and_time_is_made_again_of_its_date_and_its_time() => Holds(
        Moments, Moments, (a, _) => $"is(date and time(date({a}), time({a})), {a})");

    [Fact]
    public void A_time_comes_round_after_a_day() => Holds(
        Moments, Spans, (moment, span) =>
            $"time({moment}) + @\"P1D\" = time({moment}) and time({moment}) + {span} - {span} = time({moment})");

    [Fact]
    public void Text_of_a_moment_is_read_back_as_it() => Holds(
        Moments, Spans, (moment, span) =>
            $"is(date and time(string({moment})), {moment}) and duration(string({span})) = {span}");

    [Fact]
    public void A_moment_lies_in_a_range_as_it_is_compared_with_its_ends() => Holds(
        Moments, Moments, (a, b) => $"({a} in [{a}..{b}]) = ({a} <= {b}) and ({b} in ({a}..{b})) = false");

    private static void Holds(Gen<string> first, Gen<string> second, Func<string, string, string> law) =>
        Prop.ForAll(first.ToArbitrary(), second.ToArbitrary(), (a, b) =>
            FeelRun.Value(law(a, b)).ShouldBe(FeelValue.True, law(a, b))).QuickCheckThrowOnFailure();
}
