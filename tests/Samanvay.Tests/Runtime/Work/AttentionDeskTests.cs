using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Views;
using Samanvay.Runtime.Work;
using Samanvay.Tests.Runtime.Cities;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Work;

public sealed class AttentionDeskTests
{
    private static readonly Asker Supervisor = WorkingCity.Operator with { Roles = [CityRole.Supervisor] };

    [Fact]
    public async Task A_request_that_was_given_up_is_listed_with_its_reason_and_how_often_it_was_tried()
    {
        await using var city = await WorkingCity.OpenAsync();
        var desk = city.Get<AttentionDesk>();
        (await ListAsync(desk, WorkingCity.Operator)).Items.ShouldBeEmpty();

        await ParkAsync(city, "r1");

        var item = (await ListAsync(desk, WorkingCity.Operator)).Items.ShouldHaveSingleItem();
        (item.Kind, item.Reason, item.Attempts, item.Since)
            .ShouldBe((AttentionKind.Request, "It can not be read.", 1, city.Now));
        (await desk.CountAsync(WorkingCity.Operator, WorkingCity.Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_may_retry_it_gives_it_back_to_the_services_and_a_second_try_finds_it_gone()
    {
        await using var city = await WorkingCity.OpenAsync();
        var desk = city.Get<AttentionDesk>();
        await ParkAsync(city, "r1");

        (await desk.RetryAsync(WorkingCity.Operator, Call("r1"), WorkingCity.Cancellation)).Value();

        (await ListAsync(desk, WorkingCity.Operator)).Items.ShouldBeEmpty();
        (await city.Get<IInboxStore>().WaitingAsync(city.Now, 10, WorkingCity.Cancellation)).Count.ShouldBe(1);
        (await desk.RetryAsync(WorkingCity.Operator, Call("r1"), WorkingCity.Cancellation)).Reason()
            .ShouldBeOfType<Conflict>();
    }

    [Fact]
    public async Task Only_a_supervisor_or_an_administrator_skips_it_and_only_with_a_reason()
    {
        await using var city = await WorkingCity.OpenAsync();
        var desk = city.Get<AttentionDesk>();
        await ParkAsync(city, "r1");

        (await desk.SkipAsync(WorkingCity.Operator, Call("r1"), "Old.", WorkingCity.Cancellation)).Reason()
            .ShouldBe(new NotAllowed(FrontDoorOperation.SkipStuckWork));
        (await desk.SkipAsync(Supervisor, Call("r1"), "  ", WorkingCity.Cancellation)).Reason()
            .ShouldBeOfType<Invalid>();
        (await desk.SkipAsync(Supervisor, Call("r1"), "Sent twice.", WorkingCity.Cancellation)).Value();

        (await ListAsync(desk, Supervisor)).Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_incident_asked_for_is_named_with_it_and_its_skipping_stands_in_the_timeline()
    {
        await using var city = await WorkingCity.OpenAsync();
        var desk = city.Get<AttentionDesk>();
        var operation = await city.StartAsync();
        var outbox = city.Get<IOutboxStore>();
        var row = (await outbox.ClaimAsync(
            NodaTime.Instant.MaxValue - NodaTime.Duration.FromDays(1), NodaTime.Duration.Zero, 1,
            WorkingCity.Cancellation)).Single();
        await outbox.ParkAsync(row, "Nobody answers.", WorkingCity.Cancellation);
        var item = (await ListAsync(desk, Supervisor)).Items.ShouldHaveSingleItem();
        (item.Kind, item.Incident, item.Operation)
            .ShouldBe((AttentionKind.Effect, "River flood at the old bridge", operation));

        await desk.SkipAsync(
            Supervisor, new(StuckKind.Effect, operation, item.Key), "We have called them.", WorkingCity.Cancellation);

        var incident = (await city.Views.IncidentAsync(Supervisor, operation, "en", WorkingCity.Cancellation)).Value();
        incident.Timeline.ShouldContain(entry =>
            entry.Kind == TimelineKinds.Note && entry.Detail["text"].Contains("We have called them."));
    }

    [Fact]
    public async Task An_agency_member_and_another_city_see_nothing_of_it()
    {
        await using var city = await WorkingCity.OpenAsync();
        var desk = city.Get<AttentionDesk>();
        await ParkAsync(city, "r1");
        var member = WorkingCity.Member("police");
        var stranger = Supervisor with { City = new CityId("elsewhere") };

        (await desk.ListAsync(member, "en", WorkingCity.Cancellation)).Reason().ShouldBeOfType<NotAllowed>();
        (await desk.CountAsync(member, WorkingCity.Cancellation)).ShouldBe(0);
        (await desk.CountAsync(stranger, WorkingCity.Cancellation)).ShouldBe(0);
        (await desk.SkipAsync(stranger, Call("r1"), "Mine.", WorkingCity.Cancellation)).Reason()
            .ShouldBeOfType<Conflict>();
    }

    [Fact]
    public async Task Refused_signals_are_counted_for_their_own_city()
    {
        await using var city = await WorkingCity.OpenAsync();
        var refused = city.Get<RefusedSignals>();
        refused.Count(WorkingCity.Here, new SignalRefused(SignalRefusals.BadUnit, "first"), "gateway:g");
        refused.Count(WorkingCity.Here, new SignalRefused(SignalRefusals.BadUnit, "second"), "gateway:g");
        refused.Count(new CityId("elsewhere"), new SignalRefused(SignalRefusals.TooOld, "theirs"), "gateway:h");

        var line = (await ListAsync(city.Get<AttentionDesk>(), WorkingCity.Operator)).Refused.ShouldHaveSingleItem();

        (line.Kind, line.Count, line.Message).ShouldBe((SignalRefusals.BadUnit, 2, "second"));
    }

    private static StuckCall Call(string key) => new(StuckKind.Request, null, key);

    private static async Task<AttentionView> ListAsync(AttentionDesk desk, Asker asker) =>
        (await desk.ListAsync(asker, "en", WorkingCity.Cancellation)).Value();

    private static async Task ParkAsync(WorkingCity city, string key)
    {
        var inbox = city.Get<IInboxStore>();
        var row = new InboxRow(0, WorkingCity.Here, key, "unheard-of", "lane", new byte[] { 1 }, city.Now, 0);
        await inbox.AddAsync([row], WorkingCity.Cancellation);
        var waiting = await inbox.WaitingAsync(city.Now, 10, WorkingCity.Cancellation);
        var parked = waiting.Single(one => one.Key == key);
        await inbox.ParkAsync(parked.Id, "It can not be read.", WorkingCity.Cancellation);
    }
}
