using Samanvay.Engine;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Elements.Gateways;

public sealed class ParallelGatewayTests
{
    private static ProcessBuilder ForkAndJoin() => ProcessBuilder.Of("flood").Start().Parallel("fork")
        .User("police").Parallel("join").User("report").End()
        .From("fork").User("fire").To("join");

    [Fact]
    public void A_fork_sends_a_token_on_every_flow() => Run.Of(ForkAndJoin()).Open.ShouldBe(["police", "fire"]);

    [Fact]
    public void A_parallel_join_waits_for_every_incoming_flow()
    {
        var run = Run.Of(ForkAndJoin());

        run.Complete("fire");
        run.Tokens.ShouldBe(["police", "join"]);
        run.Complete("police");

        run.Open.ShouldBe(["report"]);
        run.Complete("report").ShouldHaveEnded();
    }

    [Fact]
    public void A_second_token_on_the_same_flow_does_not_open_the_join()
    {
        var process = ProcessBuilder.Of("flood").Start().Parallel("fork")
            .Exclusive("either").Parallel("join").User("report").End()
            .From("fork").To("either")
            .From("fork").User("slow").To("join");

        var run = Run.Of(process);

        run.Tokens.ShouldBe(["slow", "join", "join"]);
        run.Complete("slow").Tokens.ShouldBe(["join", "report"], ignoreOrder: true);
    }
}
