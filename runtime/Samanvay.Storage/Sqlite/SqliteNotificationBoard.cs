using Samanvay.Activities.Notifications;

namespace Samanvay.Storage.Sqlite;

/// <summary>In-app messages as rows; the unique key makes the second attempt of one message do nothing.</summary>
internal sealed class SqliteNotificationBoard(SqliteDatabase database) : INotificationBoard
{
    private const string Add = """
        INSERT INTO notifications (city, person, key, operation, level, subject, body, at) VALUES (?, ?, ?, ?, ?, ?,
            ?, ?)
        ON CONFLICT (city, person, key) DO NOTHING
        """;

    public async Task PostAsync(
        string city, string key, InAppMessage message, DateTimeOffset at, CancellationToken cancellation) =>
        await database.Writer.WriteAsync(
            session =>
            {
                foreach (var person in message.People)
                {
                    session[Add].Bind(city).Bind(person).Bind(key).Bind(message.Operation).Bind(message.Level)
                        .Bind(message.Subject).Bind(message.Body).Bind(at.ToUnixTimeMilliseconds()).Execute();
                }
            }, cancellation);
}
