using System.Globalization;
using System.Text;
using Samanvay.Tests.Support;

namespace Samanvay.LongRuns.Kills.Tracing;

/// <summary>
/// Watches the calls of the operating system while a process works, on SQLite and on PostgreSQL: before each
/// acknowledgement stands a flush of the disk, begun after the commit of its batch was written, and completed.
/// </summary>
internal static class SyncTrace
{
    public const string Name = "sync";
    public const string Missing = "strace is not installed on this machine (Debian: apt install strace).";

    private const string Program = "/usr/bin/strace";
    private const int Procedures = 30;
    private const int Callers = 4;

    private static readonly string[] Watched =
    [
        "-f", "-q", "-y", "-I", "2", "-s", "66000", "-e", "signal=none",
        "-e", "trace=fsync,fdatasync,write,pwrite64,sendto,recvfrom",
    ];

    public static bool IsPossible => File.Exists(Program);

    public static async Task RunAsync(PostgresServer server, Report report)
    {
        if (!IsPossible)
        {
            report.Fail($"--only {Name}", Missing);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("samanvay-trace-");
        try
        {
            var trace = Path.Combine(folder.FullName, "calls");
            var file = Path.Combine(folder.FullName, "city.db");
            Judge("SQLite", SyncProof.OfSqlite(await WatchAsync(file, trace, [])), report);
            var empty = server.Create();
            string[] also = ["-p", string.Join(',', server.ProcessIds)];
            Judge("PostgreSQL", SyncProof.OfPostgres(await WatchAsync(empty, trace, also)), report);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<SystemCall>> WatchAsync(string database, string trace, string[] also)
    {
        await LoadEngine.LayAsync(database);
        var ledger = KillScene.LedgerOf(database);
        var order = new LoadOrder(database, 0, Procedures) { Callers = Callers };
        using var watched = LoadProcess.Start(
            Program, [.. Watched, .. also, "-o", trace, "dotnet", LoadProcess.Program, .. order.Arguments], ledger);
        await watched.ReadUntilDoneAsync();
        await watched.InterruptAsync();
        // Bytes, not characters: nothing is to be lost in reading.
        return SystemCall.Read(File.ReadLines(trace, Encoding.Latin1));
    }

    private static void Judge(string database, SyncFinding found, Report report)
    {
        report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {database}: {found.Acknowledged} acknowledgements, {found.Syncs} flushes, "
            + $"{found.Unproven.Count} acknowledgements without one"));
        if (found.Acknowledged < Procedures * 3)
            report.Fail($"--only {Name}", $"{database}: only {found.Acknowledged} acknowledgements were seen");
        if (found.Unproven.Count > 0)
            report.Fail($"--only {Name}", $"{database}: no flush before {string.Join(' ', found.Unproven.Take(5))}");
    }
}
