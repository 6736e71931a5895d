using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Services;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Series;

/// <summary>What was sent reads the same before, while and after it is gathered into hours.</summary>
public abstract class SeriesKeepingContract
{
    private const int Devices = 1_200;
    private const int Batches = 4;

    private static Interval Span => new(Shell.Noon - Duration.FromDays(1), Shell.Noon + Duration.FromDays(1));

    internal abstract (ISeriesStore Series, IObservationStore Intake) Open(ServiceShell services);

    [Fact]
    public async Task Gathering_that_is_killed_at_any_slice_goes_on_and_loses_and_doubles_nothing()
    {
        using var folder = new DatabaseFolder();
        await using var services = await ServiceShell.OpenAsync(folder.Path);
        var (series, intake) = Open(services);
        await SendAsync(intake);
        var before = await ReadAsync(series);
        before.ShouldAllBe(points => points.Length == Batches);

        for (var slices = 0; ; slices++)
        {
            var dying = new DyingSeries(series) { Left = slices % 3 };
            var keeping = new SeriesKeeping(dying, intake, services.Shell.Time, services.Shell.Host);
            await TryAsync(() => keeping.GatherAsync(Shell.City, default));
            services.Shell.Host.Advance(Duration.FromHours(2));
            await TryAsync(() => keeping.GatherAsync(Shell.City, default));

            (await ReadAsync(series)).Zip(before).ShouldAllBe(pair => pair.First.SequenceEqual(pair.Second));
            if ((await series.WorkAsync(Shell.City, default)).Taken == Batches) break;
            slices.ShouldBeLessThan(30);
        }

        (await series.NewestAsync(Shell.City, ["d-0001"], 1, default)).ShouldHaveSingleItem().Summary.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_rules_still_need_after_a_start_is_not_gathered()
    {
        using var folder = new DatabaseFolder();
        await using var services = await ServiceShell.OpenAsync(folder.Path);
        var (series, intake) = Open(services);
        await SendAsync(intake, checkpoint: 2);
        var keeping = new SeriesKeeping(series, intake, services.Shell.Time, services.Shell.Host);

        await keeping.GatherAsync(Shell.City, default);
        services.Shell.Host.Advance(Duration.FromHours(2));
        await keeping.GatherAsync(Shell.City, default);

        (await series.WorkAsync(Shell.City, default)).Taken.ShouldBe(2);
        (await series.SegmentsAsync(new SegmentSpan(Shell.City, 0, Batches), 9999, default))
            .Select(segment => segment.Position).ShouldBe([3, 4]);
    }

    private static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
            // It was killed there.
        }
    }

    private static async Task<ImmutableArray<SeriesPoint>[]> ReadAsync(ISeriesStore series)
    {
        var reader = new SeriesReader(series);
        var read = new List<ImmutableArray<SeriesPoint>>();
        for (var device = 0; device < Devices; device += 100)
        {
            var known = new IntakeDevice(Name(device), Name(device), "level", "m", Place.Unknown);
            read.Add((await reader.ReadingsAsync(Shell.City, known, Span, 100, default)).Points);
        }

        return [.. read];
    }

    private static async Task SendAsync(IObservationStore intake, long? checkpoint = null)
    {
        for (var batch = 0; batch < Batches; batch++)
        {
            var at = Shell.Noon - Duration.FromMinutes(40 * batch);
            var signals = Enumerable.Range(0, Devices).Select(device => new SignalEvent(
                "gateway", $"{batch}-{device}", Name(device), at, batch + (device / 100m), null)).ToList();
            var segment = SegmentJson.Write(Shell.City, signals, at) with { Position = batch + 1 };
            var stored = new ObservationBatch([segment], [], []);
            stored.Checkpoints[Shell.City] = Math.Min(batch + 1, checkpoint ?? Batches);
            await intake.SaveAsync(
                new ObservationHead([new IntakeStep(Shell.City, batch)], []), _ => stored, default);
        }
    }

    private static string Name(int device) => $"d-{device:0000}";

    /// <summary>A store whose process dies after so many writes.</summary>
    private sealed class DyingSeries(ISeriesStore inner) : ISeriesStore
    {
        public int Left { get; set; }

        public ValueTask<StoredSeries> ReadAsync(SeriesQuery query, CancellationToken cancellation) =>
            inner.ReadAsync(query, cancellation);

        public ValueTask<IReadOnlyList<SeriesHour>> NewestAsync(
            CityId city, IReadOnlyCollection<string> devices, int hours, CancellationToken cancellation) =>
            inner.NewestAsync(city, devices, hours, cancellation);

        public ValueTask<SeriesWork> WorkAsync(CityId city, CancellationToken cancellation) =>
            inner.WorkAsync(city, cancellation);

        public ValueTask<IReadOnlyList<ObservationSegment>> SegmentsAsync(
            SegmentSpan span, int readings, CancellationToken cancellation) =>
            inner.SegmentsAsync(span, readings, cancellation);

        public ValueTask<IReadOnlyList<SeriesHour>> FindAsync(
            CityId city, IReadOnlyCollection<HourKey> keys, CancellationToken cancellation) =>
            inner.FindAsync(city, keys, cancellation);

        public async ValueTask<bool> KeepAsync(
            IReadOnlyList<SeriesHour> hours, SeriesStep step, CancellationToken cancellation)
        {
            var kept = await inner.KeepAsync(hours, step, cancellation);
            return Left-- > 0 ? kept : throw new OperationCanceledException();
        }

        public ValueTask<int> DropSegmentsAsync(
            CityId city, long through, int limit, CancellationToken cancellation) =>
            inner.DropSegmentsAsync(city, through, limit, cancellation);

        public ValueTask<IReadOnlyList<string>> DevicesAsync(
            CityId city, string? after, int limit, CancellationToken cancellation) =>
            inner.DevicesAsync(city, after, limit, cancellation);

        public ValueTask<bool> TrimAsync(
            IReadOnlyList<SeriesTrim> trims, SeriesStep step, CancellationToken cancellation) =>
            inner.TrimAsync(trims, step, cancellation);
    }
}
