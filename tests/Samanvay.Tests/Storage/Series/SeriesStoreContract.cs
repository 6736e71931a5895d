using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Series;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Series;

/// <summary>What every store of series does, whatever database is below.</summary>
public abstract class SeriesStoreContract
{
    private static readonly CityId City = new("nadipur");
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 1, 12, 0);
    private static readonly long Hour = SeriesHour.Of(Noon);

    internal abstract ISeriesStore Store { get; }

    [Fact]
    public async Task The_hours_of_one_device_come_back_as_they_were_in_their_order()
    {
        var hours = new[] { Of("g-2", 0, 1.5m), Of("g-1", 1, 2.25m, null), Of("g-1", 0, -3m), Of("g-1", 5, 4m) };
        (await Store.KeepAsync(hours, Step(Start, Start with { Taken = 3, Taking = 3 }), default)).ShouldBeTrue();

        var read = await ReadAsync("g-1", withPoints: true);

        read.Select(hour => hour.Key.Hour - Hour).ShouldBe([0, 1]);
        read[0].Points.ShouldBe(hours[2].Points);
        read[1].Points.ShouldBe(hours[1].Points);
        (read[1].Summary, read[1].Unit).ShouldBe((hours[1].Summary, "m"));
        (await ReadAsync("g-1", withPoints: false)).ShouldAllBe(hour => hour.Points.IsDefault);
        (await Store.FindAsync(City, [new("g-2", Hour), new("g-3", Hour)], default)).ShouldHaveSingleItem()
            .Points.ShouldBe(hours[0].Points);
        (await Store.NewestAsync(City, ["g-1", "g-9"], 1, default)).ShouldHaveSingleItem().Key.Hour.ShouldBe(Hour + 5);
        (await Store.DevicesAsync(City, null, 1, default)).ShouldBe(["g-1"]);
        (await Store.DevicesAsync(City, "g-1", 5, default)).ShouldBe(["g-2"]);
    }

    [Fact]
    public async Task Of_two_that_go_on_from_the_same_place_only_the_first_writes()
    {
        var after = Start with { Taking = 4, Device = "g-1" };
        (await Store.KeepAsync([Of("g-1", 0, 1m)], Step(Start, after), default)).ShouldBeTrue();

        (await Store.KeepAsync([Of("g-1", 0, 2m)], Step(Start, after), default)).ShouldBeFalse();

        var work = await Store.WorkAsync(City, default);
        work.ShouldBe(after with { Version = 1 });
        (await ReadAsync("g-1", withPoints: true)).Single().Points.Single().Value.ShouldBe(1m);
        (await Store.KeepAsync([], Step(work, work with { Taken = 4, Device = null }), default)).ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_old_loses_its_readings_and_later_goes()
    {
        await Store.KeepAsync([Of("g-1", 0, 1m), Of("g-1", 1, 2m), Of("g-1", 2, 3m)], Step(Start, Start), default);
        var work = await Store.WorkAsync(City, default);

        await Store.TrimAsync(
            [new SeriesTrim("g-1", Hour + 2, Hour + 1)], Step(work, work with { Trimmed = 9 }), default);

        var read = await ReadAsync("g-1", withPoints: true);
        read.Select(hour => (hour.Key.Hour - Hour, hour.Points.IsDefault)).ShouldBe([(1, true), (2, false)]);
        read[0].Summary.Max.ShouldBe(2m);
        (await Store.WorkAsync(City, default)).Trimmed.ShouldBe(9);
    }

    private async Task<IReadOnlyList<SeriesHour>> ReadAsync(string device, bool withPoints)
    {
        var span = new Interval(Noon, Noon + Duration.FromHours(3));
        var query = new SeriesQuery(City, device, span) { WithPoints = withPoints };
        return (await Store.ReadAsync(query, default)).Hours;
    }

    private static SeriesWork Start => new(City, 0, 0, null);

    private static SeriesStep Step(SeriesWork before, SeriesWork after) => new(before, after);

    private static SeriesHour Of(string device, int hour, params decimal?[] values)
    {
        ImmutableArray<SeriesPoint> points =
        [
            .. values.Select((value, minute) => new SeriesPoint(
                SeriesHour.StartOf(Hour + hour) + Duration.FromMinutes(minute), value)),
        ];
        return new(City, new HourKey(device, Hour + hour), "m", HourSummary.None.With(points), points);
    }
}
