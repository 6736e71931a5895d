using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Samanvay.Storage.PostgreSql.Nodes;
using Samanvay.Storage.PostgreSql.Upkeep;

namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// Brings the database to this version's tables. What the model can not say (triggers, partitions) is said here, so
/// that it may be said again at every start.
/// </summary>
internal sealed class PostgresSchema(PostgresDatabase database, IDbContextFactory<PostgresContext> contexts) : ISchema
{
    private const string Alone = "SELECT pg_advisory_lock(hashtext('samanvay ' || $1))";

    // Whatever changes a city, in whatever way: its edition is raised and told in the same transaction.
    private const string Editions = $"""
        CREATE TABLE IF NOT EXISTS city_editions (
            city text COLLATE "C", kind text COLLATE "C", number bigint NOT NULL, PRIMARY KEY (city, kind));
        CREATE OR REPLACE FUNCTION samanvay_city_defined() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            changed text := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ->> TG_ARGV[0]
                ELSE to_jsonb(NEW) ->> TG_ARGV[0] END;
        BEGIN
            INSERT INTO city_editions AS e (city, kind, number) VALUES (changed, TG_ARGV[1], 1)
            ON CONFLICT (city, kind) DO UPDATE SET number = e.number + 1;
            PERFORM pg_notify(
                '{NodeNews.Channel}', '{NodeNews.Database}' || chr(10) || TG_ARGV[1] || ' ' || changed);
            RETURN NULL;
        END $$;
        """;

    // Rows of these come and go with every step. A part of the table would be much once it has grown, and rows that
    // find room on their own page leave the indexes alone.
    private static readonly string[] Busy =
        ["inbox", "operations", "outbox", "situation_states", "timers", "work_items"];

    private static readonly string[] Defining =
    [
        "agencies", "api_keys", "bindings", "calendars", "devices", "feeds", "people", "retentions", "role_holders",
        "roles", "signal_keepings", "wards",
    ];

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        // A look for applied migrations where there is no list of them yet would be an error in the log of a first
        // start (npgsql/efcore.pg, issue 3407).
        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        await context.BringUpAsync(cancellation);
        await database.WriteAsync(CompleteAsync, cancellation);
        // Connections that were opened before know nothing of what is new.
        database.Source.Clear();
    }

    public async ValueTask<IAsyncDisposable> AloneAsync(string what, CancellationToken cancellation)
    {
        // The lock ends with its connection, also when the process dies.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(Alone, connection) { CommandTimeout = 0 };
        command.Parameters.Add(PostgresSession.Parameter(what));
        await command.ExecuteNonQueryAsync(cancellation);
        return connection;
    }

    private static async Task<bool> CompleteAsync(PostgresSession session)
    {
        await session.ExecuteAsync(Editions);
        foreach (var table in Defining) await session.ExecuteAsync(Trigger(table, "city", NodeNews.Defined));
        await session.ExecuteAsync(Trigger("cities", "id", NodeNews.Defined));
        await session.ExecuteAsync(Trigger("procedure_versions", "city", NodeNews.Published));
        await session.ExecuteAsync(PostgresPartitions.Divide);
        foreach (var table in Busy) await session.ExecuteAsync(Tidied(table));
        return true;
    }

    private static string Tidied(string table) => $"""
        ALTER TABLE {table} SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01,
            autovacuum_vacuum_threshold = 2000, autovacuum_analyze_scale_factor = 0.02)
        """;

    private static string Trigger(string table, string city, string kind) => $"""
        CREATE OR REPLACE TRIGGER {table}_defined AFTER INSERT OR UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION samanvay_city_defined('{city}', '{kind}')
        """;
}
