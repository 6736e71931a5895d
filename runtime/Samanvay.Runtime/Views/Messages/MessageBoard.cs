using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Engine.Incidents;

namespace Samanvay.Runtime.Views.Messages;

/// <summary>Makes the list of what a person was told.</summary>
internal sealed class MessageBoard(IViewStore store)
{
    private const int MessagesMax = 200;

    private static readonly FrozenSet<string> Kinds = Enum.GetNames<AnnouncementKind>()
        .Select(JsonNamingPolicy.KebabCaseLower.ConvertName).ToFrozenSet(StringComparer.Ordinal);

    public async Task<MessagesView> OfAsync(ViewScene scene, Access.PersonId person, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var lines = await store.NotificationsAsync(city, person, MessagesMax, cancellation);
        var headers = (await store.HeadersAsync(
                city, [.. lines.Select(line => line.Operation).OfType<OperationId>().Distinct()], cancellation))
            .ToDictionary(header => header.Operation, header => header.Line);
        var open = (await store.WorkItemsAsync(city, cancellation))
            .Select(item => (item.Operation, StepLines.Number(item.Line.Key))).ToHashSet();
        return new MessagesView(
            [
                .. lines.Select(line => Of(
                    scene, line, line.Operation is { } id ? headers.GetValueOrDefault(id) : null, open)),
            ],
            await store.UnreadAsync(city, person, cancellation));
    }

    private static MessageView Of(
        ViewScene scene, NotificationLine line, Ports.OperationHeader? header,
        HashSet<(OperationId Operation, int Item)> open)
    {
        var kind = Kinds.Contains(line.Level) ? line.Level : null;
        var (item, element, held) = kind is null ? default : About(line.Body);
        return new MessageView(line.Id, line.At, kind, line.Subject)
        {
            Body = kind is null ? line.Body : "",
            Operation = line.Operation,
            IncidentTitle = header?.Title is { } title ? scene.Names.Title(header.Kind ?? "", title) : null,
            Severity = (IncidentSeverity?)header?.Severity,
            Item = item,
            StepName = element is null ? null : scene.Names.Step(element),
            ItemOpen = line.Operation is { } operation && item is { } number && open.Contains((operation, number)),
            Held = held,
            ReadAt = line.ReadAt,
        };
    }

    private static (int? Item, string? Element, bool Held) About(string body)
    {
        using var document = JsonDocument.Parse(body);
        var told = document.RootElement;
        return (told.TryGetProperty("item", out var item) ? item.GetInt32() : null,
            told.TryGetProperty("element", out var element) ? element.GetString() : null,
            told.TryGetProperty("held", out var held) && held.GetBoolean());
    }
}
