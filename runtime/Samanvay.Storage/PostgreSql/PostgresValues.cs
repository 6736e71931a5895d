using System.Runtime.InteropServices;
using NodaTime;
using Npgsql;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.PostgreSql;

/// <summary>
/// How the model's own kinds of value are sent and read, the same as the converters of the model do it.
/// </summary>
internal static class PostgresValues
{
    public static string Text(this OperationId id) => id.Value.ToString("D");

    public static long Stored(this Instant instant) => instant.ToUnixTimeMilliseconds();

    public static long? Stored(this Instant? instant) => instant?.ToUnixTimeMilliseconds();

    public static byte[] Stored(this ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var whole) && whole.Offset == 0 && whole.Count == whole.Array!.Length
            ? whole.Array
            : bytes.ToArray();

    extension(NpgsqlDataReader row)
    {
        public string? OptionalText(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public byte[] Bytes(int column) => row.GetFieldValue<byte[]>(column);

        public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(row.GetInt64(column));

        public Instant? OptionalInstant(int column) => row.IsDBNull(column) ? null : row.Instant(column);

        public double? OptionalDouble(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

        public CityId City(int column) => new(row.GetString(column));

        /// <summary>City and operation from two columns side by side.</summary>
        public OperationKey OperationKey(int column) => new(
            row.City(column), new OperationId(Guid.ParseExact(row.GetString(column + 1), "D")));
    }
}
