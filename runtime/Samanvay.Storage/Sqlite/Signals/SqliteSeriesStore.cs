using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.Series;

namespace Samanvay.Storage.Sqlite.Signals;

/// <summary>The series of a city's devices in SQLite. It reads on a connection of its own.</summary>
internal sealed class SqliteSeriesStore(SqliteDatabase database) : ISeriesStore
{
    private const string Hours = """
        SELECT device, hour, unit, summary, points FROM observation_hours
        WHERE city = ? AND device = ? AND hour >= ? AND hour <= ? ORDER BY hour
        """;

    private const string Summaries = """
        SELECT device, hour, unit, summary, NULL FROM observation_hours
        WHERE city = ? AND device = ? AND hour >= ? AND hour <= ? ORDER BY hour
        """;

    private const string One = """
        SELECT device, hour, unit, summary, points FROM observation_hours WHERE city = ? AND device = ? AND hour = ?
        """;

    private const string Newest = """
        SELECT device, hour, unit, summary, points FROM observation_hours WHERE city = ? AND device = ?
        ORDER BY hour DESC LIMIT ?
        """;

    private const string Open = """
        SELECT city, received_at, first_at, last_at, count, body, position FROM observation_segments
        WHERE city = ? AND position > ? AND last_at >= ? AND first_at <= ? ORDER BY position, id
        """;

    private const string Work = """
        SELECT city, taken, taking, device, trimmed, trimming, trimmed_device, version FROM series_work WHERE city = ?
        """;

    private const string Step = """
        INSERT INTO series_work (city, taken, taking, device, trimmed, trimming, trimmed_device, version)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 + 1)
        ON CONFLICT (city) DO UPDATE SET taken = excluded.taken, taking = excluded.taking, device = excluded.device,
            trimmed = excluded.trimmed, trimming = excluded.trimming, trimmed_device = excluded.trimmed_device,
            version = excluded.version
        WHERE version = ?8
        """;

    private const string Put = """
        INSERT INTO observation_hours (city, device, hour, unit, summary, points) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (city, device, hour)
        DO UPDATE SET unit = excluded.unit, summary = excluded.summary, points = excluded.points
        """;

    private const string Drop = """
        DELETE FROM observation_segments WHERE id IN (
            SELECT id FROM observation_segments WHERE city = ? AND position <= ?
            ORDER BY position LIMIT ?)
        """;

    private const string NextDevice =
        "SELECT device FROM observation_hours WHERE city = ? AND device > ? ORDER BY device LIMIT 1";

    private const string Thin = """
        UPDATE observation_hours SET points = NULL
        WHERE city = ? AND device = ? AND hour >= ? AND hour < ? AND points IS NOT NULL
        """;

    private const string Delete = "DELETE FROM observation_hours WHERE city = ? AND device = ? AND hour < ?";

    public ValueTask<StoredSeries> ReadAsync(SeriesQuery query, CancellationToken cancellation) =>
        database.Series.ReadAsync(session => session.AtOnce(() => Read(session, query)), cancellation);

    public async ValueTask<IReadOnlyList<SeriesHour>> NewestAsync(
        CityId city, IReadOnlyCollection<string> devices, int hours, CancellationToken cancellation) =>
        await database.Series.ReadAsync<List<SeriesHour>>(
            session =>
            [
                .. devices.SelectMany(device =>
                    session[Newest].Bind(city).Bind(device).Bind(hours).Read(row => Hour(city, row))),
            ],
            cancellation);

