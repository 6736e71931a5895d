using System.Net.Sockets;
using Npgsql;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Tells a failure of the machine, after which the same may work later, from a failure of the data.</summary>
internal static class PostgresFailure
{
    // Classes of the standard's codes: connection, rolled back (deadlock among them), resources, limits of the server,
    // stopped by an administrator, failure of the system below.
    private static readonly string[] MachineClasses = ["08", "40", "53", "57", "58"];

    // idle_in_transaction_session_timeout: this node stood still for too long.
    private const string IdleTooLong = "25P03";

    public static bool IsMachine(Exception failure) => failure switch
    {
        PostgresException told => Array.Exists(
                MachineClasses, known => told.SqlState.StartsWith(known, StringComparison.Ordinal))
            || told.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ReadOnlySqlTransaction
                or IdleTooLong,
        NpgsqlException => true,
        SocketException or IOException or TimeoutException => true,
        _ => false,
    };
}
