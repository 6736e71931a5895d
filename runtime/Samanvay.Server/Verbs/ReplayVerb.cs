using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samanvay.Server.Replay;

namespace Samanvay.Server.Verbs;

/// <summary>
/// Feeds a file of readings through the intake of a running server, with progress. Broken off and started again it goes
/// on where it was: the server recognises what it has.
/// </summary>
internal static class ReplayVerb
{
    private const int BatchSize = 200;
    private const int ProblemsShown = 10;
    private const int Failed = 1;

    public static async Task<int> RunAsync(ReplayOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            var mapping = ReadingMapping.Read(await File.ReadAllTextAsync(options.Mapping));
            var file = ReadingFile.Read(await File.ReadAllTextAsync(options.File), mapping);
            await TellAsync(file.Problems, options.File, errors);
            if (file.Readings.Count == 0)
                throw new MappingException("No line of the file could be read: does the mapping fit it?");

            using var client = ReplayClient.To(options.Server, options.Key, $"replay:{Path.GetFileName(options.File)}");
            var device = options.Device ?? mapping.Device ?? await DeviceAsync(client, mapping);
            var run = new ReplayRun(client, device, mapping.Unit, output);
            if (options.Shift)
                await run.ShiftedAsync(file.Readings, options.EndsAt);
            else
                await run.InOwnTimeAsync(file.Readings);

            return await EndAsync(client.Counts, file.Problems.Count, output, errors);
        }
        catch (HttpRequestException)
        {
            await errors.WriteLineAsync($"The server at {options.Server} does not answer. Start it, then run this "
                + "again: what it has taken already is recognised.");
            return Failed;
        }
        catch (Exception problem) when (problem is MappingException or ReplayException or IOException
            or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(problem.Message);
            return Failed;
        }
    }

    private static async Task TellAsync(IReadOnlyList<LineProblem> problems, string file, TextWriter errors)
    {
        foreach (var problem in problems.Take(ProblemsShown))
            await errors.WriteLineAsync($"{Path.GetFileName(file)}, line {problem.Line}: {problem.Message}");

        if (problems.Count > ProblemsShown)
            await errors.WriteLineAsync($"and {problems.Count - ProblemsShown} lines more that can not be read");
    }

    private static async Task<string> DeviceAsync(ReplayClient client, ReadingMapping mapping)
    {
        if (mapping.Signal is not { } signal)
            throw new MappingException("The mapping names neither a device nor a signal: add --device ID.");

        var all = await client.DevicesAsync(signal);
        var bound = all.Where(device => device.Bound).ToList();
        return (bound.Count == 1 ? bound : all) is [var only]
            ? only.Id
            : throw new MappingException(all.Count == 0
                ? $"The key reaches no device of the signal {signal}: add --device ID."
                : $"Several devices measure {signal}: add --device and one of "
                    + $"{string.Join(", ", all.Select(device => device.Id))}.");
    }

    private static async Task<int> EndAsync(ReplayCounts counts, int unreadable, TextWriter output, TextWriter errors)
    {
        if (counts.TooOld > 0 && counts.Taken + counts.Known == 0)
        {
            throw new ReplayException("All readings lie too far before the city's time, and its clock only moves "
                + "forward. Start a new sample city with --clock before the first reading, or use --shift.");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"done: {counts}"));
        if (counts.Reason is { } reason)
            await errors.WriteLineAsync($"{counts.Refusals} readings were refused, the first with: {reason}");

        return counts.Refusals > 0 || unreadable > 0 ? Failed : 0;
    }

    /// <summary>One replay under way.</summary>
    private sealed class ReplayRun(ReplayClient client, string device, string unit, TextWriter output)
    {
        private int _done;

        /// <summary>The city's clock goes with the file.</summary>
        public async Task InOwnTimeAsync(IReadOnlyList<FileReading> readings)
        {
            var (now, movable) = await client.ClockAsync();
            if (!movable)
            {
                throw new ReplayException(
                    "This city is live: nobody sets its clock. Move the readings to now with --shift.");
            }

            var past = readings.Where(reading => reading.At <= now).ToList();
            if (past.Count > 0)
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{past.Count} readings lie before the city's time {now}: a replay goes on, or it comes late."));
            }

            foreach (var batch in past.Chunk(BatchSize))
                await SendAsync(batch, readings.Count);

            foreach (var reading in readings.Skip(past.Count))
            {
                await client.MoveClockAsync(reading.At);
                await SendAsync([reading], readings.Count);
            }

            // What the last reading brought about has happened when the replay is done.
            await client.MoveClockAsync(Instant.Max(now, readings[^1].At));
        }

        /// <summary>The file goes with the city's clock.</summary>
        public async Task ShiftedAsync(IReadOnlyList<FileReading> readings, Instant? end)
        {
            var last = end ?? Whole((await client.ClockAsync()).Now);
            var by = last - readings[^1].At;
            var text = InstantPattern.General.Format(last);
            await output.WriteLineAsync(
                $"The last reading is moved to {text}. Broken off, go on with --shift --end {text}");
            foreach (var batch in readings.Select(reading => reading with { At = reading.At + by }).Chunk(BatchSize))
                await SendAsync(batch, readings.Count);
        }

        private async Task SendAsync(FileReading[] batch, int count)
        {
            await client.SendAsync(device, unit, batch);
            var before = _done;
            _done += batch.Length;
            if (_done == count || _done / BatchSize > before / BatchSize)
            {
                var upTo = InstantPattern.General.Format(batch[^1].At);
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{_done} of {count} readings, up to {upTo}: {client.Counts}"));
            }
        }

        private static Instant Whole(Instant instant) => Instant.FromUnixTimeSeconds(instant.ToUnixTimeSeconds());
    }
}
