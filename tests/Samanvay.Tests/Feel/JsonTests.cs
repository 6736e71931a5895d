using System.Text.Json;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class JsonTests
{
    [Theory]
    [InlineData("1.5", "1.5")]
    [InlineData("\"a\"", "\"a\"")]
    [InlineData("null", "null")]
    [InlineData("[true, 1]", "[true,1]")]
    [InlineData("{a: {b: 1}}", "{\"a\":{\"b\":1}}")]
    [InlineData("@\"2026-07-01\"", "{\"@date\":\"2026-07-01\"}")]
    [InlineData("@\"10:00:00Z\"", "{\"@time\":\"10:00:00Z\"}")]
    [InlineData("@\"2026-07-01T10:00:00@Asia/Kolkata\"", "{\"@dateTime\":\"2026-07-01T10:00:00@Asia/Kolkata\"}")]
    [InlineData("@\"PT45M\"", "{\"@duration\":\"PT45M\"}")]
    [InlineData("[1..5)", "{\"@range\":[\"[\",1,5,\")\"]}")]
    [InlineData("{\"@date\": 1}", "{\"@entries\":[[\"@date\",1]]}")]
    public void A_value_has_one_stored_form(string expression, string json) =>
        Write(FeelRun.Value(expression)).ShouldBe(json);

    [Fact]
    public void A_payload_from_outside_has_no_tags()
    {
        using var payload = JsonDocument.Parse("""{"@date":"2026-07-01"}""");

        FeelJson.ReadPlain(payload.RootElement).ShouldBe(FeelContext.Of(("@date", FeelValue.Of("2026-07-01"))));
        FeelJson.Read(payload.RootElement).ShouldBeOfType<FeelDate>();
    }

    [Fact]
    public void A_payload_that_is_too_deep_is_refused()
    {
        using var payload = JsonDocument.Parse(new string('[', 60) + new string(']', 60));

        Should.Throw<FeelLimitException>(() => FeelJson.ReadPlain(payload.RootElement));
    }

    [Fact]
    public void Numbers_keep_all_their_digits()
    {
        const string digits = "1234567890.123456789012345678901234";

        Read(digits).ShouldBe(FeelRun.Value(digits));
        Write(Read(digits)).ShouldBe(digits);
    }

    [Fact]
    public void A_record_with_values_can_be_stored()
    {
        var held = new Holder(FeelContext.Of(("a", FeelValue.Of(1L))), FeelValue.Null);

        var json = JsonSerializer.Serialize(held);

        json.ShouldBe("""{"Variables":{"a":1},"Result":null}""");
        JsonSerializer.Deserialize<Holder>(json).ShouldBe(held);
    }

    internal static string Write(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) FeelJson.Write(writer, value);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static FeelValue Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FeelJson.Read(document.RootElement);
    }

    private sealed record Holder(FeelContext Variables, FeelValue Result);
}
