using Samanvay.Engine.Compilation;
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
}
