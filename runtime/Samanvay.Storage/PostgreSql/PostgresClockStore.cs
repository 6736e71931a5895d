using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>The cities' clocks in PostgreSQL.</summary>
internal sealed class PostgresClockStore(PostgresDatabase database) : IClockStore
{
    private const string Load = "SELECT city, mode, speed, now FROM city_clock";

    private const string Save = """
        INSERT INTO city_clock AS c (city, mode, speed, now) VALUES ($1, $2, $3, $4)
        ON CONFLICT (city) DO UPDATE
        SET mode = excluded.mode, speed = excluded.speed, now = greatest(c.now, excluded.now)
        """;

    private const string Move = "UPDATE city_clock SET now = $1 WHERE city = $2 AND now < $1";

    public async ValueTask MoveAsync(CityInstant time, CancellationToken cancellation) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(Move, time.At.Stored(), time.City.Value), cancellation);

    public async ValueTask<IReadOnlyList<ClockRow>> LoadAsync(CancellationToken cancellation) =>
        await database.ReadAsync(session => session.QueryAsync(Load, Row), cancellation);

    public async ValueTask SaveAsync(ClockRow clock, CancellationToken cancellation) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                Save, clock.City.Value, (int)clock.Mode, clock.Speed, clock.Now.Stored()),
            cancellation);

    private static ClockRow Row(NpgsqlDataReader row) => new(
        row.City(0), (ClockMode)row.GetInt32(1), row.GetDouble(2), row.Instant(3));
}
