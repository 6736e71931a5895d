using Samanvay.Dmn;
using Samanvay.Dmn.Xml;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Dmn;

public sealed class DecisionGraphTests
{
    [Fact]
    public void A_decision_uses_the_decisions_that_it_requires()
    {
        var model = Model.Compiled(
            Model.Input("water level", "number"),
            Model.Decision("danger", Model.Literal("water level > 2"), Model.NeedsInput("water level"), "boolean"),
            Model.Decision(
                "call out", Model.Literal("if danger then \"boats\" else \"none\""), Model.NeedsDecision("danger")));

        Model.Ask(model, "call out", ("water level", FeelValue.Of(2.4m))).Value.ShouldBe(FeelValue.Of("boats"));
        model.InputsOf("call out").ShouldBe(["water level"]);
    }

    [Fact]
    public void A_missing_input_is_null_and_is_named()
    {
        var model = Model.Compiled(Model.Input("x"), Model.Decision("d", Model.Literal("x"), Model.NeedsInput("x")));

        var result = Model.Ask(model, "d");

        result.Value.ShouldBe(FeelValue.Null);
        result.Warnings.Single().Message.ShouldContain("'x'");
    }

    [Fact]
    public void An_input_of_the_wrong_type_is_null()
    {
        var model = Model.Compiled(
            Model.Input("x", "number"), Model.Decision("d", Model.Literal("x"), Model.NeedsInput("x")));

        Model.Ask(model, "d", ("x", FeelValue.Of("a"))).Warnings.ShouldNotBeEmpty();
        Model.Ask(model, "d", ("x", FeelList.Of(FeelValue.Of(1L)))).Value.ShouldBe(FeelValue.Of(1L));
    }

    [Fact]
    public void Knowledge_is_called_like_a_function()
    {
        const string knowledge = """
            <businessKnowledgeModel id="k" name="twice"><variable name="twice"/>
              <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
                <literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic>
            </businessKnowledgeModel>
            """;
        const string needs = """<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>""";

        Model.Ask(
            Model.Compiled(knowledge, Model.Decision("d", Model.Literal("twice(4)"), needs)),
            "d").Value.ShouldBe(FeelValue.Of(8L));
    }

    [Fact]
    public void A_boxed_context_goes_step_by_step()
    {
        var logic = "<context>" + Entry("base", "10") + Entry("more", "base + 5")
            + $"<contextEntry>{Model.Literal("more * 2")}</contextEntry></context>";

        Model.Ask(Model.Compiled(Model.Decision("d", logic)), "d").Value.ShouldBe(FeelValue.Of(30L));
    }

    [Fact]
    public void Decisions_that_wait_for_each_other_are_a_problem()
    {
        var read = DecisionCompiler.Compile(Model.Definitions(
            Model.Decision("a", Model.Literal("b"), Model.NeedsDecision("b")),
            Model.Decision("b", Model.Literal("a"), Model.NeedsDecision("a"))));

        read.Problems.Single().Code.ShouldBe("DMN006");
        read.Problems.Single().Message.ShouldContain("a -> b -> a");
        Model.Ask(read.Value!, "a").Value.ShouldBe(FeelValue.Null);
    }

    [Fact]
    public void A_use_without_an_arrow_says_which_arrow_is_missing()
    {
        var problem = Model.Problems(Model.Input("water level"), Model.Decision("d", Model.Literal("water level")))
            .Single();

        problem.Code.ShouldBe("DMN012");
        problem.Message.ShouldContain("Draw an arrow");
    }

    [Fact]
    public void An_arrow_to_nothing_is_a_problem() =>
        Model.Problems(Model.Decision("d", Model.Literal("1"), Model.NeedsInput("gone")))
            .Single().Code.ShouldBe("DMN003");

    [Fact]
    public void A_decision_without_logic_is_a_problem_and_null()
    {
        var read = DecisionCompiler.Compile(Model.Definitions(Model.Decision("d", "")));

        read.Problems.Single().Code.ShouldBe("DMN005");
        Model.Ask(read.Value!, "d").Warnings.ShouldNotBeEmpty();
    }

