using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using NodaTime;
using NodaTime.Text;
using Samanvay.Server.Replay;

namespace Samanvay.Server.Verbs;

internal sealed record ReplayOptions(string File, string Mapping, string? Key, Uri Server, string? Device, bool Shift)
{
    public static ReplayOptions Read(string[] args)
    {
        var arguments = new Arguments(args);
        var mapping = arguments.Text("--mapping") ?? throw new UsageException("replay needs --mapping FILE.");
        var key = arguments.Text("--key") ?? Environment.GetEnvironmentVariable("SAMANVAY_KEY");
        var server = arguments.Text("--to") ?? ServeOptions.DefaultUrls;
        var device = arguments.Text("--device");
        var shift = arguments.Flag("--shift");
        return arguments.Rest(most: 1) is [var file]
            ? new ReplayOptions(file, mapping, key, new Uri(server), device, shift)
            : throw new UsageException("replay needs a FILE of readings.");
    }
}

/// <summary>
/// Feeds a file of readings through the intake of a running server, a batch at a time, with progress.
/// </summary>
internal static class ReplayVerb
{
    private const int BatchSize = 200;
    private const int Failed = 1;

    public static async Task<int> RunAsync(ReplayOptions options, TextWriter output)
    {
        try
        {
            var mapping = ReadingMapping.Read(await File.ReadAllTextAsync(options.Mapping));
            var file = ReadingFile.Read(await File.ReadAllTextAsync(options.File), mapping);
            if (file.Readings.Count == 0)
                throw new MappingException("No row of the file could be read.");

            if ((options.Device ?? mapping.Device) is not { } device)
                throw new MappingException("The mapping names no device: add --device ID.");

            if (options.Key is not { } key)
            {
                throw new UsageException(
                    "replay needs --key KEY, an API key that the City screen issues (or SAMANVAY_KEY).");
            }

            using var client = new HttpClient { BaseAddress = options.Server };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var run = new ReplayRun(client, Path.GetFileName(options.File), device, mapping.Unit);
            return await FeedAsync(run, file, options, output);
        }
        catch (Exception problem) when (problem is MappingException or IOException or HttpRequestException)
        {
            await output.WriteLineAsync(problem.Message);
            return Failed;
        }
    }

    private static async Task<int> FeedAsync(ReplayRun run, ReadingFile file, ReplayOptions options, TextWriter output)
    {
        var readings = file.Readings;
        if (options.Shift)
        {
            var by = await run.NowAsync() - readings[^1].At;
            readings = [.. readings.Select(reading => reading with { At = reading.At + by })];
        }

        var done = 0;
        foreach (var batch in readings.Chunk(options.Shift ? BatchSize : 1))
        {
            if (!options.Shift && !await run.MoveClockAsync(batch[0].At))
            {
                await output.WriteLineAsync(
                    "This city's clock can not be set to the file's time: it is live, or already later. Use --shift.");
                return Failed;
            }

            await run.SendAsync(batch);
            done += batch.Length;
            if (done == readings.Count || done % BatchSize == 0)
            {
                var upTo = InstantPattern.General.Format(batch[^1].At);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{done} of {readings.Count} readings, up to {upTo}: {run}"));
            }
        }

        if (file.Unreadable > 0)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{file.Unreadable} rows could not be read."));
        }

        return run.Refused > 0 ? Failed : 0;
    }
}

/// <summary>One replay under way.</summary>
internal sealed class ReplayRun(HttpClient client, string source, string device, string unit)
{
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Refused => _counts.GetValueOrDefault("refused");

    public async Task<Instant> NowAsync()
    {
        var clock = await client.GetFromJsonAsync<ClockAnswer>("/api/clock");
        return InstantPattern.ExtendedIso.Parse(clock!.Now).GetValueOrThrow();
    }

    /// <summary>False where the city's clock is nobody's to set, or stands later.</summary>
    public async Task<bool> MoveClockAsync(Instant to)
    {
        var answer = await client.PostAsJsonAsync("/api/clock", new { to = InstantPattern.ExtendedIso.Format(to) });
        if (answer.StatusCode == HttpStatusCode.Conflict)
            return false;

        await EnsureAsync(answer);
        return true;
    }

    public async Task SendAsync(IReadOnlyList<FileReading> readings)
    {
        var events = readings.Select(reading => new
        {
            specversion = "1.0",
            type = "samanvay.reading",
            source = $"replay:{source}",
            id = string.Create(CultureInfo.InvariantCulture,
                $"{device}/{reading.Row}/{InstantPattern.General.Format(reading.At)}"),
            subject = device,
            time = InstantPattern.ExtendedIso.Format(reading.At),
            data = new { value = reading.Value, unit },
        });
        using var content = JsonContent.Create(events, Batch);
        using var answer = await client.PostAsync("/api/signals", content);
        if (answer.StatusCode == HttpStatusCode.UnprocessableEntity)
        {
            Count("refused");
            return;
        }

        await EnsureAsync(answer);
        foreach (var one in await answer.Content.ReadFromJsonAsync<SignalStatus[]>() ?? [])
            Count(one.Status);
    }

    public override string ToString() => string.Join(", ", _counts
        .OrderBy(count => count.Key, StringComparer.Ordinal)
        .Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {count.Key}")));

    private void Count(string status) => _counts[status] = _counts.GetValueOrDefault(status) + 1;

    private static async Task EnsureAsync(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(
                $"The server answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private sealed record ClockAnswer(string Now);

    private sealed record SignalStatus(string Status);
}
