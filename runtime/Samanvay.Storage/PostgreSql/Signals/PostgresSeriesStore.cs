using Npgsql;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Storage.Series;

namespace Samanvay.Storage.PostgreSql.Signals;

/// <summary>The series of a city's devices in PostgreSQL.</summary>
internal sealed class PostgresSeriesStore(PostgresDatabase database) : ISeriesStore
{
    private const string Hours = """
        SELECT device, hour, unit, summary, CASE WHEN $5 THEN points END FROM observation_hours
        WHERE city = $1 AND device = $2 AND hour >= $3 AND hour <= $4 ORDER BY hour
        """;

    private const string Find = """
        SELECT h.device, h.hour, h.unit, h.summary, h.points
        FROM unnest($2::text[], $3::bigint[]) AS k (device, hour)
        JOIN observation_hours h ON h.city = $1 AND h.device = k.device AND h.hour = k.hour
        """;

    private const string Newest = """
        SELECT h.device, h.hour, h.unit, h.summary, h.points FROM unnest($2::text[]) AS k (device)
        CROSS JOIN LATERAL (
            SELECT * FROM observation_hours o WHERE o.city = $1 AND o.device = k.device
            ORDER BY o.hour DESC LIMIT $3) h
        """;

    private const string Open = """
        SELECT city, received_at, first_at, last_at, count, body, position FROM observation_segments
        WHERE city = $1 AND position > $2 AND last_at >= $3 AND first_at <= $4 ORDER BY position, id
        """;

    private const string Work = """
        SELECT city, taken, taking, device, trimmed, trimming, trimmed_device, version FROM series_work WHERE city = $1
        """;

    private const string Step = """
        INSERT INTO series_work AS w (city, taken, taking, device, trimmed, trimming, trimmed_device, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8 + 1)
        ON CONFLICT (city) DO UPDATE SET taken = excluded.taken, taking = excluded.taking, device = excluded.device,
            trimmed = excluded.trimmed, trimming = excluded.trimming, trimmed_device = excluded.trimmed_device,
            version = excluded.version
        WHERE w.version = $8
        """;

    private const string Put = """
        INSERT INTO observation_hours (city, device, hour, unit, summary, points)
        SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::bytea[], $6::bytea[])
        ON CONFLICT (city, device, hour)
        DO UPDATE SET unit = excluded.unit, summary = excluded.summary, points = excluded.points
        """;

    private const string Drop = """
        DELETE FROM observation_segments WHERE id = ANY (ARRAY(
            SELECT id FROM observation_segments WHERE city = $1 AND position <= $2
            ORDER BY position LIMIT $3))
        """;

    private const string Devices = """
        WITH RECURSIVE known AS (
            SELECT (SELECT min(device) FROM observation_hours WHERE city = $1 AND device > $2) AS device, 1 AS number
            UNION ALL
            SELECT (SELECT min(device) FROM observation_hours WHERE city = $1 AND device > known.device), number + 1
            FROM known WHERE known.device IS NOT NULL AND number < $3)
        SELECT device FROM known WHERE device IS NOT NULL ORDER BY device
        """;

    private const string Thin = """
        UPDATE observation_hours h SET points = NULL
        FROM unnest($2::text[], $3::bigint[], $4::bigint[]) AS t (device, after, before)
        WHERE h.city = $1 AND h.device = t.device AND h.hour >= t.after AND h.hour < t.before AND h.points IS NOT NULL
        """;

    private const string Delete = """
        DELETE FROM observation_hours h USING unnest($2::text[], $3::bigint[]) AS t (device, before)
        WHERE h.city = $1 AND h.device = t.device AND h.hour < t.before
        """;

    public ValueTask<StoredSeries> ReadAsync(SeriesQuery query, CancellationToken cancellation) => database.ReadAsync(
        async session =>
        {
            // What is gathered meanwhile must be in one of the two, and not in both.
            await session.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            try
            {
                return await ReadAsync(session, query);
            }
            finally
            {
                await session.ExecuteAsync("COMMIT");
            }
        },
        cancellation);

