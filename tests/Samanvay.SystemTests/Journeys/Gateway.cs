using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;

namespace Samanvay.SystemTests.Journeys;

/// <summary>Sends one reading at the city's present time.</summary>
internal static class Gateway
{
    public static async Task SendAsync(string address, string key, string device, decimal level)
    {
        using var client = new HttpClient { BaseAddress = new Uri(address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var clock = await client.GetFromJsonAsync<JsonElement>("/api/clock");
        using var content = JsonContent.Create(
            new
            {
                specversion = "1.0",
                type = "samanvay.reading",
                source = "journey",
                id = "1",
                subject = device,
                time = clock.GetProperty("now").GetString(),
                data = new { value = level, unit = "m" },
            },
            new MediaTypeHeaderValue("application/cloudevents+json"));
        var answer = await client.PostAsync("/api/signals", content);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("taken");
    }
}
