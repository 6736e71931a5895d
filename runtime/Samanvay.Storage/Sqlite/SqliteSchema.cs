using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage.Sqlite;

/// <summary>Brings the file to this version's tables.</summary>
internal sealed class SqliteSchema(SqliteDatabase database, IDbContextFactory<SamanvayDbContext> contexts) : ISchema
{
    public async Task MigrateAsync(CancellationToken cancellation)
    {
        database.Create();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.BringUpAsync(cancellation);
    }
}
