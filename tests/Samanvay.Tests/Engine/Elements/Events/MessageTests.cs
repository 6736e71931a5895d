using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class MessageTests
{
    private static ProcessBuilder Later() =>
        ProcessBuilder.Of("flood").Start().User("prepare").Catch("wait", Message("go")).User("act").End();

    private static DeliverMessage Kept(Run run, string payload = "{}") =>
        new(run.Now, "go", Run.Context(payload)) { KeepUntil = run.Now + Duration.FromHours(1) };

    [Fact]
    public void A_message_that_comes_too_early_is_kept()
    {
        var run = Run.Of(Later());
        run.Do(Kept(run, "{ n: 1 }"));

        run.Complete("prepare").Open.ShouldBe(["act"]);

        run["wait"].ShouldBe(Run.Value("{ n: 1 }"));
        run.Complete("act").ShouldHaveEnded();
    }

    [Fact]
    public void It_is_kept_no_longer_than_its_sender_says()
    {
        var run = Run.Of(Later());
        run.Do(Kept(run));
        run.Now += Duration.FromHours(1);

        run.Complete("prepare").Open.ShouldBeEmpty();

        run.News.ShouldContain(fact => fact is MessageExpired);
    }

    [Fact]
    public void Kept_messages_are_received_one_by_one_the_oldest_first()
    {
        var process = ProcessBuilder.Of("flood").Start().User("prepare")
            .Catch("first", Message("go")).User("between").Catch("second", Message("go")).User("act").End();
        var run = Run.Of(process);
        run.Do(Kept(run, "{ n: 1 }"));
        run.Do(Kept(run, "{ n: 2 }"));

        run.Complete("prepare").Complete("between").Open.ShouldBe(["act"]);

        (run["first"], run["second"]).ShouldBe((Run.Value("{ n: 1 }"), Run.Value("{ n: 2 }")));
    }

    [Fact]
    public void Who_asks_for_a_key_gets_only_what_carries_it()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new ReceiveTask
            {
                Id = "answer",
                MessageRef = "answer",
                Sop = new() { Correlation = new("=ward") },
            }).ForEach("""["A", "B"]""", "ward").User("after").End();
        var run = Run.Of(process);

        run.Do(new DeliverMessage(run.Now, "answer") { Key = "B" });

        run.Instance.Subscriptions.Values.ShouldHaveSingleItem().Key.ShouldBe("A");
        run.Refused(new DeliverMessage(run.Now, "answer") { Key = "B" }).ShouldBeOfType<MessageNotAwaited>();
        run.Do(new DeliverMessage(run.Now, "answer") { Key = "A" }).Open.ShouldBe(["after"]);
    }

    [Fact]
    public void A_send_task_and_an_event_send_to_other_processes()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new SendTask { Id = "send", MessageRef = "m1", Sop = new() { Inputs = [new("n", new("=1 + 1"))] } })
            .Throw("tell", Message("m2"))
            .But(node => node with { Sop = node.Sop with { Inputs = [new("who", new("all"))] } }).End();

        var run = Run.Of(process).ShouldHaveEnded();

        run.Effects.OfType<SendMessage>().Select(effect => (effect.Name, effect.Payload)).ShouldBe(
            [("m1", Run.Context("{ n: 2 }")), ("m2", Run.Context("""{ who: "all" }"""))]);
    }
}
