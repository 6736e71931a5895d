using Samanvay.Conformance;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Conformance;

/// <summary>The suites that others published, run by the program that tells their scores.</summary>
public sealed class ConformanceTests(ITestOutputHelper output) : IDisposable
{
    private readonly DirectoryInfo _empty = Directory.CreateTempSubdirectory("conformance");

    [Fact]
    public void The_traces_of_the_published_models_are_ours() => Holds("betsy", "bpmn-betsy", 137);

    [Fact]
    public void Scenarios_of_another_engine_go_here_as_they_are_written() => Holds("camunda7", "bpmn-camunda7", 202);

    [Fact]
    public void Models_of_other_tools_are_read_without_loss_and_written_as_the_same() => Holds("miwg", "bpmn-miwg", 21);

    [Fact]
    public void Decisions_are_what_the_kit_says_but_for_functions_written_in_Java() =>
        Holds("dmn-tck", "dmn-tck", 2837);

    // Two models count messages or loops without end; their publishers cut them off by hand.
    [Fact]
    public void Published_verdicts_on_soundness_are_ours() => Holds("soundness", "bpmn-soundness", 46);

    [Fact]
    public void What_must_be_refused_is_refused_and_nothing_else() => Holds("invalid", "bpmn-invalid", 664);

    [Fact]
    public void Published_messages_are_taken_or_refused_as_their_standards_say() => Holds("payloads", "payloads", 235);

    [Fact]
    public void A_score_that_is_not_reached_is_told()
    {
        var folder = SharedFolder.Require("conformance", "bpmn-miwg");

        Run("miwg", folder, "--at-least", "22").ShouldBe(1);
    }

    [Theory]
    [InlineData("dmn-tck")]
    [InlineData("payloads")]
    public void A_folder_without_a_case_is_told_as_such_and_fails(string verb)
    {
        var (code, told) = Ask(verb, _empty.FullName);

        code.ShouldBe(2);
        told.ShouldBe([$"No test case of {verb} was found in {_empty.FullName}.", "0 of 0"]);
    }

    [Fact]
    public void Files_that_are_no_cases_are_told_in_one_line()
    {
        foreach (var number in Enumerable.Range(1, 7))
            File.WriteAllText(Path.Combine(_empty.FullName, $"{number}.json"), "{}");

        var (code, told) = Ask("payloads", _empty.FullName);

        code.ShouldBe(2);
        told.ShouldBe(
        [
            $"No test case of payloads was found in {_empty.FullName}.",
            "Files of which the suite says nothing: 7 (1.json, 2.json, 3.json, 4.json, 5.json, ...).", "0 of 7",
        ]);
    }

    [Theory]
    [InlineData("betsy")]
    [InlineData("drawing", ".")]
    [InlineData("betsy", ".", "--at-least", "many")]
    [InlineData("betsy", "no-such-folder")]
    public void A_question_that_can_not_be_understood_is_answered_so(params string[] arguments) =>
        Run(arguments).ShouldBe(2);

    public void Dispose() => _empty.Delete(true);

    private void Holds(string verb, string folder, int atLeast) =>
        Run(verb, SharedFolder.Require("conformance", folder), "--at-least", $"{atLeast}").ShouldBe(0);

    private int Run(params string[] arguments) => Ask(arguments).Code;

    private (int Code, string[] Told) Ask(params string[] arguments)
    {
        using var told = new StringWriter();
        var code = Runner.Run(arguments, told);
        output.WriteLine(told.ToString());
        return (code, told.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
