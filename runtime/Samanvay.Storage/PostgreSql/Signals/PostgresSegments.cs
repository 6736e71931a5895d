using Npgsql;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql.Signals;

/// <summary>A segment from its row.</summary>
internal static class PostgresSegments
{
    public static ObservationSegment Row(NpgsqlDataReader row) =>
        new(row.City(0), row.Instant(1), row.Instant(2), row.Instant(3), row.GetInt32(4), row.Bytes(5))
        {
            Position = row.GetInt64(6),
        };
}
