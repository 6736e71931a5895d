using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class MultipleEventTests
{
    private static ProcessBuilder Waiting(bool needsAll, params EventDefinition[] definitions) =>
        ProcessBuilder.Of("flood").Start()
        .Add(new IntermediateCatchEvent { Id = "wait", Definitions = [.. definitions], ParallelMultiple = needsAll })
        .User("go").End();

    [Fact]
    public void Any_of_its_events_is_enough()
    {
        var process = Waiting(false, Message("gas-clear"), Message("fire-clear"), After("PT1H"));

        Run.Of(process).Message("fire-clear").Complete("go").ShouldHaveEnded();
        Run.Of(process).Fire("wait").Complete("go").ShouldHaveEnded();
    }

    [Fact]
    public void A_parallel_multiple_event_needs_all_of_them()
    {
        var run = Run.Of(Waiting(true, Message("gas-clear"), Message("fire-clear"), After("PT1H")));

        run.Message("fire-clear", "{ officer: 7 }").Fire("wait").Open.ShouldBeEmpty();
        run.Message("gas-clear", "{ reading: 0 }").Open.ShouldBe(["go"]);

        run["wait"].ShouldBe(Run.Value("{ officer: 7, reading: 0 }"));
        run.Complete("go").ShouldHaveEnded();
    }

    [Fact]
    public void One_event_twice_is_not_two_events()
    {
        var run = Run.Of(Waiting(true, Message("gas-clear"), Message("fire-clear"))).Message("gas-clear");

        run.Refused(new DeliverMessage(run.Now, "gas-clear")).ShouldBeOfType<MessageNotAwaited>();
    }

    [Fact]
    public void At_an_edge_that_does_not_interrupt_it_waits_for_all_of_them_again()
    {
        var process = ProcessBuilder.Of("flood").Start().User("watch").End()
            .Boundary("both", "watch", Message("a"), interrupting: false)
            .But(node => (BoundaryEvent)node with
            {
                Definitions = [Message("a"), Message("b")],
                ParallelMultiple = true,
            }).User("tell").End("end-2");
        var run = Run.Of(process).Message("a").Message("b").Message("b").Message("a");

        run.Open.ShouldBe(["watch", "tell", "tell"]);
    }

    [Fact]
    public void A_throwing_one_throws_them_all()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .Catch("one", Signal("s1")).User("a").End("e-1").From("fork")
            .Add(new IntermediateThrowEvent { Id = "both", Definitions = [Signal("s1"), Signal("s2")] }).End("e-2")
            .From("fork").Catch("two", Signal("s2")).User("b").End("e-3");

        Run.Of(process).Open.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void An_error_at_an_edge_may_be_one_of_several()
    {
        var process = ProcessBuilder.Of("flood").Start().User("close").End()
            .Boundary("edge", "close", Error("x"))
            .But(node => (BoundaryEvent)node with { Definitions = [Error("x"), After("PT1H")] }).User("mend").End("e");
        var run = Run.Of(process);

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("close"), "x")).Open.ShouldBe(["mend"]);
    }
}
