using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>The cities' clocks in SQLite.</summary>
internal sealed class SqliteClockStore(SqliteDatabase database) : IClockStore
{
    private const string Load = "SELECT city, mode, speed, now FROM city_clock";

    private const string Save = """
        INSERT INTO city_clock (city, mode, speed, now) VALUES (?, ?, ?, ?)
        ON CONFLICT (city) DO UPDATE SET mode = excluded.mode, speed = excluded.speed, now = MAX(now, excluded.now)
        """;

    private const string Move = "UPDATE city_clock SET now = ?1 WHERE city = ?2 AND now < ?1";

    public ValueTask MoveAsync(CityInstant time, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => { session[Move].Bind(time.At).Bind(time.City).Execute(); }, cancellation);

    public async ValueTask<IReadOnlyList<ClockRow>> LoadAsync(CancellationToken cancellation) =>
        await database.Writer.ReadAsync(session => session[Load].Read(Row), cancellation);

    public ValueTask SaveAsync(ClockRow clock, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                session[Save].Bind(clock.City).Bind((long)clock.Mode).Bind(clock.Speed).Bind(clock.Now).Execute();
            }, cancellation);

    private static ClockRow Row(SqliteStatement row) => new(
        row.City(0), (ClockMode)row.Integer(1), row.Double(2), row.Instant(3));
}
