using System.Globalization;
using System.Text;
using Samanvay.Adapters.Measures;
using Samanvay.Runtime.Intake;
using Samanvay.Server.Api;
using Samanvay.Server.Replay;

namespace Samanvay.Server.Verbs;

/// <summary>
/// Feeds a file of readings through the intake of a running server, with progress. Broken off and started again it goes
/// on where it was: the server recognises what it has.
/// </summary>
internal static class ReplayVerb
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(ReplayOptions options, TextWriter output, TextWriter errors)
    {
        try
        {
            var mapping = ReadingMapping.Read(await File.ReadAllTextAsync(options.Mapping));
            var file = Read(options.File, mapping);
            await TellAsync(file.Problems.Tell(options.Name, "that can not be read"), errors);
            if (file.Readings.Count == 0)
                throw new MappingException("No line of the file could be read: does the mapping fit it?");

            using var client = ReplayClient.To(options.Server, options.Key, $"replay:{options.Name}", errors);
            var device = Fitting(await DeviceAsync(client, options, mapping), mapping.Unit);
            var run = new ReplayRun(client, device.Id, mapping.Unit, output);
            if (options.Shift)
                await run.ShiftedAsync(file.Readings, options.EndsAt);
            else
                await run.InOwnTimeAsync(file.Readings);

            await output.WriteLineAsync($"done: {client.Counts}");
            return await EndAsync(client.Counts, options, errors) && file.Problems.Count == 0 ? 0 : Failed;
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

    private static ReadingFile Read(string path, ReadingMapping mapping)
    {
        using var file = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return ReadingFile.Read(file, mapping);
    }

    private static async Task TellAsync(IEnumerable<string> lines, TextWriter errors)
    {
        foreach (var line in lines)
            await errors.WriteLineAsync(line);
    }

    private static async Task<ReachedDevice> DeviceAsync(
        ReplayClient client, ReplayOptions options, ReadingMapping mapping)
    {
        var all = await client.DevicesAsync();
        if ((options.Device ?? mapping.Device) is { } id)
        {
            return all.FirstOrDefault(device => device.Id == id) ?? throw new MappingException(
                $"The key reaches no device {Excerpt.Of(id)}. It reaches: {Names(all)}.");
        }

        if (mapping.Signal is not { } signal)
            throw new MappingException("The mapping names neither a device nor a signal: add --device ID.");

        var measuring = all.Where(device => device.Signal == signal).ToList();
        var bound = measuring.Where(device => device.Bound).ToList();
        return (bound.Count == 1 ? bound : measuring) is [var only]
            ? only
            : throw new MappingException(measuring.Count == 0
                ? $"The key reaches no device of the signal {signal}: add --device ID."
                : $"Several devices measure {signal}: add --device and one of {Names(measuring)}.");
    }

    private static string Names(IEnumerable<ReachedDevice> devices) =>
        string.Join(", ", devices.Select(device => device.Id)) is { Length: > 0 } names ? names : "none";

    // Asked before the first reading: in a city whose clock was moved nothing can be done again.
    private static ReachedDevice Fitting(ReachedDevice device, string unit) =>
        Units.Convert(0, unit, device.Unit) is not null
            ? device
            : throw new MappingException(
                $"{device.Name} measures in {device.Unit}, the mapping's value.unit is {unit}, which is of another "
                    + "kind. Correct the mapping, or name another device with --device.");

    private static async Task<bool> EndAsync(ReplayCounts counts, ReplayOptions options, TextWriter errors)
    {
        await TellAsync(counts.Refused.Tell(options.Name, "that were refused"), errors);
        var days = IntakeLimits.Default.AgeMax.TotalDays;
        if (counts.TooOld > 0 && options.Shift)
        {
            await errors.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{counts.TooOld} readings lie more than {days:0} days before the city's time: the intake takes none ")
                + "so old, and they were left out. Replay a shorter part of the file.");
        }
        else if (counts is { TooOld: > 0, Taken: 0, Known: 0 })
        {
            throw new ReplayException("All readings lie too far before the city's time, and its clock only moves "
                + "forward. Start a new sample city with --clock before the first reading, or use --shift.");
        }

        return counts.Refused.Count == 0 && (counts.TooOld == 0 || !options.Shift);
    }
}
