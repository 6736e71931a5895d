using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Runtime.Work;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Views;

public sealed class ReadingViewTests
{
    private long _position;

    private static CancellationToken Cancellation => WorkingCity.Cancellation;

    [Fact]
    public async Task A_device_shows_its_latest_reading_whatever_the_order_of_arrival()
    {
        await using var city = await WorkingCity.OpenAsync();
        await SendAsync(city, ("gauge-1", 4, 71.5m), ("gauge-1", 2, 71.2m));
        (await LineAsync(city, "gauge-1")).LastValue.ShouldBe(71.5m);

        await SendAsync(city, ("gauge-1", 5, 71.9m));

        var heard = await LineAsync(city, "gauge-1");
        (heard.LastValue, heard.Silent).ShouldBe((71.9m, false));
        (await LineAsync(city, "gauge-2")).Silent.ShouldBeTrue();
        await city.MoveAsync(Duration.FromDays(1));
        (await LineAsync(city, "gauge-1")).Silent.ShouldBeTrue();
    }

    [Fact]
    public async Task What_was_gathered_while_nobody_looked_is_shown_to_who_looks_again()
    {
        await using var city = await WorkingCity.OpenAsync();
        await SendAsync(city, ("gauge-1", 4, 71.5m));
        (await LineAsync(city, "gauge-1")).LastValue.ShouldBe(71.5m);
        var at = city.Now - Duration.FromMinutes(1);
        var hour = new HourKey("gauge-2", SeriesHour.Of(at));
        ImmutableArray<SeriesPoint> points = [new(at, 12m)];
        var work = new SeriesWork(WorkingCity.Here, 0, 0, null);

        await city.Get<ISeriesStore>().KeepAsync(
            [new SeriesHour(WorkingCity.Here, hour, "m", HourSummary.None.With(points), points)],
            new SeriesStep(work, work with { Taken = 1, Taking = 1 }), Cancellation);

        (await LineAsync(city, "gauge-2")).LastValue.ShouldBe(12m);
        (await LineAsync(city, "gauge-1")).Recent.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Readings_are_told_in_the_devices_unit_and_the_last_few_also_out_of_the_hours()
    {
        await using var city = await WorkingCity.OpenAsync();
        var at = city.Now - Duration.FromMinutes(8);
        var earlier = at - Duration.FromHours(1);
        var work = new SeriesWork(WorkingCity.Here, 0, 0, null);
        await city.Get<ISeriesStore>().KeepAsync(
            [Hour([new(at, 2.5m)]), Hour([new(earlier, 2.3m), new(earlier + Duration.FromMinutes(1), 2.4m)])],
            new SeriesStep(work, work with { Taken = 1, Taking = 1 }), Cancellation);
        _position = 1;
        await SendAsync(city, "cm", ("gauge-1", 2, 250m), ("gauge-1", 5, 260m));

        var line = await LineAsync(city, "gauge-1");

        (line.LastValue, line.Unit).ShouldBe((2.6m, "m"));
        line.Recent.Select(one => (one.Value, one.Unit)).ShouldBe(
            [(2.6m, "m"), (2.5m, "m"), (2.4m, "m"), (2.3m, "m")]);
    }

    [Fact]
    public async Task An_incident_shows_the_curve_of_its_gauge_and_the_levels_that_judge_it()
    {
        await using var city = await WorkingCity.OpenAsync();
        await SendAsync(city, ("gauge-1", 1, 70.1m), ("gauge-1", 3, 70.4m), ("gauge-2", 3, 12m));
        var operation = new OperationId(Guid.Parse("0190a6c8-0000-7000-8000-000000000001"));
        var opening = new IncidentOpening(
            "river-flood", "River flood: Old bridge", IncidentSeverity.S3, Place.Unknown, "river-level/gauge-1");
        await city.Get<CommandLoop>().SubmitAsync(
            new Submission(
                new OperationKey(WorkingCity.Here, operation), new OpenIncident(city.Now, opening, [], null)),
            Cancellation);

        var view = (await city.Views.IncidentAsync(WorkingCity.Operator, operation, "en", Cancellation)).Value();

        var gauge = view.Gauge.ShouldNotBeNull();
        (gauge.Device, gauge.Unit).ShouldBe(("gauge-1", "m"));
        gauge.Points.Select(point => point.Value).ShouldBe([70.1m, 70.4m]);
        gauge.Levels.Select(level => level.Name).ShouldBe(["Low", "Moderate", "High", "Unprecedented"]);
        gauge.Levels.Select(level => level.Value).ShouldBeInOrder();
    }

    [Fact]
    public async Task The_series_of_a_device_is_shown_to_whom_the_devices_are_and_is_thinned_where_it_is_long()
    {
        await using var city = await WorkingCity.OpenAsync();
        await SendAsync(city, ("gauge-1", 1, 70.1m), ("gauge-1", 3, 70.4m), ("gauge-2", 3, 12m), ("gauge-1", 2, 71m));
        var span = new Interval(city.Now - Duration.FromHours(1), city.Now);

        var whole = (await city.Views.SeriesAsync(WorkingCity.Operator, "gauge-1", span, 50, Cancellation)).Value();
        var thin = (await city.Views.SeriesAsync(WorkingCity.Operator, "gauge-1", span, 2, Cancellation)).Value();
        var raw = (await city.Views.ReadingsAsync(WorkingCity.Operator, "gauge-1", span, 2, Cancellation)).Value();

        (whole.Unit, whole.IsRaw).ShouldBe(("m", true));
        whole.Stretches.Select(stretch => stretch.Summary.Last).ShouldBe([70.1m, 71m, 70.4m]);
        var summary = thin.Stretches.ShouldHaveSingleItem().Summary;
        (summary.Count, summary.Min, summary.Max, summary.Last, thin.IsRaw).ShouldBe((3, 70.1m, 71m, 70.4m, false));
        raw.Points.Select(point => point.Value).ShouldBe([71m, 70.4m]);
        raw.IsCut.ShouldBeTrue();
        var stranger = WorkingCity.Operator with { Roles = [] };
        (await city.Views.SeriesAsync(stranger, "gauge-1", span, 50, Cancellation))
            .ShouldBeOfType<Refused<Samanvay.Runtime.Series.DeviceSeries>>();
    }

    private static async Task<Samanvay.Runtime.Views.DeviceLine> LineAsync(WorkingCity city, string device) =>
        (await city.Views.DevicesAsync(WorkingCity.Operator, "en", Cancellation)).Value()
            .Devices.Single(line => line.Id == device);

    private static SeriesHour Hour(ImmutableArray<SeriesPoint> points) => new(
        WorkingCity.Here, new HourKey("gauge-1", SeriesHour.Of(points[0].At)), "m", HourSummary.None.With(points),
        points);

    private Task SendAsync(WorkingCity city, params (string Device, int Minute, decimal Value)[] readings) =>
        SendAsync(city, "m", readings);

    private async Task SendAsync(
        WorkingCity city, string unit, params (string Device, int Minute, decimal Value)[] readings)
    {
        var now = city.Now;
        var signals = readings.Select((reading, number) => new SignalEvent(
            "test", $"{reading.Device}/{reading.Minute}/{number}", reading.Device,
            now - Duration.FromMinutes(10 - reading.Minute), reading.Value, unit)).ToList();
        await city.Get<IObservationStore>().SaveAsync(
            new ObservationHead([], []),
            _ => new ObservationBatch(
                [SegmentJson.Write(WorkingCity.Here, signals, now) with { Position = ++_position }], [], []),
            Cancellation);
    }
}
