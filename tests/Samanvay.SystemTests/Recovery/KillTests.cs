using System.Globalization;
using Samanvay.LongRuns.Kills;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>
/// The process is killed under load, again and again, each time at another moment: what it acknowledged is there, once,
/// and the tables agree with the states. <c>SAMANVAY_KILLS</c> sets how often; a build server kills less.
/// </summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("samanvay-kill-");
    private readonly Dictionary<(int Procedure, int Command), long> _acknowledged = [];

    private string Database => Path.Combine(_folder.FullName, "city.db");

    private static int Kills => int.Parse(
        Environment.GetEnvironmentVariable("SAMANVAY_KILLS")
            ?? (Environment.GetEnvironmentVariable("CI") is null ? "20" : "5"), CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_a_killed_process_acknowledged_is_there_once()
    {
        var random = new Random(20260709);
        var next = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            using var child = LoadProcess.Start(Database, next, int.MaxValue);
            await child.ReadAsync(
                Acknowledge, acknowledgements: random.Next(1, 120), TimeSpan.FromMilliseconds(random.Next(30)));
            child.Differences.ShouldBe([0], "the tables differ from the states after a kill");
            VerifyAcknowledged();
            next = Math.Max(0, _acknowledged.Keys.Max(key => key.Procedure) - 40);
        }

        var last = _acknowledged.Keys.Max(key => key.Procedure) + 20;
        using var finishing = LoadProcess.Start(Database, 0, last);
        await finishing.ReadToEndAsync(Acknowledge);

        finishing.Differences.ShouldBe([0, 0]);
        VerifyAcknowledged();
        VerifyEverythingDoneOnce(last);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    // The same command may be acknowledged by several processes, always with the same answer.
    private void Acknowledge(int procedure, int command, long sequence)
    {
        if (!_acknowledged.TryAdd((procedure, command), sequence))
            _acknowledged[(procedure, command)].ShouldBe(sequence);
    }

    private void VerifyAcknowledged()
    {
        var stored = Read("SELECT operation || ':' || sequence FROM history").ToHashSet(StringComparer.Ordinal);
        foreach (var ((procedure, _), sequence) in _acknowledged)
            stored.ShouldContain($"{new Guid(procedure, 0, 0, new byte[8])}:{sequence}");
    }

    private void VerifyEverythingDoneOnce(int procedures)
    {
        Read("SELECT COUNT(*) FROM operations WHERE sequence = 4 AND ended_at IS NOT NULL").ShouldBe([$"{procedures}"]);
        Read("SELECT COUNT(*) FROM history").ShouldBe([$"{procedures * 4}"]);
        Read("SELECT COUNT(*) FROM outbox WHERE status = 1").ShouldBe([$"{procedures}"]);
        Read("SELECT COUNT(*) FROM outbox").ShouldBe([$"{procedures}"]);
        Read("SELECT COUNT(*) FROM inbox").ShouldBe(["0"]);
        Read("SELECT COUNT(*) FROM timers").ShouldBe(["0"]);
        Read("SELECT COUNT(*) FROM work_items").ShouldBe(["0"]);
        Read("PRAGMA integrity_check").ShouldBe(["ok"]);
    }

    private List<string> Read(string sql) => DatabaseRows.Read(Database, sql);
}
