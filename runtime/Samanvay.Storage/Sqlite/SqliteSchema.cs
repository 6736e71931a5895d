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

    // One process owns the file; the connection is only something to let go of.
    public async ValueTask<IAsyncDisposable> AloneAsync(string what, CancellationToken cancellation) =>
        await contexts.CreateDbContextAsync(cancellation);
}
