using System.Globalization;
using System.Text;
using Samanvay.Engine.Incidents;
using Samanvay.SystemTests.Replays;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Journeys;

/// <summary>
/// The real server is killed at random moments while the sample flood plays and a gateway sends readings.
/// </summary>
public sealed class KillDuringSeasonTests
{
    private const string Device = "rg-lohar";
    private const string Gateway = "gateway-river";

    // SAMANVAY_KILLS=50 is the long form.
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("SAMANVAY_KILLS") ?? "2", CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_was_acknowledged_is_there_once_after_every_kill()
    {
        var data = Directory.CreateTempSubdirectory("samanvay-kills-").FullName;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        string key;
        await using (var city = await PreparedCity.OpenAsync(data))
            key = await city.IssueKeyAsync(Gateway);

        var sender = new Sender(key, Device);
        // Within the sample city's season, so that its time is neither too old nor ahead.
        var at = new DateTimeOffset(2026, 8, 2, 18, 30, 0, TimeSpan.Zero);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await RunningServer.StartAsync(data);
            var sending = sender.SendUntilGoneAsync(server.Address, at);
            await sender.UntilAcknowledgedAsync(random.Next(1, 20));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 1000)), TimeProvider.System,
                TestContext.Current.CancellationToken);
            await server.KillAsync();
            await sending;
        }

        await using (var server = await RunningServer.StartAsync(data, "--no-season"))
        {
            foreach (var id in sender.Acknowledged)
            {
                (await sender.SendAgainAsync(server.Address, id, at))
                    .ShouldBe("duplicate", $"reading {id}, seed {seed}");
            }
        }

        await CheckAsync(data, seed);
    }

    private static async Task CheckAsync(string data, int seed)
    {
        await using var city = await PreparedCity.OpenAsync(data);

        (await city.DifferencesAsync()).ShouldBe(0, $"tables follow from states, seed {seed}");
        var operations = await city.OperationsAsync();
        operations.Count(operation => River.KindOf(operation.Entries.SelectMany(entry => entry)) != "sensor-fault")
            .ShouldBeLessThanOrEqualTo(1, "the season floods once");
        foreach (var (state, entries, id) in operations)
        {
            var replayed = OperationEngine.Replay(id, entries.Select(entry => entry.AsEnumerable()));
            Encoding.UTF8.GetString(OperationJson.WriteState(replayed))
                .ShouldBe(Encoding.UTF8.GetString(state), $"seed {seed}");

            var offers = entries.SelectMany(entry => entry).OfType<WorkItemOffered>()
                .Select(offer => (offer.Item.Run, offer.Item.Token)).ToList();
            offers.Distinct().Count().ShouldBe(offers.Count, $"no step offered twice, seed {seed}");

            var completions = entries.SelectMany(entry => entry).OfType<WorkItemCompleted>().Select(done => done.Item)
                .ToList();
            completions.Distinct().Count().ShouldBe(completions.Count, $"no step completed twice, seed {seed}");
        }
    }
}
