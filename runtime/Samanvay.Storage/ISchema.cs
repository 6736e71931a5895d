using Microsoft.EntityFrameworkCore;

namespace Samanvay.Storage;

/// <summary>The tables of one kind of database.</summary>
internal interface ISchema
{
    Task MigrateAsync(CancellationToken cancellation);

    /// <summary>While it is held, no other process on the same database does what it names.</summary>
    ValueTask<IAsyncDisposable> AloneAsync(string what, CancellationToken cancellation);
}

/// <summary>The database has tables that only a newer version knows; nothing was changed in it.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception($"The migration {migration} is not known here.")
{
    public string Migration => migration;
}

internal static class SchemaMigration
{
    /// <exception cref="NewerDatabaseException">A newer version was here before.</exception>
    public static async Task BringUpAsync(this DbContext context, CancellationToken cancellation)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        var known = context.Database.GetMigrations().ToList();
        if (applied.Except(known).LastOrDefault() is { } unknown)
            throw new NewerDatabaseException(unknown);

        // Migrating compares the whole model with its snapshot first; a start with nothing to bring up need not wait
        // for that.
        if (known.Except(applied).Any())
            await context.Database.MigrateAsync(cancellation);
    }
}
