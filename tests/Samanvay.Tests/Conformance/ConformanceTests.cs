using Samanvay.Conformance;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Conformance;

/// <summary>The suites that others published, run by the program that tells their scores.</summary>
public sealed class ConformanceTests(ITestOutputHelper output) : IDisposable
{
    private const string Names = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
        + "xmlns:xsd='http://www.w3.org/2001/XMLSchema'";

    private const string Right =
        "<resultNode name='Sum'><expected><value xsi:type='xsd:decimal'>3</value></expected></resultNode>";

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

    [Theory]
    [InlineData("betsy")]
    [InlineData("camunda7")]
    [InlineData("invalid")]
    [InlineData("soundness")]
    public void A_folder_of_something_else_is_told_as_such(string verb)
    {
        var (code, told) = Ask(verb, _empty.FullName);

        code.ShouldBe(2);
        told.ShouldHaveSingleItem().ShouldStartWith($"{_empty.FullName} does not hold the suite of {verb}: ");
    }

    [Theory]
    [InlineData(Right, "model.dmn", null)]
    [InlineData("<resultNode name='Nope'><expected><value xsi:nil='true'/></expected></resultNode>", "model.dmn",
        "the model has no Nope")]
    [InlineData("", "model.dmn", "no result is asked for")]
    [InlineData(Right, "other.dmn", "the model could not be read")]
    public void A_case_of_the_kit_holds_only_when_its_model_answers_as_it_says(
        string asked, string model, string? problem)
    {
        Kit($"<testCases {Names}><modelName>{model}</modelName><testCase id='1'>{asked}</testCase></testCases>");

        var (code, told) = Ask("dmn-tck", _empty.FullName);

        code.ShouldBe(problem is null ? 0 : 1);
        told[^1].ShouldBe(problem is null ? "1 of 1" : "0 of 1");
        if (problem is not null) told[0].ShouldEndWith($" 1: {problem}");
    }

    [Fact]
    public void A_case_of_the_kit_that_can_not_be_read_fails_alone()
    {
        Kit($"<testCases {Names}><modelName>model.dmn</modelName><testCase id='1'>{Right}</testCase></testCases>");
        File.WriteAllText(Path.Combine(_empty.FullName, "broken.xml"), "<testCases");

        Ask("dmn-tck", _empty.FullName).Told[^1].ShouldBe("1 of 2");
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

    private void Kit(string cases)
    {
        File.WriteAllText(Path.Combine(_empty.FullName, "model.dmn"), """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
              <decision id="sum" name="Sum"><variable name="Sum"/>
                <literalExpression><text>1 + 2</text></literalExpression></decision>
            </definitions>
            """);
        File.WriteAllText(Path.Combine(_empty.FullName, "cases.xml"), cases);
    }

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
