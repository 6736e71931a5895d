using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Simulation;
using Samanvay.Server.Replay;

namespace Samanvay.Server.Sample;

/// <summary>The generated season: its readings, and how the sample people answer.</summary>
internal sealed record SeasonScript(string Device, string Unit, IReadOnlyList<FileReading> Readings,
    IReadOnlyList<Behaviour> People)
{
    public Instant StartsAt => Readings[0].At;

    public Instant EndsAt => Readings[^1].At;

    public static async Task<SeasonScript> ReadAsync(string folder, CancellationToken cancellation)
    {
        async Task<string> TextAsync(string name) =>
            await File.ReadAllTextAsync(Path.Combine(folder, name), cancellation);
        var mapping = ReadingMapping.Read(await TextAsync("mapping.json"));
        var file = ReadingFile.Read(await TextAsync("readings.csv"), mapping);
        using var people = JsonDocument.Parse(await TextAsync("people.json"));
        return new SeasonScript(mapping.Device!, mapping.Unit, file.Readings,
            ScenarioReader.ReadPeople(people.RootElement));
    }
}
