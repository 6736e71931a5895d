using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage.PostgreSql;

/// <summary>For the stores that are the same on every database.</summary>
internal sealed class PostgresContexts(IDbContextFactory<PostgresContext> contexts)
    : IDbContextFactory<SamanvayDbContext>
{
    public SamanvayDbContext CreateDbContext() => contexts.CreateDbContext();

    public async Task<SamanvayDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await contexts.CreateDbContextAsync(cancellationToken);
}
