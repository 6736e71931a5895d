using System.Text.Json;

namespace Samanvay.Activities.Notifications;

/// <summary>
/// Puts a message into the people's own list on the screen. The list is the record; nothing leaves the city.
/// </summary>
public sealed class InAppNotification(INotificationBoard board) : IActivityAdapter
{
    public const string TypeName = "notify.in-app";

    /// <summary>The BPMN error where the roles have no holder; a procedure can catch it.</summary>
    public const string NobodyReached = "nobody-reached";

    public string Type => TypeName;

    public async Task<ActivityResult> PerformAsync(ActivityRequest request, CancellationToken cancellation)
    {
        if (Text(request.Input, "subject") is null)
            return new ActivityRejected("The notification has no subject. Correct it in the procedure.");
        // Nobody holds the roles now: that is no fault of the procedure, which may have another way to tell them.
        if (Read(request.Input) is not { } message)
            return new ActivityBpmnError(NobodyReached, "Nobody holds the roles that are to be told.");
        await board.PostAsync(request.City, request.Key, message, request.At, cancellation);
        return ActivityResult.Done;
    }

    private static InAppMessage? Read(JsonElement input)
    {
        if (input.ValueKind != JsonValueKind.Object || !input.TryGetProperty("people", out var people)) return null;
        if (people.ValueKind != JsonValueKind.Array) return null;
        var names = people.EnumerateArray().Select(person => person.GetString() ?? "").Where(name => name.Length > 0)
            .ToArray();
        var subject = Text(input, "subject");
        return names.Length == 0 || subject is null
            ? null
            : new InAppMessage(
                names, Text(input, "level") ?? "", subject, Text(input, "body") ?? "", Text(input, "operation"));
    }

    private static string? Text(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <param name="People">Ids of people of the city.</param>
/// <param name="Level">The ladder's level or the kind of news, as the screen groups it.</param>
/// <param name="Operation">The incident that the message leads to.</param>
public sealed record InAppMessage(
    IReadOnlyList<string> People, string Level, string Subject, string Body, string? Operation);

/// <summary>Where in-app messages are kept. Posting the same key again adds nothing.</summary>
public interface INotificationBoard
{
    Task PostAsync(string city, string key, InAppMessage message, DateTimeOffset at, CancellationToken cancellation);
}
