using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class ScriptTaskTests
{
    [Fact]
    public void A_script_task_puts_its_result_into_the_named_variable()
    {
        var run = Run.Of(
            ProcessBuilder.Of("flood").Start().Script("rise", "level - normal", "above")
            .End(), "{ level: 4.5, normal: 3 }");

        run["above"].ShouldBe(Run.Value("1.5"));
    }

    [Fact]
    public void A_script_over_what_is_missing_gives_null_and_says_so()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Script("rise", "level - 3").End());

        run["rise"].IsNull.ShouldBeTrue();
        run.Facts.OfType<ExpressionWarned>().ShouldHaveSingleItem().Element.ShouldBe("rise");
        run.ShouldHaveEnded();
    }

    [Fact]
    public void A_script_that_asks_too_much_is_a_fault()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Script("rise", "count(for i in 1..100000, j in 1..100000 return i)").End();

        var run = Run.Of(process);

        run.OnlyFault.Kind.ShouldBe(FaultKind.Limit);
        run.Tokens.ShouldBe(["rise"]);
    }
}
