using System.Globalization;
using System.Text.RegularExpressions;
using Samanvay.Designer.Localization;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed partial class TextsTests
{
    private static readonly Texts Words = new();

    [Fact]
    public void English_and_hindi_are_there_from_the_start() => Words.Languages.ShouldBe(["en", "hi"]);

    [Fact]
    public void Every_language_has_every_text()
    {
        foreach (var language in Words.Languages)
            Words.KeysOf("en").Except(Words.KeysOf(language)).ShouldBeEmpty($"missing in {language}");
    }

    [Fact]
    public void No_language_has_a_text_that_english_has_not()
    {
        foreach (var language in Words.Languages)
            Words.KeysOf(language).Except(Words.KeysOf("en")).ShouldBeEmpty($"only in {language}");
    }

    [Fact]
    public void Hindi_is_written_in_devanagari()
    {
        var latin = Words.KeysOf("hi")
            .Where(key => !Words.Find("hi", key).Any(letter => letter is >= '\u0900' and <= '\u097F'));

        latin.ShouldBeEmpty();
    }

    [Fact]
    public void A_translation_has_the_same_places_for_values()
    {
        foreach (var key in Words.KeysOf("hi"))
            Places(Words.Find("hi", key)).ShouldBe(Places(Words.Find("en", key)), ignoreOrder: true, key);
    }

    [Fact]
    public void A_file_holds_only_the_keys_of_its_area()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(DesignerSources.Root, "Resources"), "*.en.json",
            SearchOption.AllDirectories))
        {
            var area = Path.GetFileName(file).Split('.')[0].ToLowerInvariant();
            var prefix = area == "bpmnjs" ? "modeler.bpmnjs." : area + ".";
            DesignerSources.KeysIn(file)
                .Where(key => key != area && !key.StartsWith(prefix, StringComparison.Ordinal)).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Every_text_that_a_screen_asks_for_is_there()
    {
        var known = Words.KeysOf("en").ToHashSet();

        DesignerSources.KeysAsked().Count().ShouldBeGreaterThan(20);
        DesignerSources.KeysAsked().Where(asked => !known.Contains(asked.Key)).ShouldBeEmpty();
    }

    [Fact]
    public void A_key_that_is_put_together_has_texts_that_begin_so()
    {
        var known = Words.KeysOf("en").ToList();

        DesignerSources.PrefixesAsked().Count().ShouldBeGreaterThan(5);
        DesignerSources.PrefixesAsked()
            .Where(asked => !known.Exists(key => key.StartsWith(asked.Key, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void What_has_no_translation_is_said_in_english()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");

        Words["shell.signout"].ShouldBe("Sign out");
    }

    [Fact]
    public void Values_are_put_into_their_places()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

        Words["shell.clock", "06:10"].ShouldBe("City time at loading: 06:10");
    }

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Place();
}
