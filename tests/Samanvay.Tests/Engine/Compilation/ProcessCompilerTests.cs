using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Compilation;

public sealed class ProcessCompilerTests
{
    public static TheoryData<string, FlowNode> Refused => new()
    {
        { "ENG003", new IntermediateThrowEvent { Id = "x", Definitions = [new LinkEventDefinition("a", [], null)] } },
        { "ENG003", new IntermediateThrowEvent { Id = "x", Definitions = [new CancelEventDefinition()] } },
        { "ENG003", new IntermediateThrowEvent { Id = "x", Definitions = [Error("e")] } },
        { "ENG003", new IntermediateCatchEvent { Id = "x", Definitions = [Error("e")] } },
        { "ENG003", new IntermediateCatchEvent { Id = "x" } },
        { "ENG003", new ManualTask { Id = "x", IsForCompensation = true } },
        { "ENG004", new ManualTask { Id = "x", Loop = new StandardLoop() } },
        { "ENG004", new ManualTask { Id = "x", Loop = new StandardLoop { LoopMaximum = -1 } } },
        { "ENG005", new ManualTask { Id = "x", OutputAssociations = [new(null, [], "y", null, [])] } },
        { "ENG006",
            new IntermediateThrowEvent { Id = "x", Definitions = [new CompensateEventDefinition("nowhere")] } },
        { "ENG007", new CallActivity { Id = "x" } },
        { "ENG006", new IntermediateCatchEvent { Id = "x", Definitions = [new MessageEventDefinition(null)] } },
        { "ENG007", new ServiceTask { Id = "x" } },
        { "ENG007", new ScriptTask { Id = "x" } },
        { "ENG008", new ScriptTask { Id = "x", ScriptFormat = "text/javascript", Script = "1" } },
        { "ENG011", new IntermediateCatchEvent { Id = "x", Definitions = [After("P5X")] } },
        { "ENG012", new ManualTask { Id = "x", StartQuantity = 0 } },
        { "ENG012", new ManualTask { Id = "x", CompletionQuantity = 0 } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_not_executed_is_refused_by_element_and_rule(string code, FlowNode node)
    {
        var parsed = ProcessBuilder.Of("flood").Start().Add(node).End().TryCompile();

        parsed.Value.ShouldBeNull();
        var problem = parsed.Problems.First(problem => problem.Code == code);
        problem.Location.ElementId.ShouldBe("x");
    }

    [Fact]
    public void A_faulty_expression_is_shown_at_its_element_and_field()
    {
        var parsed = ProcessBuilder.Of("flood").Start().Script("x", "1 +").End().TryCompile();

        var problem = parsed.Problems.ShouldHaveSingleItem();
        problem.Code.ShouldStartWith("FEEL");
        (problem.Location.ElementId, problem.Location.Field).ShouldBe(("x", "script"));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var parsed = ProcessBuilder.Of("flood").Start().Script("a", "1 +").Add(new CallActivity { Id = "b" })
            .Catch("c", After("P5X")).End().TryCompile();

        parsed.Problems.Select(problem => problem.Location.ElementId).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void A_process_or_sub_process_without_a_way_in_is_refused() =>
        ProcessBuilder.Of("flood").Start().Sub("s", _ => { }).End().TryCompile()
            .Problems.Select(problem => problem.Code).Distinct().ShouldBe(["ENG010"]);

    [Fact]
    public void One_message_must_not_start_at_two_places() =>
        ProcessBuilder.Of("flood")
            .Add(new StartEvent { Id = "a", Definitions = [Message("m")] }).End("e-1")
            .Add(new StartEvent { Id = "b", Definitions = [Message("m")] }).End("e-2")
            .TryCompile().Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG015");

    [Fact]
    public void A_condition_that_would_never_be_asked_is_refused() =>
        ProcessBuilder.Of("flood").Start().Parallel("fork").When("true").End("e-1").TryCompile()
            .Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG016");

    [Fact]
    public void Behind_an_event_based_gateway_only_events_may_stand() =>
        ProcessBuilder.Of("flood").Start().Add(new EventBasedGateway { Id = "race" }).User("a").End().TryCompile()
            .Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG014");

    [Fact]
    public void An_expression_language_other_than_FEEL_is_refused()
    {
        var definitions = ProcessBuilder.Of("flood").Start().Exclusive("x").When("true").End("e").Definitions()
            with { ExpressionLanguage = "http://www.w3.org/1999/XPath" };

        ProcessCompiler.Compile(definitions, new()).Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG008");
    }

    [Fact]
    public void A_file_without_an_executable_process_is_refused() =>
        ProcessCompiler.Compile(new BpmnDefinitions(), new()).Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG001");
}