    // DMN 1.5, 7.3.3 and 10.3.2.9.2: what the function itself does not say is what its declared type says.
    [Theory]
    [InlineData("x + 1", "3")]
    [InlineData("[x]", "2")]
    [InlineData("\"many\"", "null")]
    public void A_function_gives_what_the_type_that_it_is_declared_of_says(string body, string expected)
    {
        const string type = """
            <itemDefinition name="tCount"><functionItem outputTypeRef="number">
              <parameters name="x" typeRef="number"/></functionItem></itemDefinition>
            """;
        var function = "<functionDefinition><formalParameter name=\"x\" typeRef=\"number\"/>"
            + $"{Model.Literal(body)}</functionDefinition>";
        var knowledge = $"""
            <businessKnowledgeModel id="k" name="known"><variable name="known" typeRef="tCount"/>
              <encapsulatedLogic><formalParameter name="x" typeRef="number"/>{Model.Literal(body)}</encapsulatedLogic>
            </businessKnowledgeModel>
            """;
        const string needs = """<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>""";
        var model = Model.Compiled(
            type, knowledge, Model.Decision("f", function, type: "tCount"),
            Model.Decision("d", Model.Literal("f(2)"), Model.NeedsDecision("f")),
            Model.Decision("e", Model.Literal("known(2)"), needs));

        FeelText.Literal(Model.Ask(model, "d").Value).ShouldBe(expected);
        FeelText.Literal(Model.Ask(model, "e").Value).ShouldBe(expected);
    }

    [Fact]
    public void A_type_with_allowed_values_refuses_others()
    {
        const string type = """
            <itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"moderate",
            "severe"</text></allowedValues></itemDefinition>
            """;
        var model = Model.Compiled(
            type, Model.Input("level", "tLevel"),
            Model.Decision("d", Model.Literal("level"), Model.NeedsInput("level")));

        Model.Ask(model, "d", ("level", FeelValue.Of("severe"))).Value.ShouldBe(FeelValue.Of("severe"));
        var refused = Model.Ask(model, "d", ("level", FeelValue.Of("huge")));
        refused.Value.ShouldBe(FeelValue.Null);
        refused.Warnings.Single().Message.ShouldContain("\"huge\" is not allowed");
    }

    // XML Schema part 2, 3.2.2.1: a boolean may also be written 1.
    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public void A_collection_is_one_however_its_truth_is_written(string written)
    {
        var type = $"""
            <itemDefinition name="tWards" isCollection="{written}"><typeRef>string</typeRef></itemDefinition>
            """;
        var model = Model.Compiled(type, Model.Decision("d", Model.Literal("\"W1\""), type: "tWards"));

        Model.Ask(model, "d").Value.ShouldBe(FeelList.Of(FeelValue.Of("W1")));
    }

    [Fact]
    public void A_decision_that_is_not_there_is_null_with_a_reason() =>
        Model.Ask(
            Model.Compiled(Model.Decision("d", Model.Literal("1"))), "e").Warnings.Single().Code.ShouldBe("DMN102");

    [Fact]
    public void A_decision_that_asks_too_much_is_given_up()
    {
        var result = Model.Ask(
            Model.Compiled(Model.Decision("d", Model.Literal("every i in 1..1000000000 satisfies true"))), "d");

        result.LimitPassed.ShouldNotBeNull();
    }

    [Fact]
    public void An_imported_decision_is_named_with_its_model()
    {
        var other = DmnReader.Read(
            Model.Definitions(Model.Decision("base", Model.Literal("5")))
                .Replace("urn:m", "urn:other", StringComparison.Ordinal)).Value!;
        const string needs =
            """<informationRequirement><requiredDecision href="urn:other#d-base"/></informationRequirement>""";
        var main = DmnReader.Read(Model.Definitions(
            $"""<import name="city rules" namespace="urn:other" importType="{Model.Namespace}"/>""",
            Model.Decision("d", Model.Literal("city rules.base + 1"), needs))).Value!;

        Model.Ask(DecisionCompiler.Compile(main, other).Value!, "d").Value.ShouldBe(FeelValue.Of(6L));
        DecisionCompiler.Compile(main).Problems.ShouldContain(problem => problem.Code == "DMN010");
    }

    private static string Entry(string name, string text) =>
        $"""<contextEntry><variable name="{name}"/>{Model.Literal(text)}</contextEntry>""";
}
