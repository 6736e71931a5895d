using Samanvay.Engine;
using Shouldly;
using Xunit;
using static Samanvay.LongRuns.Walks.Events;

namespace Samanvay.Tests.Engine.Elements.Containers;

public sealed class SubProcessTests
{
    [Fact]
    public void A_sub_process_ends_when_its_last_token_is_used_up()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub => sub.Start("s").Parallel("fork").User("a").End("e-1").From("fork").User("b").End("e-2"))
            .User("after").End();
        var run = Run.Of(process);

        run.Complete("a").Open.ShouldBe(["b"]);
        run.Complete("b").Open.ShouldBe(["after"]);

        run.Instance.Scopes.Count.ShouldBe(1);
    }

    [Fact]
    public void An_event_at_its_edge_ends_everything_inside()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub =>
                sub.Start("s").Sub("deeper", deep => deep.Start("ds").User("a").End("de")).End("e")).End()
            .Boundary("cleared", "stage", Message("river/cleared")).User("stand-down").End("end-2");

        var run = Run.Of(process).Message("river/cleared");

        run.Open.ShouldBe(["stand-down"]);
        run.Instance.Scopes.Count.ShouldBe(1);
        run.Complete("stand-down").ShouldHaveEnded();
    }

    [Fact]
    public void It_shares_the_variables_around_it_but_keeps_its_data_objects()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Sub("stage", sub =>
            {
                sub.DataObjects.Add(new("d1", "draft", null, false));
                sub.Start("s").Script("note", "\"mine\"", "draft").Script("tell", "draft + \"!\"", "told").End("e");
            })
            .End();

        var run = Run.Of(process);

        run["told"].ShouldBe(Run.Value("\"mine!\""));
        run.Variables.TryGet("draft", out _).ShouldBeFalse();
    }
}
