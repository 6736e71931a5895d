using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Samanvay.SystemTests.Journeys;

/// <summary>A gateway that sends readings and remembers which were acknowledged.</summary>
internal sealed class Sender(string key, string device)
{
    private static readonly MediaTypeHeaderValue Structured = new("application/cloudevents+json");

    private readonly List<string> _acknowledged = [];
    private int _sent;

    public IReadOnlyList<string> Acknowledged => _acknowledged;

    /// <summary>Where these readings come from.</summary>
    public const string Source = "kill-test";

    /// <summary>Sends one reading after the other until the server is gone.</summary>
    public async Task SendUntilGoneAsync(string address, DateTimeOffset at)
    {
        using var client = Client(address);
        try
        {
            while (true)
            {
                var id = (++_sent).ToString(CultureInfo.InvariantCulture);
                if (await SendAsync(client, id, at) is "taken" or "duplicate")
                    _acknowledged.Add(id);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException { StatusCode: null } or IOException
            or TaskCanceledException)
        {
            // The server was killed: what has no answer is not counted as acknowledged.
        }
    }

    /// <summary>Waits until so many more readings are acknowledged.</summary>
    public async Task UntilAcknowledgedAsync(int more)
    {
        var target = _acknowledged.Count + more;
        while (_acknowledged.Count < target)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>What the server says of a reading that is sent once more.</summary>
    public async Task<string> SendAgainAsync(string address, string id, DateTimeOffset at)
    {
        using var client = Client(address);
        return await SendAsync(client, id, at);
    }

    private async Task<string> SendAsync(HttpClient client, string id, DateTimeOffset at)
    {
        using var content = JsonContent.Create(
            new
            {
                specversion = "1.0",
                type = "samanvay.reading",
                source = Source,
                id,
                subject = device,
                time = at,
                data = new { value = 2.5 },
            },
            Structured);
        using var answer = await client.PostAsync("/api/signals", content);
        answer.EnsureSuccessStatusCode();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body[0].GetProperty("status").GetString()!;
    }

    private HttpClient Client(string address)
    {
        var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }
}
