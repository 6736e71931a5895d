using Npgsql;

namespace Samanvay.Storage.PostgreSql;

/// <summary>What every connection of ours asks of the server and of the network.</summary>
/// <remarks>A node that is paused or cut off keeps the locks of its open transaction, and the others wait. So the
/// server ends a transaction that nobody goes on with, and both sides ask whether the other is still there. A node
/// that comes back finds its transaction gone, and does again what was not saved.</remarks>
internal static class PostgresLinks
{
    // Less than a command waits for its locks, and far more than a step takes.
    private const string Server = "-c idle_in_transaction_session_timeout=15s"
        + " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c tcp_user_timeout=25s";

    /// <summary>With these; what the connection itself says of them stands.</summary>
    public static string Bounded(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.Options = $"{Server} {settings.Options}".Trim();
        // A socket of this machine can not be cut off.
        if (settings.TcpKeepAlive || settings.Host is ['/', ..]) return settings.ConnectionString;
        settings.TcpKeepAlive = true;
        (settings.TcpKeepAliveTime, settings.TcpKeepAliveInterval) = (10, 5);
        return settings.ConnectionString;
    }
}
