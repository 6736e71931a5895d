using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class CompensationTests
{
    private static ProcessBuilder Closing(string? activity = null, bool waits = true) => ProcessBuilder.Of("flood")
        .Start()
        .User("cut-power").UndoneBy("restore-power")
        .User("close-road").UndoneBy("open-road")
        .Throw("stand-down", Compensate(activity, waits)).User("report").End();

    [Fact]
    public void What_was_done_is_taken_back_in_reverse_order()
    {
        var run = Run.Of(Closing()).Complete("cut-power").Complete("close-road");
        run.Open.ShouldBe(["open-road"]);

        run.Complete("open-road").Open.ShouldBe(["restore-power"]);
        run.Complete("restore-power").Open.ShouldBe(["report"]);

        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void Only_the_named_activity_is_compensated() =>
        Run.Of(Closing("cut-power")).Complete("cut-power").Complete("close-road").Complete("restore-power")
            .Open.ShouldBe(["report"]);

    [Fact]
    public void Without_waiting_the_token_goes_on_at_once()
    {
        var run = Run.Of(Closing(waits: false)).Complete("cut-power").Complete("close-road");
        run.Open.ShouldBe(["open-road", "report"], ignoreOrder: true);

        run.Complete("report").Complete("open-road");

        run.Complete("restore-power").ShouldHaveEnded();
    }

    [Fact]
    public void What_did_not_complete_is_not_compensated()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .User("cut-power").UndoneBy("restore-power").Apart()
            .From("fork").User("decide").Throw("stand-down", Compensate()).User("report").End("e-2");

        Run.Of(process).Complete("decide").Open.ShouldBe(["cut-power", "report"], ignoreOrder: true);
    }

    [Fact]
    public void Nothing_is_compensated_twice()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .User("cut-power").UndoneBy("restore-power")
            .Throw("once", Compensate()).Throw("twice", Compensate()).User("report").End();

        Run.Of(process).Complete("cut-power").Complete("restore-power").Open.ShouldBe(["report"]);
    }

    [Fact]
    public void A_completed_sub_process_is_compensated_from_inside_with_the_data_it_had()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub =>
            {
                sub.DataObjects.Add(new("road", null, null, false));
                sub.Start("s").Script("choose", "\"NH-48\"", "road")
                    .User("close-road").UndoneBy(new ScriptTask
                    {
                        Id = "open-road",
                        ScriptFormat = "feel",
                        Script = "road",
                        Sop = new() { Variables = [new("opened", null)] },
                    }).End("e");
            })
            .User("decide").Throw("stand-down", Compensate()).User("report").End();

        var run = Run.Of(process, "{ opened: null }").Complete("close-road").Complete("decide");

        run["opened"].ToString().ShouldBe("NH-48");
        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void An_event_sub_process_for_compensation_takes_the_place_of_that()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("close-road").UndoneBy("open-road").End("e")
                .On("undo", Compensate(), handler => handler.User("tell-press")
                    .Throw("inner", Compensate("close-road")).User("thank").End("he")))
            .Throw("stand-down", Compensate("stage")).User("report").End();
        var run = Run.Of(process).Complete("close-road");

        run.Complete("tell-press").Open.ShouldBe(["open-road"]);
        run.Complete("open-road").Complete("thank").Open.ShouldBe(["report"]);

        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void Every_instance_of_a_multi_instance_activity_is_compensated_with_its_own_element()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .User("close").ForEach("wards", "ward").UndoneBy(new ScriptTask
            {
                Id = "open",
                ScriptFormat = "feel",
                Script = "append(opened, ward)",
                Sop = new() { Variables = [new("opened", null)] },
            })
            .Throw("stand-down", Compensate()).User("report").End();

        var run = Run.Of(process, """{ wards: ["A", "B"], opened: [] }""").Complete("close").Complete("close");

        run["opened"].ShouldBe(Run.Value("""["B", "A"]"""));
        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void Every_round_of_a_loop_is_compensated()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new UserTask { Id = "close", Loop = new StandardLoop { LoopMaximum = 2 } }).UndoneBy("open")
            .End("end", Compensate());
        var run = Run.Of(process).Complete("close").Complete("close");

        run.Complete("open").Complete("open").ShouldHaveEnded();
    }

    [Fact]
    public void An_error_handler_may_compensate_what_its_scope_has_done()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("close-road").UndoneBy("open-road").User("check")
                .End("e").On("failed", Error("x"), handler => handler.End("undo", Compensate()), interrupting: true))
            .User("report").End();
        var run = Run.Of(process).Complete("close-road");

        run.Do(new ThrowBpmnError(run.Now, run.TokenAt("check"), "x")).Open.ShouldBe(["open-road"]);

        run.Complete("open-road").Open.ShouldBe(["report"]);
    }

    [Fact]
    public void An_interruption_ends_a_compensation_too()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").User("close-road").UndoneBy("open-road").End("e", Compensate())).End()
            .Boundary("late", "stage", After("PT1H")).End("end-2");

        Run.Of(process).Complete("close-road").Fire("late").ShouldHaveEnded();
    }

    [Fact]
    public void A_handler_is_not_compensated_itself()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .User("close-road").UndoneBy(new EmbeddedSubProcess
            {
                Id = "undo",
                Body = ((EmbeddedSubProcess)ProcessBuilder.Of("x").Sub(
                    "undo", sub => sub.Start("s").User("open-road").UndoneBy("never").End("e"))
                    .Definitions().Processes[0].Body.Nodes[0]).Body,
            })
            .Throw("stand-down", Compensate()).User("report").End();

        Run.Of(process).Complete("close-road").Complete("open-road").Open.ShouldBe(["report"]);
    }

    [Fact]
    public void Compensating_what_is_not_beside_it_is_refused() =>
        Closing("elsewhere").TryCompile().Problems.ShouldHaveSingleItem().Code.ShouldBe("ENG006");
}
