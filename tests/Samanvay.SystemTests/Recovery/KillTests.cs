using System.Globalization;
using Samanvay.LongRuns;
using Samanvay.LongRuns.Kills;
using Samanvay.LongRuns.Kills.Tracing;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>
/// The long run of kills, small: processes, connections and a database server die, at chosen points and at random; what
/// was acknowledged is there, once. <c>SAMANVAY_KILLS</c> sets how often.
/// </summary>
public sealed class KillTests
{
    private static readonly bool IsStrict = Environment.GetEnvironmentVariable("SAMANVAY_STRICT") is not null;

    private static int Kills => int.Parse(
        Environment.GetEnvironmentVariable("SAMANVAY_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public Task What_was_acknowledged_is_there_once_whatever_is_killed()
    {
        Need(Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed on this machine.");
        return RunAsync("--count", Kills.ToString(CultureInfo.InvariantCulture), "--only", "every-kill");
    }

    [Fact]
    public Task Before_every_acknowledgement_its_batch_is_flushed_to_the_disk()
    {
        Need(Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed on this machine.");
        Need(SyncTrace.IsPossible, SyncTrace.Missing);
        return RunAsync("--only", SyncTrace.Name);
    }

    private static void Need(bool isThere, string missing)
    {
        if (!isThere && IsStrict) Assert.Fail(missing);
        Assert.SkipUnless(isThere, missing);
    }

    private static async Task RunAsync(params string[] options)
    {
        var said = new StringWriter();

        var ended = await KillRun.RunAsync(Arguments.Read(["kills", "--seed", "20261122", .. options])!, said);

        ended.ShouldBe(0, said.ToString());
    }
}
