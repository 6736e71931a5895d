using NodaTime;
using Samanvay.Dmn.Analysis;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn.Analysis;

public sealed class SamplesTests
{
    [Theory]
    [InlineData("null", "18", "17")]
    [InlineData("18", "null", "19")]
    [InlineData("17", "18", "17.1")]
    [InlineData("17", "17.05", "17.01")]
    [InlineData("-0.5", "0.5", "0")]
    [InlineData("@\"2026-06-01\"", "null", "@\"2026-06-02\"")]
    [InlineData("@\"2026-06-01\"", "@\"2026-06-03\"", "@\"2026-06-02\"")]
    [InlineData("@\"06:00:00\"", "@\"06:30:00\"", "@\"06:01:00\"")]
    [InlineData("null", "@\"P2D\"", "@\"P1D\"")]
    [InlineData("@\"P1Y\"", "@\"P2Y\"", "@\"P1Y1M\"")]
    [InlineData("@\"2026-06-01T10:00:00+05:30\"", "@\"2026-06-01T12:00:00+05:30\"", "@\"2026-06-01T11:00:00+05:30\"")]
    [InlineData("\"A\"", "\"M\"", "\"B\"")]
    [InlineData("null", "\"M\"", "\"L\"")]
    [InlineData("\"a\"", "\"b\"", "\"aa\"")]
    public void A_value_between_two_others_is_one_that_a_person_would_write(string low, string high, string between) =>
        Between(low, high).ShouldBe(Value(between));

    [Theory]
    [InlineData("10 ** 40", "null")]
    [InlineData("null", "-(10 ** 40)")]
    [InlineData("0", "10 ** -6000")]
    [InlineData("1", "1 + 2 * 10 ** -33")]
    [InlineData("0.1", "0.1 + 2 * 10 ** -34")]
    [InlineData("null", "@\"00:00:00Z\"")]
    [InlineData("@\"23:59:59.999999999Z\"", "null")]
    [InlineData("null", "\"a\"")]
    [InlineData("\"\"", "\"a\"")]
    [InlineData("@\"2026-06-01T00:00:00\"", "@\"2026-06-01T00:00:00.000000002\"")]
    public void A_value_is_found_even_where_there_is_little_room(string low, string high)
    {
        var found = Between(low, high).ShouldNotBeNull();

        if (low != "null") Math.Sign(FeelComparison.Compare(found, Value(low))!.Value).ShouldBe(1);
        if (high != "null") Math.Sign(FeelComparison.Compare(found, Value(high))!.Value).ShouldBe(-1);
    }

    [Theory]
    [InlineData("@\"2026-06-01\"", "@\"2026-06-02\"")]
    [InlineData("@\"P1M\"", "@\"P2M\"")]
    [InlineData("null", "@\"00:00:00\"")]
    [InlineData("null", "\"\"")]
    [InlineData("\"a\"", "\"a\\u0000\"")]
    [InlineData("1", "1 + 10 ** -33")]
    [InlineData("@\"06:00:00\"", "@\"06:00:00.000000001\"")]
    public void Between_neighbours_there_is_nothing(string low, string high) => Between(low, high).ShouldBeNull();

    [Fact]
    public void A_text_that_nobody_named_is_not_one_that_somebody_did() =>
        Samples.OtherThan([FeelValue.Of("other"), FeelValue.Of("other 2")]).ShouldBe(FeelValue.Of("other 3"));

    private static FeelValue? Between(string low, string high)
    {
        var (start, end) = (Value(low), Value(high));
        return Samples.Between(
            ValueKinds.Of(start.IsNull ? end : start), start.IsNull ? null : start, end.IsNull ? null : end);
    }

    private static FeelValue Value(string text)
    {
        var scope = new FeelScope(FeelContext.Empty, Instant.FromUtc(2026, 7, 1, 4, 30), DateTimeZone.Utc);
        return FeelCompiler.Expression(text).Value!.Evaluate(scope).Value;
    }
}
