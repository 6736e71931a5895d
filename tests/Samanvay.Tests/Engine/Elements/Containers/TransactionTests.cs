using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class TransactionTests
{
    private static ProcessBuilder Challan(bool isCaught = true)
    {
        var process = ProcessBuilder.Of("challan").Start()
            .Transaction("issue", sub => sub.Start("s")
                .User("block-vehicle").UndoneBy("unblock-vehicle")
                .Parallel("fork").User("verify").Exclusive("right").When("verify.ok").End("e")
                .From("right").Otherwise().End("wrong", Cancel)
                .From("fork").User("print").End("e-2"))
            .User("archive").End();
        return isCaught ? process.Boundary("annulled", "issue", Cancel).User("apologise").End("end-2") : process;
    }

    [Fact]
    public void It_completes_like_a_sub_process() =>
        Run.Of(Challan()).Complete("block-vehicle").Complete("verify", "{ ok: true }").Complete("print")
            .Open.ShouldBe(["archive"]);

    [Fact]
    public void A_cancellation_ends_what_runs_and_compensates_before_it_leaves_by_the_edge()
    {
        var run = Run.Of(Challan()).Complete("block-vehicle").Complete("verify", "{ ok: false }");
        run.Open.ShouldBe(["unblock-vehicle"]);

        run.Complete("unblock-vehicle").Open.ShouldBe(["apologise"]);

        run.Complete("apologise").ShouldHaveEnded();
    }

    [Fact]
    public void Nobody_catches_it_and_the_branch_ends() =>
        Run.Of(Challan(isCaught: false)).Complete("block-vehicle").Complete("verify", "{ ok: false }")
            .Complete("unblock-vehicle").ShouldHaveEnded();

    [Fact]
    public void An_error_leaves_it_without_compensation()
    {
        var run = Run.Of(Challan().Boundary("hazard", "issue", Error("x")).User("mend").End("end-3"))
            .Complete("block-vehicle");

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("verify"), "x")).Open.ShouldBe(["mend"]);
    }

    [Fact]
    public void A_cancellation_outside_a_transaction_is_refused() =>
        ProcessBuilder.Of("x").Start().End("end", Cancel).TryCompile()
            .Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG003");
}
