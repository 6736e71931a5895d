using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;
using static Samanvay.SystemTests.Replays.SandyCreek;

namespace Samanvay.SystemTests.Replays;

/// <summary>
/// The server, and now and then the replay, is killed at random moments while a measured flood comes in, agencies do
/// their steps by HTTP and a gateway sends readings of another gauge. Afterwards it is as if nobody had been killed.
/// </summary>
public sealed class KillDuringReplayTests
{
    private const string OtherGauge = "rg-lohar";

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    // SAMANVAY_KILLS=50 is the long form.
    private static readonly int Kills = int.Parse(
        Environment.GetEnvironmentVariable("SAMANVAY_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_was_acknowledged_is_there_once_and_nothing_is_lost_or_late()
    {
        var rows = Rows().SkipWhile(row => row.At < new LocalDateTime(2017, 3, 28, 0, 0))
            .TakeWhile(row => row.At < new LocalDateTime(2017, 4, Kills > 10 ? 30 : 2, 0, 0)).ToList();
        await using var river = await River.OpenAsync(Instant.FromUtc(2017, 3, 27, 0, 0), Levels);
        using var agency = await SampleAgency.SignInAsync(river.Address, SamplePeople.OneOfEachRole);
        using var stop = new CancellationTokenSource();
        var work = agency.WorkAsync(stop.Token);
        var sender = new Sender(river.Key, OtherGauge);
        var seed = Environment.TickCount;

        var kills = await KillAsync(river, Write(rows), sender, new Random(seed));

        await stop.CancelAsync();
        await work;
        await agency.DoAllAsync();
        TestContext.Current.SendDiagnosticMessage(
            $"seed {seed}: {kills} kills, {sender.Acknowledged.Count} readings of a gateway and "
                + $"{agency.Acknowledged.Count} completions acknowledged");
        kills.ShouldBe(Kills, $"the replay was long enough, seed {seed}");
        var flood = (await river.FloodsAsync()).ShouldHaveSingleItem($"seed {seed}");
        River.Told(flood, Aest).ShouldBe(Flood, $"seed {seed}");
        CheckSteps([.. flood], agency, seed);
        await CheckEventsAsync(river, sender, rows.Count, seed);
    }

    private static async Task<int> KillAsync(River river, string file, Sender sender, Random random)
    {
        var replay = RunningServer.Begin(river.Arguments(file, "level-d-m-y"));
        var kills = 0;
        while (kills < Kills && !replay.HasExited)
        {
            var sending = sender.SendUntilGoneAsync(river.Address, await UntilTimeMovesAsync(river, replay));
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 400)), TimeProvider.System,
                TestContext.Current.CancellationToken);
            await river.KillAsync();
            await sending;
            kills++;
            await using (var city = await PreparedCity.OpenAsync(river.Data))
                (await city.DifferencesAsync()).ShouldBe(0, $"tables follow from states after kill {kills}");

            if (kills % 3 == 0)
                await EndAsync(replay);

            await river.StartAgainAsync();
            // What the broken off replay has sent, the next one is told of as known.
            if (kills % 3 == 0)
                replay = RunningServer.Begin(river.Arguments(file, "level-d-m-y"));
        }

        await replay.WaitForExitAsync(TestContext.Current.CancellationToken);
        replay.ExitCode.ShouldBe(0, await replay.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        replay.Dispose();
        return kills;
    }

    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Waits until the replay has moved the city's clock; says what time it then is.</summary>
    private static async Task<DateTimeOffset> UntilTimeMovesAsync(River river, Process replay)
    {
        using var client = new HttpClient { BaseAddress = new Uri(river.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", river.Key);
        var before = await TimeAsync(client);
        while (!replay.HasExited && await TimeAsync(client) == before)
            await Task.Delay(Glance, TimeProvider.System, TestContext.Current.CancellationToken);

        return await TimeAsync(client);
    }

    private static async Task<DateTimeOffset> TimeAsync(HttpClient client) => InstantPattern.ExtendedIso.Parse(
        (await client.GetFromJsonAsync<JsonElement>("/api/clock")).GetProperty("now").GetString()!)
        .Value.ToDateTimeOffset();

    private static void CheckSteps(IReadOnlyList<OperationFact> flood, SampleAgency agency, int seed)
    {
        var offers = flood.OfType<WorkItemOffered>().Select(offer => (offer.Item.Run, offer.Item.Token)).ToList();
        offers.Distinct().Count().ShouldBe(offers.Count, $"no step offered twice, seed {seed}");

        var done = flood.OfType<WorkItemCompleted>().Select(fact => fact.Item.Value).ToList();
        done.Distinct().Count().ShouldBe(done.Count, $"no step completed twice, seed {seed}");
        agency.Acknowledged.Select(step => step.Item).ShouldBeSubsetOf(done, $"seed {seed}");

        var breaches = flood.OfType<ClockAdvanced>().Select(fact => fact.Fact).OfType<ClockBreached>().ToList();
        breaches.ShouldAllBe(breach => breach.At == breach.BreachedAt, $"no timer lost or late, seed {seed}");
        flood.OfType<IncidentClosed>().ShouldHaveSingleItem($"seed {seed}");
    }

    private static async Task CheckEventsAsync(River river, Sender sender, int rows, int seed)
    {
        await using var city = await PreparedCity.OpenAsync(river.Data);
        (await city.NextTimerAsync()).ShouldBeNull($"no timer is left behind, seed {seed}");
        var events = await city.EventsAsync();

        events.Values.ShouldAllBe(times => times == 1, $"no reading stored twice, seed {seed}");
        sender.Acknowledged.ShouldBeSubsetOf(
            events.Keys.Where(key => key.Source == Sender.Source).Select(key => key.Id), $"seed {seed}");
        events.Keys.Count(key => key.Source == "replay:sandy-creek.csv").ShouldBe(rows, $"seed {seed}");
    }
}
