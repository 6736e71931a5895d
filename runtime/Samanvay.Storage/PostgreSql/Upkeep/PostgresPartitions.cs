using System.Globalization;
using NodaTime;

namespace Samanvay.Storage.PostgreSql.Upkeep;

/// <summary>
/// History lies in one table for each month of its time, so that an old month can be archived and dropped as a whole.
/// What belongs to no month that has a table goes to the default one, and moves when the month gets its own.
/// </summary>
internal static class PostgresPartitions
{
    /// <summary>Makes the one table that the model knows the default part of a divided one.</summary>
    public const string Divide = """
        DO $$ BEGIN
            IF (SELECT relkind FROM pg_class WHERE oid = 'history'::regclass) = 'r' THEN
                ALTER TABLE history RENAME TO history_default;
                ALTER INDEX "PK_history" RENAME TO "PK_history_default";
                CREATE TABLE history (LIKE history_default INCLUDING DEFAULTS) PARTITION BY RANGE (at);
                ALTER TABLE history ADD CONSTRAINT "PK_history" PRIMARY KEY (city, operation, sequence, at);
                ALTER TABLE history ATTACH PARTITION history_default DEFAULT;
            END IF;
        END $$
        """;

    private const string Months = """
        SELECT substr(relname, 9, 4), substr(relname, 14, 2) FROM pg_class JOIN pg_inherits ON inhrelid = oid
        WHERE inhparent = 'history'::regclass AND relname ~ '^history_[0-9]{4}_[0-9]{2}$' ORDER BY relname
        """;

    private const string Exists = "SELECT to_regclass($1) IS NOT NULL";
    private const string Alone = "SELECT pg_try_advisory_xact_lock(hashtext('samanvay partitions'))";

    /// <summary>Makes the month's table where there is none; says whether it did.</summary>
    public static async Task<bool> MakeAsync(PostgresSession session, YearMonth month)
    {
        var table = TableOf(month);
        if ((await session.QueryAsync(Exists, row => row.GetBoolean(0), table))[0]) return false;
        if (!(await session.QueryAsync(Alone, row => row.GetBoolean(0)))[0]) return false;
        var (from, to) = (Start(month), Start(month.PlusMonths(1)));
        // Writers wait at the door of the whole, before they are shown to a part: whoever waited at the default part
        // would find that its row no longer belongs there. Nobody waits longer than it takes to move a few rows.
        await session.ExecuteAsync("SET LOCAL lock_timeout = '2s'");
        await session.ExecuteAsync("LOCK TABLE history IN SHARE ROW EXCLUSIVE MODE");
        await session.ExecuteAsync("LOCK TABLE history_default IN ACCESS EXCLUSIVE MODE");
        await session.ExecuteAsync($"CREATE TABLE {table} (LIKE history_default INCLUDING ALL)");
        await session.ExecuteAsync(FormattableString.Invariant($"""
            WITH moved AS (DELETE FROM history_default WHERE at >= {from} AND at < {to} RETURNING *)
            INSERT INTO {table} SELECT * FROM moved
            """));
        await session.ExecuteAsync(FormattableString.Invariant(
            $"ALTER TABLE history ATTACH PARTITION {table} FOR VALUES FROM ({from}) TO ({to})"));
        return true;
    }

    /// <summary>The months that have a table.</summary>
    public static async Task<List<YearMonth>> ListAsync(PostgresSession session) => await session.QueryAsync(
        Months,
        row => new YearMonth(
            int.Parse(row.GetString(0), CultureInfo.InvariantCulture),
            int.Parse(row.GetString(1), CultureInfo.InvariantCulture)));

    /// <summary>Takes away the month's table where nothing is left in it; says whether it did.</summary>
    public static async Task<bool> DropAsync(PostgresSession session, YearMonth month)
    {
        var table = TableOf(month);
        // A look without a lock first: nearly always there is something in it.
        if (await HasRowsAsync(session, table)) return false;
        if (!(await session.QueryAsync(Alone, row => row.GetBoolean(0)))[0]) return false;
        await session.ExecuteAsync("SET LOCAL lock_timeout = '2s'");
        await session.ExecuteAsync("LOCK TABLE history IN ACCESS EXCLUSIVE MODE");
        if (await HasRowsAsync(session, table)) return false;
        await session.ExecuteAsync($"DROP TABLE {table}");
        return true;
    }

    private static async Task<bool> HasRowsAsync(PostgresSession session, string table) =>
        (await session.QueryAsync($"SELECT EXISTS (SELECT 1 FROM {table})", row => row.GetBoolean(0)))[0];

    private static string TableOf(YearMonth month) =>
        FormattableString.Invariant($"history_{month.Year:D4}_{month.Month:D2}");

    private static long Start(YearMonth month) =>
        month.OnDayOfMonth(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant().ToUnixTimeMilliseconds();
}
