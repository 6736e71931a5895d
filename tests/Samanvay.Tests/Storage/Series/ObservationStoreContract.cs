using NodaTime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Storage.Series;

/// <summary>What every store of observations does, whatever database is below.</summary>
public abstract class ObservationStoreContract
{
    private static readonly CityId City = new("nadipur");
    private static readonly Instant Noon = Instant.FromUtc(2026, 7, 1, 12, 0);
    private static readonly SituationKey Place = new(City, "river-level", "rg-1");

    internal abstract IObservationStore Store { get; }

    internal abstract IHousekeepingStore House { get; }

    [Fact]
    public async Task A_batch_is_stored_only_on_top_of_the_one_that_its_writer_knew()
    {
        await SaveAsync(0, [], Row([1]));

        await Should.ThrowAsync<ObservationConflictException>(() => SaveAsync(0, [Mark("1")], Row([2])));
        await SaveAsync(1, [Mark("1")], Row([3]) with { Position = 2 });

        (await Store.PositionAsync(City, default)).ShouldBe(new IntakePosition(2, 1));
        var row = (await Store.LoadAsync([Place, Place with { Place = "rg-2" }], default))[Place];
        row.State.ToArray().ShouldBe([3]);
        row.Position.ShouldBe(2);
        (await Store.ChangedAsync(City, 1, default)).ShouldHaveSingleItem().Key.ShouldBe(Place);
        (await Store.ChangedAsync(City, 2, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_is_known_again_by_its_name_among_those_of_its_source()
    {
        var around = new string('é', 40);
        (await SaveAsync(0, [Mark("1"), Mark("2"), Mark(around)])).ShouldBeEmpty();

        var seen = await SaveAsync(
            1,
            [
                Mark("3"), Mark("2"), Mark("1", "other"), Mark(around), Mark(around + "!"), Mark("1"),
                new ObservationMark(new ObservationId(new CityId("elsewhere"), "gateway", "1"), Noon),
            ]);

        seen.Order().ShouldBe([1, 3, 5]);
    }

    [Fact]
    public async Task Marks_are_forgotten_after_their_window_in_slices()
    {
        await SaveAsync(0, [.. Enumerable.Range(0, 25).Select(number =>
            Mark($"{number:00}") with { Until = Noon + Duration.FromHours(number % 2 == 0 ? 1 : 5) })]);
        byte[]? after = null;
        var slices = 0;
        do
        {
            after = await House.ExpireMarksAsync(after, Noon + Duration.FromHours(3), 10, default);
            slices++;
        }
        while (after is not null);

        slices.ShouldBe(3);
        (await SaveAsync(1, [Mark("01"), Mark("02"), Mark("23"), Mark("24")])).Order().ShouldBe([0, 2]);
    }

    [Fact]
    public async Task Segments_come_in_the_order_of_their_batches_and_some_at_a_time()
    {
        for (var batch = 0; batch < 4; batch++) await SaveAsync(batch, [], segment: Segment(batch + 1));

        var first = await Store.SegmentsAsync(new SegmentSpan(City, 1, 4), 15, default);
        var rest = await Store.SegmentsAsync(new SegmentSpan(City, 3, 9), 15, default);

        first.Select(segment => segment.Position).ShouldBe([2, 3]);
        rest.Select(segment => segment.Position).ShouldBe([4]);
    }

    [Fact]
    public async Task What_is_due_comes_in_order_and_the_next_time_is_known()
    {
        await SaveAsync(0, [], Row([1]) with { DueAt = Noon });
        var other = Row([2]) with { Key = Place with { Place = "rg-2" }, DueAt = Noon - Duration.FromHours(1) };
        await SaveAsync(1, [], other);

        (await Store.DueAsync(City, Noon, 10, default)).Select(row => row.Key.Place).ShouldBe(["rg-2", "rg-1"]);
        (await Store.DueAsync(City, Noon, 1, default)).Count.ShouldBe(1);
        (await Store.NextDueAsync(City, default)).ShouldBe(Noon - Duration.FromHours(1));
        (await Store.NextDueAsync(new CityId("elsewhere"), default)).ShouldBeNull();
    }

    private async Task<IReadOnlySet<int>> SaveAsync(
        long before, ObservationMark[] marks, SituationRow? row = null, ObservationSegment? segment = null)
    {
        IReadOnlySet<int> told = new HashSet<int>();
        await Store.SaveAsync(
            new ObservationHead([new IntakeStep(City, before)], marks),
            seen =>
            {
                told = seen;
                var batch = new ObservationBatch(
                    segment is null ? [] : [segment], row is null ? [] : [row], []);
                batch.Checkpoints[City] = before;
                return batch;
            },
            default);
        return told;
    }

    private static SituationRow Row(byte[] state) => new(Place, state, null, 0) { Position = 1 };

    private static ObservationMark Mark(string id, string source = "gateway") =>
        new(new ObservationId(City, source, id), Noon + Duration.FromDays(8));

    private static ObservationSegment Segment(long position) =>
        new(City, Noon, Noon, Noon, 10, new byte[] { (byte)'[', (byte)']' }) { Position = position };
}
