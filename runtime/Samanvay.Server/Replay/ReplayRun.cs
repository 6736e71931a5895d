using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Server.Replay;

/// <summary>One replay under way, with its progress.</summary>
internal sealed class ReplayRun(ReplayClient client, string device, string unit, TextWriter output)
{
    private const int BatchSize = 200;

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
