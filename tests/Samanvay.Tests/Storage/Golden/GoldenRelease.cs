using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Samanvay.Storage;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Storage.Golden;

/// <summary>What one release has left behind on one kind of database: packed data, seals and archives.</summary>
internal sealed record GoldenRelease(string Version, string Database)
{
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    private static readonly string Releases =
        Path.Combine(SharedFolder.Repository, "tests", "Samanvay.Tests", "Storage", "Golden", "Releases");

    public string Folder => Path.Combine(Releases, Version, Database);

    public string Packed => Path.Combine(Folder, Database == Sqlite ? "city.sqlite.gz" : "city.sql.gz");

    /// <summary>Names the tables' version that it was written with.</summary>
    public string Migration => Path.Combine(Folder, "migration.txt");

    /// <summary>The versions of the tables that this version of the product can go on from.</summary>
    public IReadOnlyList<string> Known
    {
        get
        {
            using DbContext context = Database == Sqlite
                ? new SamanvayDbContext(
                    new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite("Data Source=:memory:").Options)
                : new PostgresContext(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql("Host=none").Options);
            return [.. context.Database.GetMigrations()];
        }
    }

    public static IEnumerable<GoldenRelease> All() =>
        from version in Directory.Exists(Releases) ? Directory.EnumerateDirectories(Releases) : []
        from database in Directory.EnumerateDirectories(version)
        orderby version, database
        select new GoldenRelease(Path.GetFileName(version), Path.GetFileName(database));

    /// <summary>A copy in a folder of its own, ready to be opened.</summary>
    public async Task<DatabaseChoice> UnpackAsync(string folder)
    {
        foreach (var part in (string[])["audit", "archive"])
        {
            Directory.CreateDirectory(Path.Combine(folder, part));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Folder, part)))
                File.Copy(file, Path.Combine(folder, part, Path.GetFileName(file)));
        }

        await using var packed = new GZipStream(File.OpenRead(Packed), CompressionMode.Decompress);
        if (Database == Sqlite)
        {
            var file = Path.Combine(folder, "city.db");
            await using (var unpacked = File.Create(file)) await packed.CopyToAsync(unpacked);
            return new SqliteChoice(file);
        }

        using var text = new StreamReader(packed);
        var connection = Support.Postgres.EmptyDatabase();
        await using var source = NpgsqlDataSource.Create(connection);
#pragma warning disable CA2100 // The text is a file of the repository.
        await using var command = source.CreateCommand(await text.ReadToEndAsync());
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new PostgresChoice(connection);
    }
}
