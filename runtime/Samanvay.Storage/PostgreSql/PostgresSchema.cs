using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Samanvay.Storage.PostgreSql;

/// <summary>Brings the database to this version's tables, one process at a time.</summary>
internal sealed class PostgresSchema(PostgresDatabase database, IDbContextFactory<PostgresContext> contexts) : ISchema
{
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.BringUpAsync(cancellation);
        // Connections that were opened before know nothing of the tables that are new.
        NpgsqlConnection.ClearPool(database.Source.CreateConnection());
    }
}
