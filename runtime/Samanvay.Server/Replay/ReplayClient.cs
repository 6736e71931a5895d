using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Server.Api;

namespace Samanvay.Server.Replay;

/// <summary>A replay's way to the intake of a running server. A server that goes away is waited for.</summary>
internal sealed class ReplayClient(HttpClient client, string source, TextWriter errors) : IDisposable
{
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private const int TriesMax = 60;

    private bool _hasAnswered;

    /// <summary>How many readings had which end.</summary>
    public ReplayCounts Counts { get; } = new();

    public static ReplayClient To(Uri server, string key, string source, TextWriter errors)
    {
        // A jump over a long time fires much, and is answered when all of it has happened.
        var client = new HttpClient { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new ReplayClient(client, source, errors);
    }

    public async Task<(Instant Now, bool Movable)> ClockAsync()
    {
        using var answer = await AskAsync(() => client.GetAsync("/api/clock"));
        var clock = await ReadAsync<CityNow>(answer);
        return ClockText(clock.Now) is { } now ? (now, clock.Movable) : throw Stranger();
    }

    /// <summary>The devices that the key reaches.</summary>
    public async Task<IReadOnlyList<ReachedDevice>> DevicesAsync()
    {
        using var answer = await AskAsync(() => client.GetAsync("/api/devices"));
        return await ReadAsync<ReachedDevice[]>(answer);
    }

    /// <summary>A clock that is later already stays as it is.</summary>
    public async Task MoveClockAsync(Instant to)
    {
        var body = new { to = InstantPattern.ExtendedIso.Format(to) };
        using var answer = await AskAsync(
            () => client.PostAsJsonAsync("/api/clock", body), but: HttpStatusCode.Conflict);
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
        // A single event that is refused is answered with the problem itself.
        using var answer = await AskAsync(
            () => client.PostAsync("/api/signals", JsonContent.Create(events, Batch)),
            but: HttpStatusCode.UnprocessableEntity);
        var statuses = answer.IsSuccessStatusCode
            ? await ReadAsync<SignalStatus[]>(answer)
            : [(await ReadAsync<SignalProblem>(answer)).Status];
        if (statuses.Length != readings.Count) throw Stranger();
        foreach (var (reading, status) in readings.Zip(statuses)) Counts.Add(reading, status);
    }

    public void Dispose() => client.Dispose();

    /// <param name="but">An answer that is no success and yet one to go on with.</param>
    private async Task<HttpResponseMessage> AskAsync(
        Func<Task<HttpResponseMessage>> ask, HttpStatusCode? but = null)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var answer = await ask();
                if (tries > 1) await errors.WriteLineAsync("The server answers again.");
                _hasAnswered = true;
                if (answer.IsSuccessStatusCode || answer.StatusCode == but)
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
            catch (TaskCanceledException)
            {
                throw new ReplayException("The server has not answered for ten minutes. See how it does, then run "
                    + "this again: what it has taken already is recognised.");
            }

            if (tries == 1)
                await errors.WriteLineAsync($"The server is away or busy. Waiting for it, at most {TriesMax} seconds.");

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>() ?? throw Stranger();
        }
        catch (Exception foreign) when (foreign is JsonException or NotSupportedException)
        {
            throw Stranger();
        }
    }

    private ReplayException Stranger() =>
        new($"What answers at {client.BaseAddress} is no Samanvay server of this version. Check --to.");

    private static Instant? ClockText(string? text) =>
        InstantPattern.ExtendedIso.Parse(text ?? "") is { Success: true, Value: var instant } ? instant : null;

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

    private sealed record SignalProblem(string? Code, string? Title)
    {
        public SignalStatus Status => new("refused", Code, Title);
    }
}

/// <summary>The replay can not go on; the message says what to do.</summary>
internal sealed class ReplayException(string message) : Exception(message);
