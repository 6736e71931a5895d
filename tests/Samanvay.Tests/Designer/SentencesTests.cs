using System.Text.RegularExpressions;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Designer.Localization;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Designer;

public sealed partial class SentencesTests : ScreenTest
{
    private static readonly Texts Words = new();

    private static IReadOnlyDictionary<string, string> Hindi => Words.SentencesIn("hi");

    [Fact]
    public void Everything_that_the_runtime_says_to_people_has_words_in_hindi()
    {
        SentenceSources.Templates().Count().ShouldBeGreaterThan(300);
        SentenceSources.Templates().Where(template => !Hindi.ContainsKey(template)).Distinct().ShouldBeEmpty();
    }

    [Fact]
    public void A_translated_sentence_has_the_same_places_for_values()
    {
        foreach (var (template, said) in Hindi) Places(said).ShouldBe(Places(template), ignoreOrder: true, template);
    }

    [Fact]
    public void What_is_said_in_hindi_is_written_in_devanagari() =>
        Hindi.Where(pair => Place().Replace(pair.Key, "").Any(char.IsLetter)
                && !pair.Value.Any(letter => letter is >= '\u0900' and <= '\u097F'))
            .ShouldBeEmpty();

    [Fact]
    public void A_refusal_is_said_in_the_language_of_the_reader_with_its_values()
    {
        Speak("hi");

        Words.Say(new FieldProblem("boats", $"{"नावें"}: at most {40}.")).ShouldBe("नावें: अधिकतम 40।");
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_said_in_the_language_too()
    {
        Speak("hi");

        Words.Say(new Conflict("The procedure has changed meanwhile."))
            .ShouldBe("इस बीच प्रक्रिया बदल गई है। क्या बदला है, यह देखने के लिए फिर से खोलें।");
    }

    [Fact]
    public void What_is_wrong_in_a_drawing_is_said_in_the_language_with_what_stands_within_it()
    {
        Speak("hi");
        var problem = FeelCompiler.Expression("if true then 1").Problems.ShouldHaveSingleItem();

        Words.Say(problem.Said).ShouldBe("व्यंजक पहले ही समाप्त हो जाता है: 'else' 'if' के 'then' भाग के बाद नहीं है।");
    }

    [Fact]
    public void Why_a_message_is_refused_is_said_in_the_language_of_the_reader()
    {
        var message = new Incoming("<alert"u8.ToArray(), "application/cap+xml", Now);
        var refusal = CapReader.Read(message).Refusals.ShouldHaveSingleItem();
        Speak("hi");

        Words.Say(refusal.Said).ShouldBe("पंक्ति 1, स्तंभ 7 से यह सही XML नहीं है। ठीक करके फिर से भेजें।");
    }

    [Fact]
    public void A_sentence_that_was_kept_in_parts_is_said_as_if_it_never_was()
    {
        Sentence said = $"{"नावें"}: at most {40}.";
        Speak("hi");

        Words.Say(Sentence.Of(said.Template, said.Values.Select(value => value.ToString()!)))
            .ShouldBe("नावें: अधिकतम 40।");
    }

    [Fact]
    public void What_nobody_has_translated_is_said_in_english()
    {
        Speak("hi");

        Words.Say((Sentence)"The {moon} is full.").ShouldBe("The {moon} is full.");
    }

    [Theory]
    [InlineData("new Invalid(\"a\", $\"At most {Max} of {string.Join(\", \", all)}.\");", "At most {0} of {1}.")]
    [InlineData("throw new InvalidOperationException(\"Nobody sees this.\");", null)]
    [InlineData("// \"In a comment.\"", null)]
    [InlineData("Error($\"{a} is long. \"\n    + $\"Say {b}.\");", "{0} is long. Say {1}.")]
    public void A_sentence_is_found_in_a_source(string source, string? template) =>
        SentenceSources.In(source).SingleOrDefault().ShouldBe(template);

    private static IEnumerable<string> Places(string text) =>
        Place().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
