using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Signals;

/// <summary>A segment from its row.</summary>
internal static class PostgresSegments
{
    // As many as have so many readings before them, and one more. So many segments are looked at at most.
    private const string Next = """
        SELECT city, received_at, first_at, last_at, count, body, position FROM (
            SELECT *, sum(count) OVER (ORDER BY position) - count AS before FROM (
                SELECT * FROM observation_segments WHERE city = $1 AND position > $2 AND position <= $3
                ORDER BY position LIMIT 2000) AS first) AS counted
        WHERE before < $4 ORDER BY position
        """;

    /// <summary>In order of batch, with so many readings or a little more.</summary>
    public static async ValueTask<IReadOnlyList<ObservationSegment>> ReadAsync(
        PostgresDatabase database, SegmentSpan span, int readings, CancellationToken cancellation) =>
        await database.ReadAsync(
            session => session.QueryAsync(Next, Row, span.City.Value, span.After, span.Through, readings),
            cancellation);

    public static ObservationSegment Row(NpgsqlDataReader row) =>
        new(row.City(0), row.Instant(1), row.Instant(2), row.Instant(3), row.GetInt32(4), row.Bytes(5))
        {
            Position = row.GetInt64(6),
        };
}
