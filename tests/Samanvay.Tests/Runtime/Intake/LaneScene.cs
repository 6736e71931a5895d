using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Services;

namespace Samanvay.Tests.Runtime.Intake;

/// <summary>Where a lane is killed, if it is.</summary>
public enum KillPoint { Never, BeforeSave, WithinTransaction, AfterCommit }

/// <summary>A store whose process dies at a point around the commit.</summary>
internal sealed class DyingStore(IObservationStore inner) : IObservationStore
{
    public KillPoint Dies { get; set; }

    public ValueTask<IntakePosition> PositionAsync(CityId city, CancellationToken cancellation) =>
        inner.PositionAsync(city, cancellation);

    public ValueTask<IReadOnlyDictionary<Samanvay.Runtime.Ports.SituationKey, SituationRow>> LoadAsync(
        IReadOnlyCollection<Samanvay.Runtime.Ports.SituationKey> keys, CancellationToken cancellation) =>
        inner.LoadAsync(keys, cancellation);

    public ValueTask<IReadOnlyList<SituationRow>> ChangedAsync(
        CityId city, long after, CancellationToken cancellation) => inner.ChangedAsync(city, after, cancellation);

    public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
        SegmentSpan span, int readings, CancellationToken cancellation) =>
        inner.SegmentsAsync(span, readings, cancellation);

    public ValueTask<IReadOnlyList<SituationRow>> DueAsync(
        CityId city, Instant now, int limit, CancellationToken cancellation) =>
        inner.DueAsync(city, now, limit, cancellation);

    public ValueTask<Instant?> NextDueAsync(CityId city, CancellationToken cancellation) =>
        inner.NextDueAsync(city, cancellation);

    public async ValueTask SaveAsync(
        ObservationHead head, Func<IReadOnlySet<int>, ObservationBatch> judge, CancellationToken cancellation)
    {
        if (Dies == KillPoint.BeforeSave) throw new OperationCanceledException();
        await inner.SaveAsync(
            head,
            seen =>
            {
                var batch = judge(seen);
                return Dies == KillPoint.WithinTransaction ? throw new OperationCanceledException() : batch;
            },
            cancellation);
        if (Dies == KillPoint.AfterCommit) throw new OperationCanceledException();
    }
}

/// <summary>A city with rules of every kind, and lanes that come and go over one database.</summary>
internal sealed class LaneScene(ServiceShell services, IObservationStore store) : IIntakeContexts
{
    private static readonly ImmutableArray<string> Gauges = ["a", "b", "c", "d"];

    private static readonly SituationRule Plain = new()
    {
        Id = "plain", Signal = "level", Unit = "m", Levels = [new("moderate", 2m, 1.5m, 3), new("high", 3m, 2.5m, 1)],
        For = Duration.FromMinutes(15), LowerAfter = Duration.FromMinutes(20), ClosableAfter = Duration.FromHours(1),
        StaleAfter = Duration.FromHours(2), Plausible = new(-1, 9, 60m),
    };

    private static readonly ImmutableArray<SituationRule> Rules =
    [
        Plain,
        Plain with
        {
            Id = "mean", For = Duration.Zero, Plausible = new(),
            Measure = Measure.In(MeasureKind.Avg, Duration.FromMinutes(30), Duration.FromMinutes(5)),
        },
        Plain with
        {
            Id = "settled", Key = Samanvay.Engine.Situations.SituationKey.Ward, Settle = Duration.FromMinutes(10),
            Quorum = new Quorum(2, 4),
        },
        Plain with
        {
            Id = "stormy", For = Duration.Zero, LowerAfter = Duration.Zero,
            Storm = new StormLimit(2, Duration.FromHours(1), Duration.FromMinutes(40)),
        },
    ];

