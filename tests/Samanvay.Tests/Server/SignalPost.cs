using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Tests.Server;

/// <summary>What a gateway sends, and what it is answered.</summary>
internal static class SignalPost
{
    public const string Structured = "application/cloudevents+json";
    public const string Batched = "application/cloudevents-batch+json";
    public const string Source = "urn:test:gateway";

    public static JsonObject Event(Instant at, string? id = null) => new()
    {
        ["specversion"] = "1.0",
        ["type"] = "samanvay.reading",
        ["source"] = Source,
        ["id"] = id ?? Guid.NewGuid().ToString("n"),
        ["subject"] = "rg-raj-setu",
        ["time"] = InstantPattern.ExtendedIso.Format(at),
        ["data"] = new JsonObject { ["value"] = 2.4, ["unit"] = "m" },
    };

    public static Task<SignalReply> SendAsync(HttpClient client, JsonNode body, string type = Structured) =>
        SendAsync(client, body.ToJsonString(), type);

    public static Task<SignalReply> SendAsync(HttpClient client, string body, string type = Structured) =>
        SendAsync(client, Encoding.UTF8.GetBytes(body), type);

    public static async Task<SignalReply> SendAsync(HttpClient client, byte[] body, string? type = Structured)
    {
        using var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await SendAsync(client, content);
    }

    public static async Task<SignalReply> SendAsync(HttpClient client, HttpContent content)
    {
        using var answer = await client.PostAsync("/api/signals", content);
        return await SignalReply.OfAsync(answer);
    }
}

/// <summary>An answer of the interface: problem details, or one line for each event.</summary>
internal sealed record SignalReply(HttpStatusCode Status, string? MediaType, JsonElement Body)
{
    public static async Task<SignalReply> OfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return new SignalReply(
            answer.StatusCode, answer.Content.Headers.ContentType?.MediaType,
            text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text));
    }

    public bool IsProblem => MediaType == "application/problem+json" && Body.ValueKind == JsonValueKind.Object
        && Code.Length > 0 && Title.Length > 0 && Body.GetProperty("status").GetInt32() == (int)Status;

    public string Code => Body.GetProperty("code").GetString()!;

    public string Title => Body.GetProperty("title").GetString()!;

    public string? Pointer => Body.TryGetProperty("pointer", out var pointer) ? pointer.GetString() : null;

    public IReadOnlyList<JsonElement> Lines => Body.ValueKind == JsonValueKind.Array ? [.. Body.EnumerateArray()] : [];

    public IReadOnlyList<string> Statuses => [.. Lines.Select(line => line.GetProperty("status").GetString()!)];
}
