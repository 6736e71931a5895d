using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage.Sqlite;

/// <summary>Brings the file to this version's tables.</summary>
internal sealed class SqliteSchema(SqliteDatabase database, IDbContextFactory<SamanvayDbContext> contexts) : ISchema
{
    private const int Incremental = 2;
    private const long RewrittenMax = 512 * 1024 * 1024;

    public async Task MigrateAsync(CancellationToken cancellation)
    {
        database.Create();
        await ShrinkableAsync(cancellation);
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        await context.BringUpAsync(cancellation);
    }

    // A file that was made otherwise can not give space back until it was written anew once; a large one is left as it
    // is, for that would take long and need its space twice.
    private async Task ShrinkableAsync(CancellationToken cancellation)
    {
        if (new FileInfo(database.Path).Length > RewrittenMax) return;
        await database.Maintenance.ReadAsync(
            session =>
            {
                if (session["PRAGMA auto_vacuum"].Read(row => row.Integer(0)).Single() == Incremental) return false;
                session.Pragma("auto_vacuum = INCREMENTAL");
                session["VACUUM"].Execute();
                return true;
            }, cancellation);
    }

    // One process owns the file; the connection is only something to let go of.
    public async ValueTask<IAsyncDisposable> AloneAsync(string what, CancellationToken cancellation) =>
        await contexts.CreateDbContextAsync(cancellation);
}
