using NodaTime;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class CatchEventTests
{
    [Fact]
    public void A_timer_in_the_flow_waits_until_it_is_due()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("pause", After("PT5M")).End());
        var timer = run.Effects.ShouldHaveSingleItem().ShouldBeOfType<ScheduleTimer>();
        timer.DueAt.ShouldBe(run.Now.Plus(Duration.FromMinutes(5)));

        run.Refused(new FireTimer(run.Now, timer.Timer)).ShouldBe(new TimerNotDue(timer.Timer));
        run.Fire("pause").ShouldHaveEnded();
        run.Refused(new FireTimer(run.Now, timer.Timer)).ShouldBe(new AlreadyEnded());
    }

    [Fact]
    public void A_timer_can_be_computed_and_a_nonsense_one_is_a_fault()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("pause", After("patience")).End());
        run.OnlyFault.Kind.ShouldBe(FaultKind.Expression);

        run.Do(new SetVariables(run.Now, Run.Context("{ patience: duration(\"PT10M\") }"))).Retry();

        run.Instance.Timers.Values.Single().DueAt.ShouldBe(run.Now.Plus(Duration.FromMinutes(10)));
    }

    [Fact]
    public void A_local_date_is_read_in_the_zone_of_the_city()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("morning", On("2026-07-02T06:00:00")).End());

        run.Instance.Timers.Values.Single().DueAt.ShouldBe(Instant.FromUtc(2026, 7, 2, 0, 30));
    }

    [Fact]
    public void A_message_reaches_every_place_that_waits_for_it()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .Catch("a", Message("river/cleared")).End("end-a").From("fork").Catch("b", Message("river/cleared"))
                .End("end-b");

        Run.Of(process).Message("river/cleared").ShouldHaveEnded();
    }
}
