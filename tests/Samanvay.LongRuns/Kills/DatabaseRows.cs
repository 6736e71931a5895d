using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Samanvay.Benchmarks.Measuring;

namespace Samanvay.LongRuns.Kills;

/// <summary>Looks into a database from outside, as text.</summary>
internal static class DatabaseRows
{
    /// <summary>The first column of every row.</summary>
    /// <param name="database">A file of SQLite's, or the connection to a PostgreSQL database.</param>
    public static List<string> Read(string database, string sql)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are these tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        return rows;
    }

    private static DbConnection Open(string database)
    {
        DbConnection connection = BenchmarkDatabase.IsPostgres(database)
            ? new NpgsqlConnection(database)
            : new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return connection;
    }
}
