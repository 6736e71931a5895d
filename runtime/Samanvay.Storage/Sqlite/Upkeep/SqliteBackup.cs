using Microsoft.Data.Sqlite;

namespace Samanvay.Storage.Sqlite.Upkeep;

/// <summary>Copies a file that may be in use.</summary>
public static class SqliteBackup
{
    /// <summary>Writes a new file with everything that was committed at one moment.</summary>
    /// <exception cref="SqliteException">The source is no database, or the copy can not be written.</exception>
    /// <exception cref="InvalidDataException">The copy is damaged, as its source is.</exception>
    public static void Copy(string from, string to)
    {
        using var source = Open(from, SqliteOpenMode.ReadOnly);
        using var copy = Open(to, SqliteOpenMode.ReadWriteCreate);
        source.BackupDatabase(copy);
        using var command = copy.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (command.ExecuteScalar() is not "ok") throw new InvalidDataException($"{from} is damaged.");
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
