using Samanvay.LongRuns;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine;

/// <summary>The long run of random procedures, small. A build server walks more.</summary>
public sealed class RandomProcedureTests
{
    private static string Count => Environment.GetEnvironmentVariable("CI") is null ? "120" : "500";

    [Fact]
    public async Task Random_procedures_keep_their_promises_on_both_databases()
    {
        var database = Postgres.NewDatabase();
        var said = new StringWriter();

        var asked = Arguments.Read(["random", "--seed", "20261122", "--count", Count, "--database", database]);
        var ended = await RandomRun.RunAsync(asked!, said);

        ended.ShouldBe(0, said.ToString());
    }

    [Fact]
    public void One_seed_draws_one_procedure() =>
        DrawnProcedure.Draw(7).Diagram.ShouldBe(DrawnProcedure.Draw(7).Diagram);
}
