using Npgsql;

namespace Samanvay.Storage;

/// <summary>Which database keeps everything. Says no secret when it is printed.</summary>
public abstract class DatabaseChoice
{
    /// <summary>Holds a whole connection, as an alternative to saying it on the command line.</summary>
    public const string ConnectionVariable = "SAMANVAY_DATABASE";

    /// <summary>Holds the password alone.</summary>
    public const string PasswordVariable = "SAMANVAY_DATABASE_PASSWORD";

    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";

    /// <param name="asked">What was asked for: a name, a connection, or nothing.</param>
    /// <param name="file">The file of SQLite.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <exception cref="ArgumentException">It can not be carried out; the message says what to do.</exception>
    public static DatabaseChoice Read(string? asked, string file, Func<string, string?> variable)
    {
        if (asked == Sqlite || (asked is null && variable(ConnectionVariable) is null)) return new SqliteChoice(file);
        if (asked is not (null or Postgres)) return OfConnection(asked, variable, mayHoldPassword: false);
        return variable(ConnectionVariable) is { } connection
            ? OfConnection(connection, variable, mayHoldPassword: true)
            : throw new ArgumentException(
                $"--database postgres needs the environment variable {ConnectionVariable}: Host=...;Database=...");
    }

    private static PostgresChoice OfConnection(
        string text, Func<string, string?> variable, bool mayHoldPassword)
    {
        NpgsqlConnectionStringBuilder connection;
        try
        {
            connection = new NpgsqlConnectionStringBuilder(text);
        }
        catch (ArgumentException)
        {
            // The cause may repeat a secret, so it is not passed on.
            throw new ArgumentException(
                "The database is 'sqlite', 'postgres', or a connection such as \"Host=localhost;Database=samanvay\".");
        }
        if (connection.Password is { Length: > 0 } && !mayHoldPassword)
        {
            throw new ArgumentException(
                "Everybody on this machine can read a command line. Put the password into the environment variable "
                + $"{PasswordVariable}.");
        }
        if (string.IsNullOrEmpty(connection.Host))
            throw new ArgumentException("The connection to the database names no Host.");
        connection.Password ??= variable(PasswordVariable);
        return new PostgresChoice(connection.ConnectionString);
    }
}

/// <summary>One file, for one process.</summary>
public sealed class SqliteChoice(string file) : DatabaseChoice
{
    public string File => file;

    public override string ToString() => file;
}

/// <summary>A server, for one process or several.</summary>
public sealed class PostgresChoice(string connection) : DatabaseChoice
{
    public string Connection => connection;

    public override string ToString()
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        return $"PostgreSQL {settings.Database} on {settings.Host}";
    }
}
