using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage;
using Samanvay.Storage.PostgreSql;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Series;

/// <summary>Segments that a release stored which did not count its batches.</summary>
public sealed class OlderSegmentsTests : IDisposable
{
    private const string Released = "_NotificationsByOperation";

    private static readonly IntakeDevice Gauge = new("gauge-1", "Gauge", "river.level", "m", Place.Unknown);

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-older-").FullName;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task They_are_gathered_counted_on_and_taken_out_like_what_comes_after_them(bool isSqlite)
    {
        var database = await WriteAsync(isSqlite);
        await using var city = await WholeCity.OpenAsync(database, _folder);
        await city.DefineAsync();
        var (series, keeping) = (city.Of<ISeriesStore>(), city.Of<SeriesKeeping>());
        (await city.Of<IObservationStore>().PositionAsync(WholeCity.City, default)).ShouldBe(new IntakePosition(2, 2));
        (await ReadAsync(series)).ShouldBe([1.25m, 1.5m]);

        await keeping.GatherAsync(WholeCity.City, default);
        city.Host.Advance(Duration.FromHours(2));
        await keeping.GatherAsync(WholeCity.City, default);

        (await series.SegmentsAsync(new SegmentSpan(WholeCity.City, 0, 10), 10, default)).ShouldBeEmpty();
        (await ReadAsync(series)).ShouldBe([1.25m, 1.5m]);
        city.Host.Advance(Duration.FromDays(40));
        await keeping.TrimAsync(WholeCity.City, default);
        (await ReadAsync(series)).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<DatabaseChoice> WriteAsync(bool isSqlite)
    {
        var file = Path.Combine(_folder, "city.db");
        var connection = isSqlite ? $"Data Source={file};Pooling=False" : Postgres.EmptyDatabase();
        await using DbContext older = isSqlite
            ? new SamanvayDbContext(new DbContextOptionsBuilder<SamanvayDbContext>().UseSqlite(connection).Options)
            : new PostgresContext(new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(connection).Options);
        var last = older.Database.GetMigrations().Single(name => name.EndsWith(Released, StringComparison.Ordinal));
        await older.GetService<IMigrator>().MigrateAsync(last);
        foreach (var (minute, value) in ((int, decimal)[])[(0, 1.25m), (10, 1.5m)])
        {
            var at = WholeCity.Noon - Duration.FromHours(3) + Duration.FromMinutes(minute);
            var segment = SegmentJson.Write(
                WholeCity.City, [new SignalEvent("gateway", $"{minute}", "gauge-1", at, value, null)], at);
            var (city, body, stored) = (WholeCity.City.Value, segment.Body.ToArray(), at.ToUnixTimeMilliseconds());
            await older.Database.ExecuteSqlAsync($"""
                INSERT INTO observation_segments (city, received_at, first_at, last_at, count, body)
                VALUES ({city}, {stored}, {stored}, {stored}, 1, {body})
                """);
        }

        return isSqlite ? new SqliteChoice(file) : new PostgresChoice(connection);
    }

    private static async Task<IEnumerable<decimal?>> ReadAsync(ISeriesStore series) =>
        (await new SeriesReader(series).ReadingsAsync(
            WholeCity.City, Gauge, new Interval(WholeCity.Noon - Duration.FromDays(1), WholeCity.Noon), 100, default))
        .Points.Select(point => point.Value);
}
