using Npgsql;

namespace Samanvay.Storage.PostgreSql;

/// <summary>One connection, in one transaction where there is one.</summary>
internal sealed class PostgresSession(NpgsqlConnection connection, CancellationToken cancellation)
{
    /// <summary>How often it has waited for the database.</summary>
    public int Trips { get; private set; }

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object?[] values)
    {
        await using var command = Prepare(new NpgsqlCommand(sql, connection), values);
        Trips++;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Says how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Prepare(new NpgsqlCommand(sql, connection), values);
        Trips++;
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Statements that travel together; each says how many rows it changed.</summary>
    public async Task ExecuteAsync(PostgresBatch statements)
    {
        if (statements.IsEmpty) return;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in statements.Commands) batch.BatchCommands.Add(command);
        Trips++;
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        // Only statements that answer rows have a result here; they come in their order.
        foreach (var row in statements.Readers)
        {
            while (await reader.ReadAsync(cancellation)) row(reader);
            await reader.NextResultAsync(cancellation);
        }
        while (await reader.NextResultAsync(cancellation))
        {
            // A statement that fails says so when its turn comes.
        }
    }

    /// <summary>Lets the statements say under which id the transaction is known.</summary>
    /// <param name="witness">What shows that it was this one that was committed.</param>
    public void AskTransaction(PostgresBatch statements, PostgresWitness? witness)
    {
        statements.Read("SELECT pg_current_xact_id()::text", row => Transaction = row.GetString(0));
        Witness = witness;
    }

    /// <summary>Known once it was asked for.</summary>
    public string? Transaction { get; private set; }

    public PostgresWitness? Witness { get; private set; }

    internal static NpgsqlParameter Parameter(object? value) => new() { Value = value ?? DBNull.Value };

    private static NpgsqlCommand Prepare(NpgsqlCommand command, object?[] values)
    {
        foreach (var value in values) command.Parameters.Add(Parameter(value));
        return command;
    }
}

/// <summary>Statements that are sent in one go.</summary>
internal sealed class PostgresBatch
{
    private readonly List<NpgsqlBatchCommand> _commands = [];
    private readonly List<Action<NpgsqlDataReader>> _readers = [];

    public bool IsEmpty => _commands.Count == 0;

    public IReadOnlyList<NpgsqlBatchCommand> Commands => _commands;

    public IReadOnlyList<Action<NpgsqlDataReader>> Readers => _readers;

    public void Add(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(PostgresSession.Parameter(value));
        _commands.Add(command);
    }

    /// <summary>A statement that answers rows.</summary>
    public void Read(string sql, Action<NpgsqlDataReader> row, params object?[] values)
    {
        Add(sql, values);
        _readers.Add(row);
    }

    /// <summary>One statement for many rows: a value for each column of each row, column by column. Says which command
    /// it is; null where there are no rows.</summary>
    public NpgsqlBatchCommand? Add<TRow>(string sql, IReadOnlyList<TRow> rows, Func<Columns<TRow>, object[]> columns)
    {
        if (rows.Count == 0) return null;
        Add(sql, columns(new Columns<TRow>(rows)));
        return _commands[^1];
    }
}

/// <summary>Rows, read column by column.</summary>
internal readonly struct Columns<TRow>(IReadOnlyList<TRow> rows)
{
    public T[] Of<T>(Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var index = 0; index < column.Length; index++) column[index] = value(rows[index]);
        return column;
    }
}
