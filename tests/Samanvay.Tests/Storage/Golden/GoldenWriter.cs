using System.Collections.Immutable;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Archives;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Services;
using Samanvay.Storage;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Golden;

/// <summary>
/// Writes the golden data of this release, which every later one must carry on. To be run once for each release:
/// <c>SAMANVAY_GOLDEN=write dotnet test tests/Samanvay.Tests --filter FullyQualifiedName~GoldenWriter</c>
/// </summary>
public sealed class GoldenWriter
{
    private const string Asked = "SAMANVAY_GOLDEN";

    [Theory]
    [InlineData(GoldenRelease.Sqlite)]
    [InlineData(GoldenRelease.Postgres)]
    public async Task The_golden_data_of_this_release_is_written_when_asked(string database)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Asked) == "write", $"Not asked for by {Asked}=write.");
        var folder = Directory.CreateTempSubdirectory("samanvay-golden-").FullName;
        DatabaseChoice choice = database == GoldenRelease.Sqlite
            ? new SqliteChoice(Path.Combine(folder, "city.db")) : new PostgresChoice(Postgres.NewDatabase());
        var version = typeof(SamanvayDbContext).Assembly.GetName().Version!.ToString(3);
        await using (var city = await WholeCity.OpenAsync(choice, folder)) await LiveAsync(city);

        var release = new GoldenRelease(version, database);
        if (Directory.Exists(release.Folder)) Directory.Delete(release.Folder, recursive: true);
        Copy(folder, release.Folder);
        await PackAsync(choice, folder, release);
        await File.WriteAllTextAsync(release.Migration, release.Known[^1] + "\n");
        Directory.Delete(folder, recursive: true);
    }

    // First one operation that ends, grows old and is archived; then those that are kept in the middle.
    private static async Task LiveAsync(WholeCity city)
    {
        await city.DefineAsync();
        var versions = new Dictionary<string, ProcedureVersionId>();
        foreach (var sample in GoldenSamples.All)
            versions[sample.Id] = await city.PublishAsync(sample.Id, sample.Process, GoldenSamples.Shared, Decisions);
        await ArchiveOneAsync(city, versions[GoldenSamples.Called]);

        var driver = new GoldenDriver(city);
        foreach (var (sample, number) in GoldenSamples.All.Select((sample, index) => (sample, index + 2)))
        {
            var key = WholeCity.Key(number);
            var now = Instant.FromDateTimeOffset(city.Host.GetUtcNow());
            await city.AcceptedAsync(key, Begin(sample, versions[sample.Id], now), $"key-{number}");
            foreach (var step in sample.Done) await driver.CompleteAsync(key, step);
            foreach (var message in sample.Sent) await driver.SendAsync(key, message);
        }

        city.Host.Advance(Duration.FromHours(2));
        (await city.Of<AuditSealing>().RunOnceAsync(default)).ShouldNotBeNull();
    }

    private static OperationCommand Begin(GoldenSample sample, ProcedureVersionId version, Instant now) =>
        sample.Id == "promises"
            ? new OpenIncident(now, new IncidentOpening(
                "flood", "Water on the road", IncidentSeverity.S2, new Place(null, "gauge-1", 18.5, 73.8), "river/1"),
                [WholeCity.Start(version)], "asha.kulkarni")
            : new StartProcedure(now, WholeCity.Start(version), "asha.kulkarni");

    private static async Task ArchiveOneAsync(WholeCity city, ProcedureVersionId version)
    {
        var key = WholeCity.Key(1);
        await city.AcceptedAsync(key, new StartProcedure(WholeCity.Noon, WholeCity.Start(version), "asha.kulkarni"));
        await new GoldenDriver(city).FinishAsync(key);
        while (await city.Of<OutboxDispatcher>().RunOnceAsync(default) > 0)
        {
        }

        await city.Of<ICityStore>().SaveAsync(WholeCity.City,
            [new SaveRetention(new Retention(WholeCity.City, new ProcedureId(GoldenSamples.Called), 30))], default);
        city.Of<CitySnapshots>().Forget(WholeCity.City);
        city.Host.Advance(Duration.FromDays(40));
        (await city.Of<AuditSealing>().RunOnceAsync(default)).ShouldNotBeNull();
        (await city.Of<Archiving>().RunOnceAsync(default)).ShouldBe(1);
    }

    private static ImmutableSortedDictionary<string, string> Decisions =>
        ImmutableSortedDictionary<string, string>.Empty.Add("decisions/water.dmn", GoldenSamples.Decision);

    // The key that signs is not needed to verify.
    private static void Copy(string from, string to)
    {
        foreach (var part in (string[])["audit", "archive"])
        {
            Directory.CreateDirectory(Path.Combine(to, part));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(from, part)))
            {
                if (Path.GetFileName(file) != "private.pem")
                    File.Copy(file, Path.Combine(to, part, Path.GetFileName(file)));
            }
        }
    }

    private static async Task PackAsync(DatabaseChoice database, string folder, GoldenRelease release)
    {
        var plain = Path.Combine(folder, "plain");
        if (database is SqliteChoice { File: var file })
        {
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", plain);
            await command.ExecuteNonQueryAsync();
        }
        else
        {
            var dump = Postgres.Dump(((PostgresChoice)database).Connection);
            // Commands of the client's own, which no server knows.
            await File.WriteAllLinesAsync(plain, dump.Where(line => !line.StartsWith('\\')));
        }

        await using var packed = new GZipStream(File.Create(release.Packed), CompressionLevel.SmallestSize);
        await using var unpacked = File.OpenRead(plain);
        await unpacked.CopyToAsync(packed);
    }
}
