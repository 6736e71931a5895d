using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Tasks;

public sealed class ManualTaskTests
{
    [Fact]
    public void Manual_and_abstract_tasks_let_the_token_straight_through()
    {
        var process = ProcessBuilder.Of("flood").Start()
            .Add(new ManualTask { Id = "look" }).Add(new AbstractTask { Id = "think" }).End();

        var run = Run.Of(process).ShouldHaveEnded();

        run.Effects.ShouldBeEmpty();
        run.Facts.OfType<TokenEntered>().Select(fact => fact.Element).ShouldBe(["start", "look", "think", "end"]);
    }
}