    public async ValueTask<SeriesWork> WorkAsync(CityId city, CancellationToken cancellation) =>
        await database.Series.ReadAsync(session => WorkOf(session, city), cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        SqliteSegments.ReadAsync(database.Series, span, readings, cancellation);

    public async ValueTask<IReadOnlyList<SeriesHour>> FindAsync(
        CityId city, IReadOnlyCollection<HourKey> keys, CancellationToken cancellation) =>
        await database.Series.ReadAsync<List<SeriesHour>>(
            session =>
            [
                .. keys.SelectMany(key =>
                    session[One].Bind(city).Bind(key.Device).Bind(key.Hour).Read(row => Hour(city, row))),
            ],
            cancellation);

    public ValueTask<bool> KeepAsync(
        IReadOnlyList<SeriesHour> hours, SeriesStep step, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                if (!Went(session, step)) return false;
                foreach (var hour in hours) Write(session, hour);
                return true;
            },
            cancellation);

    public ValueTask<int> DropSegmentsAsync(CityId city, long through, int limit, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session => session[Drop].Bind(city).Bind(through).Bind(limit).Execute(), cancellation);

    public async ValueTask<IReadOnlyList<string>> DevicesAsync(
        CityId city, string? after, int limit, CancellationToken cancellation) =>
        await database.Series.ReadAsync(
            session =>
            {
                var devices = new List<string>();
                while (devices.Count < limit)
                {
                    var next = session[NextDevice].Bind(city).Bind(devices is [.., var last] ? last : after ?? "")
                        .Read(row => row.Text(0));
                    if (next.Count == 0) break;
                    devices.Add(next[0]);
                }

                return devices;
            },
            cancellation);

    public ValueTask<bool> TrimAsync(
        IReadOnlyList<SeriesTrim> trims, SeriesStep step, CancellationToken cancellation) =>
        database.Writer.WriteAsync(
            session =>
            {
                if (!Went(session, step)) return false;
                foreach (var trim in trims)
                {
                    session[Delete].Bind(step.After.City).Bind(trim.Device).Bind(trim.HoursBefore).Execute();
                    session[Thin].Bind(step.After.City).Bind(trim.Device).Bind(trim.PointsAfter)
                        .Bind(trim.PointsBefore).Execute();
                }

                return true;
            },
            cancellation);

    private static StoredSeries Read(SqliteSession session, SeriesQuery query)
    {
        var hours = session[query.WithPoints ? Hours : Summaries].Bind(query.City).Bind(query.Device)
            .Bind(SeriesHour.Of(query.Span.Start)).Bind(SeriesHour.Of(query.Span.End))
            .Read(row => Hour(query.City, row));
        var open = session[Open].Bind(query.City).Bind(WorkOf(session, query.City).ThroughOf(query.Device))
            .Bind(query.Span.Start).Bind(query.Span.End).Read(SqliteSegments.Row);
        return new StoredSeries(hours, open);
    }

    private static SeriesWork WorkOf(SqliteSession session, CityId city) =>
        session[Work].Bind(city).Read(row => new SeriesWork(
            row.City(0), row.Long(1), row.Long(2), row.OptionalText(3))
        {
            Trimmed = row.Integer(4), Trimming = row.Integer(5), TrimmedDevice = row.OptionalText(6),
            Version = row.Long(7),
        }) is [var work] ? work : new SeriesWork(city, 0, 0, null);

    // False when somebody else went on meanwhile.
    private static bool Went(SqliteSession session, SeriesStep step) => session[Step].Bind(step.After.City)
        .Bind(step.After.Taken).Bind(step.After.Taking).Bind(step.After.Device).Bind(step.After.Trimmed)
        .Bind(step.After.Trimming).Bind(step.After.TrimmedDevice).Bind(step.Before.Version).Execute() > 0;

    private static void Write(SqliteSession session, SeriesHour hour) => session[Put].Bind(hour.City)
        .Bind(hour.Key.Device).Bind(hour.Key.Hour).Bind(hour.Unit).Bind(HourRows.Summary(hour))
        .BindOptional(HourRows.Points(hour)).Execute();

    private static SeriesHour Hour(CityId city, SqliteStatement row) => HourRows.Of(
        city, new HourKey(row.Text(0), row.Long(1)), row.Text(2), row.Bytes(3), row.IsNull(4) ? null : row.Bytes(4));
}
