using NodaTime;
using Samanvay.Storage.PostgreSql;
using Samanvay.Storage.PostgreSql.Upkeep;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Steps;

/// <summary>A database that grows old: months that are empty go, and busy tables are tidied often.</summary>
public sealed class PostgresAgeTests : IDisposable
{
    private static readonly Instant January = Instant.FromUtc(2025, 1, 15, 0, 0);

    private readonly PostgresDatabase _database = new(Postgres.NewDatabase(), TimeProvider.System);

    private PostgresHousekeepingStore House => new(_database);

    [Fact]
    public async Task A_month_that_is_over_and_empty_loses_its_table_and_one_with_history_keeps_it()
    {
        await House.MakeRoomAsync([January], default);
        await ExecuteAsync($"""
            INSERT INTO history (city, operation, sequence, at, body, hash)
            VALUES ('pune', 'o', 1, {January.ToUnixTimeMilliseconds()}, '[]', '')
            """);

        await House.DropRoomAsync(January + Duration.FromDays(400), default);

        (await MonthsAsync()).ShouldBe([new YearMonth(2025, 1)]);
        await ExecuteAsync("DELETE FROM history");
        await House.DropRoomAsync(January + Duration.FromDays(400), default);
        (await MonthsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_present_month_and_those_around_it_keep_their_tables()
    {
        await House.MakeRoomAsync([January], default);

        await House.DropRoomAsync(January + Duration.FromDays(31), default);

        (await MonthsAsync()).ShouldBe([new(2025, 1), new(2025, 2), new(2025, 3)]);
    }

    [Theory]
    [InlineData("outbox")]
    [InlineData("timers")]
    [InlineData("inbox")]
    [InlineData("operations")]
    public async Task A_table_whose_rows_come_and_go_is_tidied_after_few_of_them(string table) =>
        (await _database.ReadAsync(
            session => session.QueryAsync(
                "SELECT array_to_string(reloptions, ' ') FROM pg_class WHERE relname = $1", row => row.GetString(0),
                table), default)).Single().ShouldContain("autovacuum_vacuum_scale_factor=0.01");

    public void Dispose() => _database.Dispose();

    private async Task<List<YearMonth>> MonthsAsync() =>
        await _database.ReadAsync(PostgresPartitions.ListAsync, default);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
