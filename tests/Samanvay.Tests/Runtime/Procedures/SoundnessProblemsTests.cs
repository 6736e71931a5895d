using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures.Review;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Procedures;

public sealed class SoundnessProblemsTests
{
    private const string Drawing = "procedures/drill.bpmn";

    [Fact]
    public void A_join_that_waits_for_a_branch_not_taken_is_warned_of_with_the_way_there()
    {
        var problems = Found(Process().Exclusive("which").When("a").User("warn").Parallel("join").From("which")
            .Otherwise().User("close").To("join").User("report").End());

        problems.Select(problem => problem.Code).ShouldBe(["SOUND001", "SOUND004"]);
        problems[0].Severity.ShouldBe(Severity.Warning);
        problems[0].Location.ShouldBe(new Location(Drawing, "join"));
        problems[0].Message.ShouldBe("A run can get stuck at join: after Start → Warn. Draw a way on, or join the "
            + "branches as they were split.");
        problems[1].Message.ShouldStartWith("No run ever comes to Report.");
    }

    [Fact]
    public void Branches_that_run_into_one_another_are_warned_of_at_the_step_that_begins_twice()
    {
        var problems = Found(Process().Parallel("split").User("warn").Exclusive("meet").From("split").User("close")
            .To("meet").User("report").End());

        problems.Select(problem => problem.Code).ShouldBe(["SOUND002", "SOUND003"]);
        problems[1].Message.ShouldStartWith("One run can come to End twice: after Start → ");
    }

    [Fact]
    public void The_flood_procedure_has_nothing_against_it()
    {
        var flood = BpmnReader.Read(RiverFlood.Files.Diagram!).Value!;

        SoundnessProblems.Of(Drawing, flood).ShouldBeEmpty();
    }

    private static ImmutableArray<Diagnostic> Found(ProcessBuilder process) =>
        SoundnessProblems.Of(Drawing, Named(process.Definitions()));

    private static ProcessBuilder Process() => ProcessBuilder.Of("drill").Start();

    // Steps and events have names; gateways have none.
    private static BpmnDefinitions Named(BpmnDefinitions drawing) => drawing with
    {
        Processes = [.. drawing.Processes.Select(process => process with
        {
            Body = process.Body with { Nodes = [.. process.Body.Nodes.Select(Named)] },
        })],
    };

    private static FlowNode Named(FlowNode node) =>
        node is Gateway ? node : node with { Name = $"{char.ToUpperInvariant(node.Id[0])}{node.Id[1..]}" };
}
