using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_reaches_everybody_who_waits_in_the_instance_and_is_broadcast_to_others()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .User("watch").Throw("falling", Signal("recession")).End("e-1")
            .From("fork").Catch("wait", Signal("recession")).User("clean").End("e-2")
            .On("desk", Signal("recession"), sub => sub.User("close-desk").End("e-3"));
        var run = Run.Of(process);

        run.Complete("watch");

        run.Open.ShouldBe(["close-desk", "clean"], ignoreOrder: true);
        run.Effects.OfType<BroadcastSignal>().ShouldHaveSingleItem().Name.ShouldBe("recession");
        run.News.OfType<SignalReceived>().Count().ShouldBe(2);
    }

    [Fact]
    public void A_signal_from_another_instance_arrives_like_its_own()
    {
        var run = Run.Of(
            ProcessBuilder.Of("flood").Start().User("desk").End().Boundary("edge", "desk", Signal("recession"))
            .End("e-2"));

        run.Do(new DeliverSignal(run.Now, "recession")).ShouldHaveEnded();
    }

    [Fact]
    public void A_message_of_the_same_name_is_not_a_signal()
    {
        var run = Run.Of(ProcessBuilder.Of("flood").Start().Catch("wait", Signal("recession")).End());

        run.Refused(new DeliverMessage(run.Now, "recession")).ShouldBeOfType<MessageNotAwaited>();
        run.Refused(new DeliverSignal(run.Now, "other")).ShouldBe(new SignalNotAwaited("other"));
    }

    [Fact]
    public void A_signal_that_ends_its_own_thrower_takes_it_away()
    {
        var process = ProcessBuilder.Of("flood").Start().End("shout", Signal("stop"))
            .On("stopped", Signal("stop"), sub => sub.User("tidy").End("e-2"), interrupting: true);

        Run.Of(process).Open.ShouldBe(["tidy"]);
    }
}
