using Samanvay.Bpmn.Lint;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Templates;

public sealed class PlaybookCompilationTests
{
    public static TheoryData<string> Playbooks => PlaybookFolder.All;

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_procedure_compiles_without_a_problem(string name)
    {
        var playbook = new PlaybookFolder(name);
        foreach (var diagram in playbook.Diagrams)
        {
            var compiled = ProcessCompiler.Compile(diagram, new CompilationOptions { Decisions = playbook.Decisions });

            compiled.Problems.ShouldBeEmpty();
            compiled.Value.ShouldNotBeNull();
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_promise_and_ladder_can_be_planned_with_the_defaults(string name)
    {
        var playbook = new PlaybookFolder(name);
        foreach (var diagram in playbook.Diagrams)
        {
            var options = new CompilationOptions { Decisions = playbook.Decisions };
            var process = ProcessCompiler.Compile(diagram, options).Value.ShouldNotBeNull();

            ProcedurePlanner.Plan(process, process.ParameterDefaults).Problems.ShouldBeEmpty();
        }
    }

    [Theory, MemberData(nameof(Playbooks))]
    public void Every_diagram_is_free_of_lint(string name)
    {
        foreach (var diagram in new PlaybookFolder(name).Diagrams)
            BpmnLint.Check(diagram).ShouldBeEmpty();
    }
}