    private readonly IntakeContext _context = new(
        Gauges.ToImmutableSortedDictionary(
            gauge => gauge, gauge => new IntakeDevice(gauge, gauge, "level", "m", Bank), StringComparer.Ordinal),
        SituationIndex.Of([.. Rules.Select(rule => new RuleSites(
            rule, ImmutableSortedDictionary<string, ImmutableArray<Site>>.Empty
                .Add("level", [.. Gauges.Select(gauge => new Site(gauge, Bank))])))]));

    private static Place Bank => new("w12", null, 18.52, 73.85);

    public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    /// <summary>One hand-in after the other, as the seed has it.</summary>
    public static IEnumerable<(Duration Wait, ImmutableArray<(string Gauge, int Ago, decimal Value)> Readings)> Season(
        int seed)
    {
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            var wait = random.Next(25) == 0 ? 150 : random.Next(1, 8);
            yield return (
                Duration.FromMinutes(wait),
                [
                    .. Enumerable.Range(0, random.Next(0, 5)).Select(_ => (
                        Gauges[random.Next(Gauges.Length)], random.Next(0, 12), random.Next(-20, 100) / 20m)),
                ]);
        }
    }

    public IntakeLane Lane(DyingStore? dying = null, Duration? unwrittenFor = null) => new(
        new IntakePorts(dying ?? store, this, services.Shell.Time, services.Shell.Wakeups, new RuntimeMetrics()),
        new IntakeLimits { UnwrittenFor = unwrittenFor ?? Duration.FromMinutes(20) },
        services.Shell.Host, NullLogger<IntakeLane>.Instance);

    /// <summary>Plays the season, each step in the hands of the lane that is given for it.</summary>
    /// <param name="seed">Which season.</param>
    /// <param name="lane">The lane, and where it dies in the step; then the sender tries again with the lane of the
    /// next call.</param>
    public async Task PlayAsync(int seed, Func<int, (IntakeLane Lane, bool Dies)> lane)
    {
        foreach (var (number, (wait, readings)) in Season(seed).Index())
        {
            services.Shell.Host.Advance(wait);
            var (now, turn) = (services.Shell.Time.Now(Shell.City), lane(number));
            var signals = readings.Select((reading, place) => new SignalEvent(
                "urn:gateway", $"{number}-{place}", reading.Gauge, now - Duration.FromMinutes(reading.Ago),
                reading.Value, null)).ToList();
            if (turn.Dies)
            {
                await DieAsync(turn.Lane, signals);
                turn = lane(number);
            }

            await TakeAsync(turn.Lane, signals);
        }
    }

    /// <summary>What everything has come to, however much of it stood only in memory.</summary>
    public async Task<string> StatesAsync()
    {
        services.Shell.Host.Advance(Duration.FromSeconds(1));
        await Lane(unwrittenFor: Duration.FromDays(-1)).RunOnceAsync(default);
        var keys = Rules.SelectMany(rule => Gauges.Append("w12").Append(StormGate.Everywhere)
            .Select(place => new Samanvay.Runtime.Ports.SituationKey(Shell.City, rule.Id, place))).ToList();
        var rows = await store.LoadAsync(keys, default);
        return string.Join('\n', rows.Values
            .OrderBy(row => row.Key.Rule, StringComparer.Ordinal).ThenBy(row => row.Key.Place, StringComparer.Ordinal)
            .Select(row => $"{row.Key} {row.Changes} {row.DueAt} {Encoding.UTF8.GetString(row.State.Span)}"));
    }

    private static async Task TakeAsync(IntakeLane lane, List<SignalEvent> signals)
    {
        var answers = lane.SubmitAsync(Shell.City, signals, default);
        await lane.RunOnceAsync(default);
        await answers;
        await lane.RunOnceAsync(default);
    }

    private static async Task DieAsync(IntakeLane lane, List<SignalEvent> signals)
    {
        _ = lane.SubmitAsync(Shell.City, signals, default);
        try
        {
            await lane.RunOnceAsync(default);
        }
        catch (OperationCanceledException)
        {
            // Nobody is told of anything.
        }
    }
}