    public async ValueTask<IReadOnlyList<SeriesHour>> NewestAsync(
        CityId city, IReadOnlyCollection<string> devices, int hours, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Newest, row => Hour(city, row), city.Value, devices.ToArray(), hours),
            cancellation);

    public async ValueTask<SeriesWork> WorkAsync(CityId city, CancellationToken cancellation) =>
        await database.ReadAsync(session => WorkAsync(session, city), cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        PostgresSegments.ReadAsync(database, span, readings, cancellation);

    public async ValueTask<IReadOnlyList<SeriesHour>> FindAsync(
        CityId city, IReadOnlyCollection<HourKey> keys, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(
                Find, row => Hour(city, row), city.Value, keys.Select(key => key.Device).ToArray(),
                keys.Select(key => key.Hour).ToArray()),
            cancellation);

    public ValueTask<bool> KeepAsync(
        IReadOnlyList<SeriesHour> hours, SeriesStep step, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            if (!await WentAsync(session, step)) return false;
            var rows = new Columns<SeriesHour>(hours);
            await session.ExecuteAsync(
                Put, rows.Of(hour => hour.City.Value), rows.Of(hour => hour.Key.Device),
                rows.Of(hour => hour.Key.Hour), rows.Of(hour => hour.Unit), rows.Of(HourRows.Summary),
                rows.Of(HourRows.Points));
            return true;
        },
        cancellation);

    public ValueTask<int> DropSegmentsAsync(CityId city, long through, int limit, CancellationToken cancellation) =>
        database.WriteAsync(session => session.ExecuteAsync(Drop, city.Value, through, limit), cancellation);

    public async ValueTask<IReadOnlyList<string>> DevicesAsync(
        CityId city, string? after, int limit, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(Devices, row => row.GetString(0), city.Value, after ?? "", limit),
            cancellation);

    public ValueTask<bool> TrimAsync(
        IReadOnlyList<SeriesTrim> trims, SeriesStep step, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            if (!await WentAsync(session, step)) return false;
            var rows = new Columns<SeriesTrim>(trims);
            var (city, devices) = (step.After.City.Value, rows.Of(trim => trim.Device));
            await session.ExecuteAsync(Delete, city, devices, rows.Of(trim => trim.HoursBefore));
            await session.ExecuteAsync(
                Thin, city, devices, rows.Of(trim => trim.PointsAfter), rows.Of(trim => trim.PointsBefore));
            return true;
        },
        cancellation);

    private static async Task<StoredSeries> ReadAsync(PostgresSession session, SeriesQuery query)
    {
        var hours = await session.QueryAsync(
            Hours, row => Hour(query.City, row), query.City.Value, query.Device, SeriesHour.Of(query.Span.Start),
            SeriesHour.Of(query.Span.End), query.WithPoints);
        var work = await WorkAsync(session, query.City);
        var open = await session.QueryAsync(
            Open, PostgresSegments.Row, query.City.Value, work.ThroughOf(query.Device), query.Span.Start.Stored(),
            query.Span.End.Stored());
        return new StoredSeries(hours, open);
    }

    private static async Task<SeriesWork> WorkAsync(PostgresSession session, CityId city)
    {
        var found = await session.QueryAsync(
            Work, row => new SeriesWork(row.City(0), row.GetInt64(1), row.GetInt64(2), row.OptionalText(3))
            {
                Trimmed = row.GetInt32(4), Trimming = row.GetInt32(5), TrimmedDevice = row.OptionalText(6),
                Version = row.GetInt64(7),
            }, city.Value);
        return found is [var work] ? work : new SeriesWork(city, 0, 0, null);
    }

    // False when somebody else went on meanwhile.
    private static async Task<bool> WentAsync(PostgresSession session, SeriesStep step) => await session.ExecuteAsync(
        Step, step.After.City.Value, step.After.Taken, step.After.Taking, step.After.Device, step.After.Trimmed,
        step.After.Trimming, step.After.TrimmedDevice, step.Before.Version) > 0;

    private static SeriesHour Hour(CityId city, NpgsqlDataReader row) => HourRows.Of(
        city, new HourKey(row.GetString(0), row.GetInt64(1)), row.GetString(2), row.Bytes(3),
        row.IsDBNull(4) ? null : row.Bytes(4));
}
