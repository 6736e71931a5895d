using Samanvay.Activities.Notifications;

namespace Samanvay.Storage.PostgreSql;

/// <summary>In-app messages as rows; the unique key makes the second attempt of one message do nothing.</summary>
internal sealed class PostgresNotificationBoard(PostgresDatabase database) : INotificationBoard
{
    private const string Add = """
        INSERT INTO notifications (city, person, key, operation, level, subject, body, at)
        SELECT $1, person, $2, $3::text, $4, $5, $6, $7::bigint FROM unnest($8::text[]) AS p (person)
        ON CONFLICT (city, person, key) DO NOTHING
        """;

    public async Task PostAsync(
        string city, string key, InAppMessage message, DateTimeOffset at, CancellationToken cancellation) =>
        await database.WriteAsync(
            session => session.ExecuteAsync(
                Add, city, key, message.Operation, message.Level, message.Subject, message.Body,
                at.ToUnixTimeMilliseconds(), message.People.Order(StringComparer.Ordinal).ToArray()),
            cancellation);
}
