using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite.Signals;

/// <summary>A segment from its row.</summary>
internal static class SqliteSegments
{
    public static ObservationSegment Row(SqliteStatement row) =>
        new(row.City(0), row.Instant(1), row.Instant(2), row.Instant(3), row.Integer(4), row.Bytes(5))
        {
            Position = row.Long(6),
        };
}
