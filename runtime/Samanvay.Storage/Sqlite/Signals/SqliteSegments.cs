using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Signals;

/// <summary>A segment from its row.</summary>
internal static class SqliteSegments
{
    private const string Next = """
        SELECT city, received_at, first_at, last_at, count, body, position FROM observation_segments
        WHERE city = ? AND position > ? AND position <= ? ORDER BY position
        """;

    /// <summary>In order of batch, with so many readings or a little more.</summary>
    public static async ValueTask<IReadOnlyList<ObservationSegment>> ReadAsync(
        SqliteSession session, SegmentSpan span, int readings, CancellationToken cancellation) =>
        await session.ReadAsync(
            reader =>
            {
                var count = 0;
                return reader[Next].Bind(span.City).Bind(span.After).Bind(span.Through)
                    .ReadWhile(Row, segment => (count += segment.Count) < readings);
            },
            cancellation);

    public static ObservationSegment Row(SqliteStatement row) =>
        new(row.City(0), row.Instant(1), row.Instant(2), row.Instant(3), row.Integer(4), row.Bytes(5))
        {
            Position = row.Long(6),
        };
}
