using Samanvay.Designer.Localization;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed class DurationWordsTests : ScreenTest
{
    private static readonly Texts Words = new();

    [Theory]
    [InlineData("45 min", "PT45M")]
    [InlineData("1 h 30 min", "PT1H30M")]
    [InlineData("90min", "PT90M")]
    [InlineData("2 days", "P2D")]
    [InlineData("PT45M", "PT45M")]
    [InlineData("=if severity = 1 then duration(\"PT5M\") else duration(\"PT1H\")",
        "=if severity = 1 then duration(\"PT5M\") else duration(\"PT1H\")")]
    [InlineData("R3/PT10M", "R3/PT10M")]
    [InlineData("5 parsecs", "5 parsecs")]
    [InlineData("", "")]
    public void Words_become_what_the_file_says_and_the_rest_stays(string written, string stored) =>
        DurationWords.Read(Words, written).ShouldBe(stored);

    [Theory]
    [InlineData("PT45M", "45 min")]
    [InlineData("P1DT2H", "1 d 2 h")]
    [InlineData("R3/PT10M", "R3/PT10M")]
    [InlineData("=patience", "=patience")]
    [InlineData("P1M", "P1M")]
    [InlineData(null, null)]
    public void What_the_file_says_is_shown_in_words(string? stored, string? shown) =>
        DurationWords.Say(Words, stored).ShouldBe(shown);

    [Fact]
    public void Hindi_words_are_understood_in_hindi()
    {
        Speak("hi");

        DurationWords.Read(Words, "1 घं 30 मि").ShouldBe("PT1H30M");
        DurationWords.Say(Words, "PT1H30M").ShouldBe("1 घं 30 मि");
    }
}
