using Samanvay.Bpmn.Model;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class InstantiationTests
{
    private static ProcessBuilder Race(bool isParallel) => ProcessBuilder.Of("complaint")
        .Add(new EventBasedGateway { Id = "first", Instantiate = true, IsParallel = isParallel })
        .Catch("letter", Message("letter")).User("read").End("e-1")
        .From("first").Catch("call", Message("call")).User("listen").End("e-2");

    [Fact]
    public void A_receive_task_starts_an_instance_with_its_message()
    {
        var process = ProcessBuilder.Of("complaint")
            .Add(new ReceiveTask { Id = "letter", MessageRef = "letter", Instantiate = true }).User("read").End();

        var run = Run.New(process).Start("letter", payload: "{ from: 1 }");

        run["letter"].ShouldBe(Run.Value("{ from: 1 }"));
        run.Complete("read").ShouldHaveEnded();
    }

    [Fact]
    public void Behind_an_exclusive_gateway_the_first_event_decides() =>
        Run.New(Race(isParallel: false)).Start("call").Complete("listen").ShouldHaveEnded();

    [Fact]
    public void Behind_a_parallel_gateway_the_others_are_needed_too()
    {
        var run = Run.New(Race(isParallel: true)).Start("call").Complete("listen");

        run.Message("letter").Complete("read").ShouldHaveEnded();
    }

    [Fact]
    public void Without_a_start_event_all_begins_that_nothing_leads_to()
    {
        var process = ProcessBuilder.Of("routine").User("a").User("b").Apart().User("c");

        Run.Of(process).Open.ShouldBe(["a", "c"]);
    }

    [Fact]
    public void A_sub_process_may_begin_in_the_same_way()
    {
        var process = ProcessBuilder.Of("routine").Start()
            .Sub("s", sub => sub.User("a").Apart().User("b")).User("after").End();

        Run.Of(process).Complete("a").Complete("b").Open.ShouldBe(["after"]);
    }

    [Fact]
    public void A_signal_starts_an_instance_where_it_is_named()
    {
        var process = ProcessBuilder.Of("flood")
            .Add(new StartEvent { Id = "s", Definitions = [Signal("all-hands")] }).User("come").End().Compile();

        process.StartSignals.ShouldContainKeyAndValue("all-hands", "s");
        Run.New(process).Start("s").Open.ShouldBe(["come"]);
    }
}
