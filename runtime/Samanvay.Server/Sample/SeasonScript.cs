using System.Text.Json;
using NodaTime;
using Samanvay.Engine.Simulation;
using Samanvay.Server.Replay;

namespace Samanvay.Server.Sample;

/// <summary>The generated season: its readings, and how the sample people answer.</summary>
internal sealed record SeasonScript(string Device, string Unit, IReadOnlyList<FileReading> Readings,
    IReadOnlyList<Behaviour> People)
{
    // As long as readings are believed: later, nothing of the season can be sent again.
    private static readonly Duration Aftermath = Duration.FromDays(7);

    public Instant StartsAt => Readings[0].At;

    public Instant EndsAt => Readings[^1].At;

    /// <summary>Whether the season can be under way at an instant; it ends when the last step is done.</summary>
    public bool Covers(Instant now) => now >= StartsAt && now < EndsAt + Aftermath;

    public static async Task<SeasonScript> ReadAsync(string folder, CancellationToken cancellation)
    {
        async Task<string> TextAsync(string name) =>
            await File.ReadAllTextAsync(Path.Combine(folder, name), cancellation);
        var mapping = ReadingMapping.Read(await TextAsync("mapping.json"));
        using var readings = File.OpenText(Path.Combine(folder, "readings.csv"));
        var file = ReadingFile.Read(readings, mapping);
        using var people = JsonDocument.Parse(await TextAsync("people.json"));
        return new SeasonScript(mapping.Device!, mapping.Unit, file.Readings,
            ScenarioReader.ReadPeople(people.RootElement));
    }
}
