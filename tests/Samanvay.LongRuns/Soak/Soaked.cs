using System.Globalization;
using Samanvay.Benchmarks.Measuring;
using Samanvay.LongRuns.Kills;
using static System.FormattableString;

namespace Samanvay.LongRuns.Soak;

/// <summary>The database of a long run, looked at from outside.</summary>
/// <param name="Connection">A file of SQLite's, or the connection to a PostgreSQL database.</param>
internal sealed record Soaked(string Connection)
{
    private bool IsPostgres => BenchmarkDatabase.IsPostgres(Connection);

    public SoakSample Look(TimeSpan at, long workingSet) => new(
        at, (int)Number("SELECT count(*) FROM operations WHERE ended_at IS NOT NULL"), workingSet, Used(), Log());

    /// <summary>What one ended procedure leaves, table by table.</summary>
    public IEnumerable<string> Explain()
    {
        var ended = Math.Max(1, Number("SELECT count(*) FROM operations WHERE ended_at IS NOT NULL"));
        var tables = Tables().Select(table => (Name: table, Bytes: Bytes(table))).Where(table => table.Bytes > ended)
            .OrderByDescending(table => table.Bytes).ToList();
        foreach (var (name, bytes) in tables)
            yield return Invariant($"  {name,-24} {(double)bytes / ended,8:0} bytes a procedure");
        var rest = Used() - tables.Sum(table => table.Bytes);
        yield return Invariant($"  {"indexes and free room",-24} {(double)rest / ended,8:0} bytes a procedure");
    }

    private long Used() => IsPostgres
        ? Number("SELECT pg_database_size(current_database())")
        : Number("PRAGMA page_size") * (Number("PRAGMA page_count") - Number("PRAGMA freelist_count"));

    private long Log()
    {
        if (IsPostgres) return Number("SELECT coalesce(sum(size), 0) FROM pg_ls_waldir()");
        var log = new FileInfo($"{Connection}-wal");
        return log.Exists ? log.Length : 0;
    }

    private List<string> Tables() => DatabaseRows.Read(Connection, IsPostgres
        ? "SELECT relname FROM pg_stat_user_tables ORDER BY relname"
        : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name");

    // SQLite tells what its rows hold; what its pages add to that is counted with the indexes.
    private long Bytes(string table)
    {
        if (IsPostgres) return Number($"SELECT pg_table_size('\"{table}\"')");
        var columns = DatabaseRows.Read(Connection, $"SELECT name FROM pragma_table_info('{table}')");
        var length = string.Join(" + ", columns.Select(name => $"coalesce(length(CAST(\"{name}\" AS BLOB)), 0)"));
        return Number($"SELECT coalesce(sum({length}), 0) FROM \"{table}\"");
    }

    private long Number(string sql) =>
        long.Parse(DatabaseRows.Read(Connection, sql)[0], CultureInfo.InvariantCulture);
}
