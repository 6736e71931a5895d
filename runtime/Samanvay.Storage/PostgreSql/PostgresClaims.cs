namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// How one of several processes takes work in hand: the row says until when, by the database's clock. A process that
/// dies leaves it to the others when that time has come. Two that take the same work all the same do it once: the step
/// that does it takes the row away.
/// </summary>
internal static class PostgresClaims
{
    /// <summary>The database's clock in milliseconds: the one that all processes share.</summary>
    public const string Now = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

    /// <summary>Milliseconds: far longer than a step waits for its turn, short enough to be missed by nobody.</summary>
    public const string Lease = "10000";

    public const int Timers = 1;
    public const int Inbox = 2;

    private const int Samanvay = 0x53616d;

    private const string Fleeting = "SELECT set_config('synchronous_commit', 'off', true)";

    // Order matters between rows of one operation or lane, and what another takes at the same moment is not yet to be
    // seen: so taking, which is short, is done by one at a time. A claim that a crash loses is no loss.
    private const string Begin =
        "SELECT set_config('synchronous_commit', 'off', true), pg_advisory_xact_lock($1::int, $2::int)::text";

    /// <summary>The same where the order does not matter.</summary>
    public static void NeedNotLast(PostgresBatch statements) => statements.Read(Fleeting, static _ => { });

    public static Task BeginAsync(PostgresSession session, int kind) =>
        session.ExecuteAsync(Begin, Samanvay, kind);
}
