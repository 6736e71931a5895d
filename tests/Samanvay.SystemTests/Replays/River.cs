using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.SystemTests.Journeys;
using Samanvay.Tests.Support;
using Shouldly;

namespace Samanvay.SystemTests.Replays;

/// <summary>A sample city set up for a measured river, with a server that a file of readings is fed to.</summary>
internal sealed class River : IAsyncDisposable
{
    public const string Gauge = "rg-raj-setu";

    private readonly string _data;
    private readonly string _key;
    private RunningServer _server;

    private River(string data, string key, RunningServer server) => (_data, _key, _server) = (data, key, server);

    public string Address => _server.Address;

    public string Data => _data;

    public string Key => _key;

    public static string Mapping(string name) =>
        Path.Combine(SharedFolder.Repository, "samples", "mappings", $"{name}.json");

    public static async Task<River> OpenAsync(Instant clock, IReadOnlyDictionary<string, string> parameters)
    {
        var data = Directory.CreateTempSubdirectory("samanvay-river-").FullName;
        string key;
        await using (var city = await PreparedCity.OpenAsync(data, clock))
        {
            await city.SetParametersAsync(parameters);
            key = await city.IssueKeyAsync("gateway-river");
        }

        return new River(data, key, await RunningServer.StartAsync(data));
    }

    public async Task<string> ReplayAsync(string file, string mapping, params string[] more)
    {
        var (exit, output, errors) = await RunningServer.VerbAsync(Arguments(file, mapping, more));
        exit.ShouldBe(0, $"{output}\n{errors}");
        return output;
    }

    /// <summary>The words of the verb, for whoever starts it and looks elsewhere meanwhile.</summary>
    public string[] Arguments(string file, string mapping, params string[] more) =>
        ["replay", file, "--mapping", Mapping(mapping), "--device", Gauge, "--key", _key, "--to", Address, .. more];

    public Task KillAsync() => _server.KillAsync();

    /// <summary>Again on the same address, so that who was sending can go on.</summary>
    public async Task StartAgainAsync() => _server = await _server.StartAgainAsync();

    /// <summary>Stops the server and reads what it left.</summary>
    public async Task<IReadOnlyList<ImmutableArray<OperationFact>>> IncidentsAsync()
    {
        await _server.KillAsync();
        await using var city = await PreparedCity.OpenAsync(_data);
        (await city.DifferencesAsync()).ShouldBe(0, "tables follow from states");
        return await city.IncidentsAsync();
    }

    /// <summary>Without what the faults of sensors opened.</summary>
    public async Task<IReadOnlyList<ImmutableArray<OperationFact>>> FloodsAsync() =>
        [.. (await IncidentsAsync()).Where(facts => KindOf(facts) != "sensor-fault")];

    public static string? KindOf(IEnumerable<OperationFact> facts) =>
        facts.OfType<IncidentOpened>().SingleOrDefault()?.Opening.Kind;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>What the situation did, as <c>28-03 16:40 raised low</c>.</summary>
    public static IEnumerable<string> Told(IEnumerable<OperationFact> facts, Offset offset) => facts
        .OfType<SituationChanged>().Select(fact => fact.Change)
        .Where(change => change.Kind is not (SituationReportKinds.Faulty or SituationReportKinds.Recovered))
        .Select(change => $"{Local(change.OccurredAt, offset)} {change.Kind} {change.Level}".TrimEnd());

    public static string Local(Instant at, Offset offset) =>
        at.WithOffset(offset).LocalDateTime.ToString("dd-MM HH:mm", CultureInfo.InvariantCulture);
}
