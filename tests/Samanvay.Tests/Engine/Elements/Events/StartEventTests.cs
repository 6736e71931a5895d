using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Events;

public sealed class StartEventTests
{
    [Fact]
    public void Without_a_name_the_plain_start_is_used() => Run.Of(Simple()).Open.ShouldBe(["work"]);

    [Fact]
    public void A_message_starts_at_the_event_that_waits_for_it_and_leaves_its_payload()
    {
        var run = Run.New(MessageStart()).Start("river-level/raised/moderate", payload: "{ level: 4.2 }");

        run["danger"].ShouldBe(Run.Value("{ level: 4.2 }"));
        run.Open.ShouldBe(["work"]);
    }

    [Fact]
    public void A_trigger_names_the_message_of_its_situation()
    {
        var process = ProcessBuilder.Of("flood").Add(new StartEvent
        {
            Id = "danger",
            Definitions = [new MessageEventDefinition(null)],
            Sop = new() { Triggers = [new("river-level", SopTriggerChange.Raised, "major")] },
        }).User("work").End();

        process.Compile().StartMessages.ShouldContainKeyAndValue("river-level/raised/major", "danger");
    }

    [Fact]
    public void A_start_that_does_not_exist_is_rejected()
    {
        var run = Run.New(Simple());

        run.Refused(new StartProcess(run.Now, "earthquake", Run.Context("{}"))).ShouldBe(
            new StartNotFound("earthquake"));
        run.Refused(new StartProcess(run.Now, null, Run.Context("{}"), Zone: "Mars/Base")).ShouldBe(
            new ZoneNotFound("Mars/Base"));
    }

    [Fact]
    public void An_instance_starts_once_and_works_only_with_its_own_version()
    {
        var run = Run.Of(Simple());

        run.Refused(new StartProcess(run.Now, null, Run.Context("{}"))).ShouldBe(new AlreadyStarted());
        Run.New(Simple()).Refused(new CancelInstance(run.Now, "never begun")).ShouldBe(new NotStarted());
    }

    [Fact]
    public void Parameters_have_their_defaults_unless_the_caller_binds_them()
    {
        var process = Simple();
        process.Sop = new()
        {
            Parameters =
            [
                new("dangerLevel", "number", "m", "4.5", null, null, null),
                new("patience", "duration", null, "PT30M", null, null, null),
            ],
        };

        var run = Run.Of(process, "{ dangerLevel: 5 }");

        run["dangerLevel"].ShouldBe(Run.Value("5"));
        run["patience"].ShouldBe(Run.Value("duration(\"PT30M\")"));
    }

    private static ProcessBuilder Simple() => ProcessBuilder.Of("flood").Start().User("work").End();

    private static ProcessBuilder MessageStart() => ProcessBuilder.Of("flood")
        .Add(new StartEvent { Id = "danger", Definitions = [Message("river-level/raised/moderate")] }).User(
            "work").End();
}
