using System.Globalization;
using Samanvay.Feel;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Feel;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("", "FEEL009", 0)]
    [InlineData("1 +", "FEEL001", 3)]
    [InlineData("1 1", "FEEL001", 2)]
    [InlineData("if a then b", "FEEL001", 11)]
    [InlineData("for x in y", "FEEL001", 10)]
    [InlineData("[1, 2", "FEEL001", 5)]
    [InlineData("{a 1}", "FEEL001", 4)]
    [InlineData("f(a: 1, 2)", "FEEL001", 8)]
    [InlineData("\"open", "FEEL002", 0)]
    [InlineData("@\"2026-13-01\"", "FEEL005", 0)]
    [InlineData("1 instance of nmber", "FEEL007", 14)]
    [InlineData("a # b", "FEEL001", 2)]
    [InlineData("x in [1..", "FEEL001", 9)]
    public void A_text_that_can_not_be_read_says_what_is_wrong_and_where(string text, string code, int offset)
    {
        var read = FeelCompiler.Expression(text);

        read.Value.ShouldBeNull();
        read.HasErrors.ShouldBeTrue();
        var problem = read.Problems.Single();
        problem.Code.ShouldBe(code);
        problem.Location.Offset.ShouldBe(offset);
        problem.Message.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void A_missing_else_is_named()
    {
        var read = FeelCompiler.Expression("if severity = 1 then 2");

        read.Problems.Single().Message.ShouldContain("'else'");
    }

    [Theory]
    [InlineData("1 {0}")]
    [InlineData("{0}()")]
    [InlineData("{{a: 1}}.{0}")]
    [InlineData("@\"{0}\"")]
    [InlineData("1 instance of {0}")]
    [InlineData("number(\"{0}\")")]
    [InlineData("{0} + 1")]
    public void A_name_or_text_that_is_too_long_to_read_is_cut_where_it_is_told(string pattern)
    {
        var text = string.Format(CultureInfo.InvariantCulture, pattern, new string('x', 2000));

        var read = FeelCompiler.Expression(text, FeelNames.Of(FeelRun.Variables));
        var told = read.Problems.Select(problem => problem.Message).Concat(
            read.Value?.Evaluate(FeelRun.Scope).Warnings.Select(warning => warning.Message) ?? []).ToList();

        told.ShouldContain(message => message.Contains("xxx…"));
        told.ShouldAllBe(message => message.Length < 250 && message.EndsWith('.'));
    }

    [Fact]
    public void Comments_are_skipped() => "1 /* one */ + // and\n 2".ShouldGive("3");
}
