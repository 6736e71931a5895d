using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Samanvay.Storage.Sqlite;

/// <summary>
/// One prepared statement, used again and again. The step path binds and steps it directly: for rows this small the
/// general reader and parameter objects would cost more than the database does.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public SqliteStatement Bind(string? text) =>
        Bound(text is null
            ? raw.sqlite3_bind_null(_statement, ++_bound)
            : raw.sqlite3_bind_text(_statement, ++_bound, text));

    public SqliteStatement Bind(long? number) =>
        Bound(number is { } value
            ? raw.sqlite3_bind_int64(_statement, ++_bound, value)
            : raw.sqlite3_bind_null(_statement, ++_bound));

    public SqliteStatement Bind(long number) => Bound(raw.sqlite3_bind_int64(_statement, ++_bound, number));

    public SqliteStatement Bind(double number) => Bound(raw.sqlite3_bind_double(_statement, ++_bound, number));

    public SqliteStatement Bind(double? number) =>
        number is { } value ? Bind(value) : Bound(raw.sqlite3_bind_null(_statement, ++_bound));

    public SqliteStatement BindOptional(byte[]? bytes) =>
        bytes is null ? Bound(raw.sqlite3_bind_null(_statement, ++_bound)) : Bind(bytes.AsSpan());

    public SqliteStatement Bind(ReadOnlySpan<byte> bytes) => Bound(raw.sqlite3_bind_blob(_statement, ++_bound, bytes));

    /// <summary>Runs a statement that answers no rows; says how many rows it changed.</summary>
    public int Execute()
    {
        try
        {
            var code = raw.sqlite3_step(_statement);
            if (code is not raw.SQLITE_DONE and not raw.SQLITE_ROW) Check(code);
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            Reset();
        }
    }

    public List<T> Read<T>(Func<SqliteStatement, T> row) => ReadWhile(row, static _ => true);

    /// <summary>Rows up to the one that is the last.</summary>
    public List<T> ReadWhile<T>(Func<SqliteStatement, T> row, Func<T, bool> goOn)
    {
        var rows = new List<T>();
        try
        {
            int code;
            while ((code = raw.sqlite3_step(_statement)) == raw.SQLITE_ROW)
            {
                rows.Add(row(this));
                if (!goOn(rows[^1])) return rows;
            }

            if (code != raw.SQLITE_DONE) Check(code);
        }
        finally
        {
            Reset();
        }
        return rows;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Integer(int column) => raw.sqlite3_column_int(_statement, column);

    public double Double(int column) => raw.sqlite3_column_double(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public byte[] Bytes(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    public void Dispose() => _statement.Dispose();

    private SqliteStatement Bound(int code)
    {
        Check(code);
        return this;
    }

    private void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
