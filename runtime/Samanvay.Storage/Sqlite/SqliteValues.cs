using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Storage.Sqlite;

/// <summary>
/// How the model's own kinds of value are bound and read, the same as the converters of the model do it.
/// </summary>
internal static class SqliteValues
{
    extension(SqliteStatement statement)
    {
        public SqliteStatement Bind(Instant? instant) => statement.Bind(instant?.ToUnixTimeMilliseconds());

        public SqliteStatement Bind(OperationId id) => statement.Bind(id.Value.ToString("D"));

        public SqliteStatement Bind(CityId city) => statement.Bind(city.Value);

        public SqliteStatement Bind(OperationKey key) => statement.Bind(key.City).Bind(key.Operation);

        public SqliteStatement Bind(ReadOnlyMemory<byte> bytes) => statement.Bind(bytes.Span);

        public Instant Instant(int column) => NodaTime.Instant.FromUnixTimeMilliseconds(statement.Long(column));

        public Instant? OptionalInstant(int column) => statement.IsNull(column) ? null : statement.Instant(column);

        public string? OptionalText(int column) => statement.IsNull(column) ? null : statement.Text(column);

        public CityId City(int column) => new(statement.Text(column));

        /// <summary>City and operation from two columns side by side.</summary>
        public OperationKey OperationKey(int column) => new(
            statement.City(column), new OperationId(Guid.ParseExact(statement.Text(column + 1), "D")));
    }
}
