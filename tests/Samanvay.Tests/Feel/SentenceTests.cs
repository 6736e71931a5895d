using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class SentenceTests
{
    [Fact]
    public void A_sentence_remembers_how_it_was_put_together()
    {
        Sentence sentence = $"At most {40} of {"boats"}.";

        sentence.Template.ShouldBe("At most {0} of {1}.");
        sentence.Values.Select(value => value.ToString()).ShouldBe(["40", "boats"]);
        sentence.ToString().ShouldBe("At most 40 of boats.");
    }

    [Fact]
    public void Braces_that_are_meant_as_such_stay()
    {
        Sentence sentence = $"Write {{id}} as {"{x}"}.";

        sentence.ToString().ShouldBe("Write {id} as {x}.");
    }

    [Fact]
    public void Numbers_are_written_the_same_everywhere()
    {
        Sentence sentence = $"{12.5m:0.00} m";

        sentence.ToString().ShouldBe("12.50 m");
    }

    [Fact]
    public void Sentences_that_say_the_same_are_equal() =>
        ((Sentence)"Five boats.").ShouldBe((Sentence)$"{"Five"} boats.");
}
