using System.Globalization;
using Npgsql;
using Samanvay.LongRuns.Kills;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Recovery;

/// <summary>
/// Two processes on one PostgreSQL database send the same commands at the same time, and one of them is killed again
/// and again: what either acknowledged is there, once, and the other goes on with all of it.
/// </summary>
public sealed class NodeKillTests : IDisposable
{
    private const int Procedures = 600;

    private readonly Lock _lock = new();
    private readonly Dictionary<(int Procedure, int Command), long> _acknowledged = [];
    private readonly PostgresServer? _server = PostgresServer.Start("-c fsync=off");

    private static int Kills => int.Parse(
        Environment.GetEnvironmentVariable("SAMANVAY_KILLS")
            ?? (Environment.GetEnvironmentVariable("CI") is null ? "10" : "5"), CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_two_processes_acknowledged_is_there_once_though_one_is_killed()
    {
        if (_server is null && Environment.GetEnvironmentVariable("SAMANVAY_STRICT") is not null)
            Assert.Fail("PostgreSQL is not installed.");
        Assert.SkipWhen(_server is null, "PostgreSQL is not installed on this machine.");
        var database = _server!.Create();
        var random = new Random(20260709);
        using var survivor = LoadProcess.Start(database, 0, Procedures);
        var surviving = survivor.ReadToEndAsync(Acknowledge);

        var differences = new List<int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var victim = LoadProcess.Start(database, Next(), int.MaxValue);
            await victim.ReadAsync(
                Acknowledge, acknowledgements: random.Next(1, 80), TimeSpan.FromMilliseconds(random.Next(30)));
            differences.AddRange(victim.Differences);
        }
        await surviving;
        var last = _acknowledged.Keys.Max(key => key.Procedure) + 20;
        using var finishing = LoadProcess.Start(database, 0, last);
        await finishing.ReadToEndAsync(Acknowledge);

        differences.Concat(survivor.Differences).Concat(finishing.Differences).ShouldAllBe(count => count == 0);
        Verify(database, last);
    }

    public void Dispose() => _server?.Dispose();

    // Near the place where the other is, so that both want the same.
    private int Next()
    {
        lock (_lock)
        {
            return Math.Max(0, _acknowledged.Keys.Select(key => key.Procedure).DefaultIfEmpty().Max() - 30);
        }
    }

    // The same command is acknowledged by several processes, always with the same answer.
    private void Acknowledge(int procedure, int command, long sequence)
    {
        lock (_lock)
        {
            if (!_acknowledged.TryAdd((procedure, command), sequence))
                _acknowledged[(procedure, command)].ShouldBe(sequence);
        }
    }

    private void Verify(string database, int procedures)
    {
        using var source = NpgsqlDataSource.Create(database);
        var stored = Read(source, "SELECT operation || ':' || sequence FROM history").ToHashSet(StringComparer.Ordinal);
        foreach (var ((procedure, _), sequence) in _acknowledged)
            stored.ShouldContain($"{new Guid(procedure, 0, 0, new byte[8])}:{sequence}");

        Read(source, "SELECT count(*) FROM operations WHERE sequence = 4 AND ended_at IS NOT NULL")
            .ShouldBe([$"{procedures}"]);
        stored.Count.ShouldBe(procedures * 4);
        Read(source, "SELECT count(*) FROM history").ShouldBe([$"{procedures * 4}"]);
        Read(source, "SELECT count(*) FROM outbox WHERE status = 1").ShouldBe([$"{procedures}"]);
        Read(source, "SELECT count(*) FROM outbox").ShouldBe([$"{procedures}"]);
        foreach (var table in (string[])["inbox", "timers", "work_items"])
            Read(source, $"SELECT count(*) FROM {table}").ShouldBe(["0"], table);
    }

    private static List<string> Read(NpgsqlDataSource source, string sql)
    {
        using var command = source.CreateCommand(sql);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }
}
