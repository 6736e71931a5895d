using System.Text.Json;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class WholeJsonTests
{
    [Theory]
    [InlineData("""{"a":"\ud83d\ude00 \\ud800 \u0928 \n"}""", "😀 \\ud800 न \n")]
    [InlineData("""{"a":"x\\"}""", "x\\")]
    public void Whole_characters_and_what_only_looks_like_an_escape_are_read(string json, string text)
    {
        using var document = WholeJson.Parse(json);

        document.RootElement.GetProperty("a").GetString().ShouldBe(text);
    }

    [Theory]
    [InlineData("\"\\ud800\"", 0)]
    [InlineData("\"\\udc00\\ud800\"", 0)]
    [InlineData("{\"a\": 1,\n\"\\uD83Dx\": 2}", 1)]
    [InlineData("\"\\ud800\\u0041\"", 0)]
    [InlineData("\"\\u12", 0)]
    [InlineData("\\", 0)]
    [InlineData("", 0)]
    public void Half_characters_and_broken_escapes_are_named_with_their_line(string json, int line) =>
        Should.Throw<JsonException>(() => WholeJson.Parse(json)).LineNumber.ShouldBe(line);
}
