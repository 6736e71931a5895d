using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Server.Api;

namespace Samanvay.Server.Replay;

/// <summary>A replay's way to the intake of a running server. A server that goes away is waited for.</summary>
internal sealed class ReplayClient(HttpClient client, string source) : IDisposable
{
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int TriesMax = 60;

    private bool _hasAnswered;

    /// <summary>How many readings had which end.</summary>
    public ReplayCounts Counts { get; } = new();

    public static ReplayClient To(Uri server, string key, string source)
    {
        // A jump over a long time fires much, and is answered when all of it has happened.
        var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ReplayClient(client, source);
    }

    public async Task<(Instant Now, bool Movable)> ClockAsync()
    {
        using var answer = await AskAsync(() => client.GetAsync("/api/clock"));
        var clock = await answer.Content.ReadFromJsonAsync<CityNow>();
        return (InstantPattern.ExtendedIso.Parse(clock!.Now).GetValueOrThrow(), clock.Movable);
    }

    /// <summary>The devices of a signal that the key reaches.</summary>
    public async Task<IReadOnlyList<ReachedDevice>> DevicesAsync(string signal)
    {
        using var answer = await AskAsync(() => client.GetAsync("/api/devices"));
        var devices = await answer.Content.ReadFromJsonAsync<ReachedDevice[]>() ?? [];
        return [.. devices.Where(device => device.Signal == signal)];
    }

    public async Task MoveClockAsync(Instant to)
    {
        var body = new { to = InstantPattern.ExtendedIso.Format(to) };
        using var answer = await AskAsync(() => client.PostAsJsonAsync("/api/clock", body));
    }

    public async Task SendAsync(string device, string unit, IReadOnlyList<FileReading> readings)
    {
        var events = readings.Select(reading => new
        {
            specversion = "1.0",
            type = "samanvay.reading",
            source,
            id = string.Create(CultureInfo.InvariantCulture,
                $"{device}/{reading.Line}/{InstantPattern.General.Format(reading.At)}"),
            subject = device,
            time = InstantPattern.ExtendedIso.Format(reading.At),
            data = new { value = reading.Value, unit },
        }).ToList();
        using var answer = await AskAsync(() => client.PostAsync("/api/signals", JsonContent.Create(events, Batch)));
        // A single event that is refused is answered with the problem itself.
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Counts.Refused(problem.GetProperty("code").GetString()!, problem.GetProperty("title").GetString()!);
            return;
        }

        foreach (var one in await answer.Content.ReadFromJsonAsync<SignalStatus[]>() ?? [])
            Counts.Add(one);
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> AskAsync(Func<Task<HttpResponseMessage>> ask)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var answer = await ask();
                _hasAnswered = true;
                if (answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.UnprocessableEntity)
                    return answer;

                if (answer.StatusCode == HttpStatusCode.Unauthorized)
                    throw new ReplayException("The server does not know this key. The City screen issues one.");

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || tries == TriesMax)
                    throw new ReplayException($"The server refused: {await ProblemAsync(answer)}");
            }
            catch (HttpRequestException) when (_hasAnswered && tries < TriesMax)
            {
                // It was killed or is being started again: what has no answer is sent again and recognised.
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        try
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.GetProperty("title").GetString() ?? text;
        }
        catch (Exception foreign) when (foreign is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{(int)answer.StatusCode} {answer.ReasonPhrase}";
        }
    }
}

/// <summary>The replay can not go on; the message says what to do.</summary>
internal sealed class ReplayException(string message) : Exception(message);
