using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations.Conditions;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Storage.Sqlite.Signals;
using Samanvay.Tests.Runtime.Commands;
using Samanvay.Tests.Runtime.Services;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Intake;

public sealed class IntakeLaneTests : IDisposable
{
    private readonly DatabaseFolder _folder = new();

    [Fact]
    public async Task A_rising_river_opens_one_incident_and_its_later_changes_join_it()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services);

        await TakeAsync(lane, Reading("1", 0, 1.0m), Reading("2", 10, 2.5m));
        await services.Inbox.RunOnceAsync(default);
        await TakeAsync(lane, Reading("3", 20, 3.5m));
        await services.Inbox.RunOnceAsync(default);

        var incident = (await IncidentsAsync(services)).ShouldHaveSingleItem();
        incident.Incident!.Title.ShouldBe("River flood: Bund Garden");
        incident.Incident.Situations["river-level"].Level.ShouldBe("high");
        incident.Incident.Severity.ShouldBe(IncidentSeverity.S1);
        incident.Sequence.ShouldBe(2);
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_event_that_comes_again_is_answered_as_a_duplicate_and_does_nothing_again()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services);
        await TakeAsync(lane, Reading("1", 0, 2.5m));

        var answers = await TakeAsync(lane, Reading("1", 0, 2.5m), Reading("2", 1, 2.6m), Reading("2", 1, 2.6m));

        answers.ShouldBe([new SignalDuplicate(), new SignalTaken(), new SignalDuplicate()]);
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).Count.ShouldBe(1);
        (await CountAsync(services, "SELECT SUM(count) FROM observation_segments")).ShouldBe(2);
    }

    [Fact]
    public async Task Values_are_judged_in_the_rules_unit()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());

        await TakeAsync(Lane(services), Reading("1", 0, 10m) with { Unit = "[ft_i]" });

        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_can_not_be_judged_is_refused_with_its_kind_and_the_rest_is_taken()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());

        var answers = await TakeAsync(
            Lane(services), Reading("1", 0, 1m), Reading("2", 0, 1m) with { Device = "nowhere" },
            Reading("3", 0, 1m) with { Unit = "kPa" }, Reading("4", 60, 1m), Reading("5", -60 * 24 * 8, 1m));

        answers[0].ShouldBe(new SignalTaken());
        answers.OfType<SignalRefused>().Select(refused => refused.Kind).ShouldBe(
            [SignalRefusals.UnknownDevice, SignalRefusals.UnknownUnit, SignalRefusals.InTheFuture,
                SignalRefusals.TooOld]);
    }

    [Fact]
    public async Task A_reading_that_one_rule_can_not_judge_is_stored_and_judged_by_the_others()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.Rule with { Id = "broken", Levels = default }));

        var answers = await TakeAsync(
            lane, Reading("1", 0, 2.5m), Reading("2", 1, 3.5m), Reading("3", 2, 1m) with { Device = "nowhere" });
        await services.Inbox.RunOnceAsync(default);

        answers.Take(2).ShouldAllBe(answer => ((SignalTaken)answer).Trouble!.Contains("rule broken"));
        ((SignalRefused)answers[2]).Kind.ShouldBe(SignalRefusals.UnknownDevice);
        (await CountAsync(services, "SELECT SUM(count) FROM observation_segments")).ShouldBe(2);
        (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!.Situations["river-level"].Level
            .ShouldBe("high");
    }

    [Fact]
    public async Task A_situation_whose_stored_state_is_unreadable_holds_up_no_other()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.Rule with { Id = "river-rise" }));
        await TakeAsync(lane, Reading("1", 0, 1.0m));
        await services.Shell.Database.Writer.WriteAsync(session =>
            session["UPDATE situation_states SET state = X'7b22' WHERE rule = 'river-rise'"].Execute(), default);

        var next = Lane(services, new RiverCity(RiverCity.Rule with { Id = "river-rise" }));
        var answers = await TakeAsync(next, Reading("2", 1, 2.5m));

        ((SignalTaken)answers.ShouldHaveSingleItem()).Trouble!.ShouldContain("rule river-rise could not judge it");
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldHaveSingleItem()
            .Lane.ShouldContain("river-level");
    }

    [Fact]
    public async Task Another_signal_of_the_same_ward_decides_with_the_gauge()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.WithRain));

        await TakeAsync(lane, Reading("1", 0, 2.5m));
        await TakeAsync(lane, Reading("2", 1, 30m) with { Device = "rain-1" });

        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default))
            .Count(row => row.Lane == "river-and-rain/fwr-055").ShouldBe(1);
        (await lane.RunOnceAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_situation_goes_on_by_itself_when_its_time_has_come()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services);
        await TakeAsync(lane, Reading("1", 0, 2.5m), Reading("2", 1, 1.0m));
        await services.Inbox.RunOnceAsync(default);

        services.Shell.Host.Advance(Duration.FromMinutes(61));
        (await lane.RunOnceAsync(default)).ShouldBeTrue();
        await services.Inbox.RunOnceAsync(default);

        (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!.Situations.ShouldBeEmpty();
        (await lane.RunOnceAsync(default)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_change_that_starts_nothing_and_joins_nothing_opens_no_incident()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path);

        await TakeAsync(Lane(services), Reading("1", 0, 2.5m));
        await services.Inbox.RunOnceAsync(default);

        (await IncidentsAsync(services)).ShouldBeEmpty();
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_ends_one_incident_and_begins_the_next_is_told_to_each_though_it_comes_together()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.Rule with
        {
            Join = false, LowerAfter = Duration.FromMinutes(5), ClosableAfter = Duration.Zero,
        }));

        await TakeAsync(
            lane, Reading("1", 0, 2.5m), Reading("2", 2, 1m), Reading("3", 15, 2.5m));
        await services.Inbox.RunOnceAsync(default);

        var stages = (await IncidentsAsync(services)).Select(each => each.Incident!.Situations.Count);
        stages.ShouldBe([0, 1], ignoreOrder: true);
    }

    [Fact]
    public async Task A_broken_sensor_opens_a_sensor_fault_incident_and_no_alarm()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.Rule with { Plausible = new(0, 9) }));

        await TakeAsync(lane, Reading("1", 0, 1m), Reading("2", 5, 99m));
        await services.Inbox.RunOnceAsync(default);

        var fault = (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!;
        (fault.Kind, fault.Title, fault.IsOpen).ShouldBe(("sensor-fault", "Sensor fault: w12", true));
        (fault.Severity, fault.Place.Ward).ShouldBe((IncidentSeverity.S4, "w12"));

        await TakeAsync(lane, Reading("3", 10, 1m));
        await services.Inbox.RunOnceAsync(default);

        (await IncidentsAsync(services)).ShouldHaveSingleItem().Incident!.IsOpen.ShouldBeFalse("it works again");
        (await services.InboxStore.WaitingAsync(Shell.Noon, 10, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_alarm_hears_of_its_broken_sensor_and_is_another_incident_than_that()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services, new RiverCity(RiverCity.Rule with { Plausible = new(0, 9) }));

        await TakeAsync(lane, Reading("1", 0, 2.5m), Reading("2", 5, 99m));
        await services.Inbox.RunOnceAsync(default);

        var incidents = (await IncidentsAsync(services)).ToDictionary(each => each.Incident!.Kind);
        incidents.Keys.ShouldBe(["sensor-fault", "river-flood"], ignoreOrder: true);
        incidents["sensor-fault"].Incident!.Situations.ShouldBeEmpty();
        incidents["river-flood"].Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task After_the_incident_was_closed_the_next_rise_opens_another()
    {
        await using var services = await ServiceShell.OpenAsync(_folder.Path, new RiverPlans());
        var lane = Lane(services);
        await TakeAsync(lane, Reading("1", 0, 2.5m));
        await services.Inbox.RunOnceAsync(default);
        var first = (await IncidentsAsync(services)).Single();
        await services.Shell.SubmitAsync(
            new OperationKey(Shell.City, first.Id), new CloseIncident(Shell.Noon, "officer", "A false alarm."));

        await TakeAsync(lane, Reading("2", 1, 3.5m));
        await services.Inbox.RunOnceAsync(default);

        (await IncidentsAsync(services)).Count.ShouldBe(2);
    }

    public void Dispose() => _folder.Dispose();

    private static IntakeLane Lane(ServiceShell services, RiverCity? city = null) => new(
        new IntakePorts(
            new SqliteObservationStore(services.Shell.Database), city ?? new RiverCity(), services.Shell.Time,
            services.Shell.Wakeups, new RuntimeMetrics()),
        IntakeLimits.Default, TimeProvider.System, NullLogger<IntakeLane>.Instance);

    private static SignalEvent Reading(string id, int minutes, decimal value) =>
        new("urn:gauge", id, "fwr-055", Shell.Noon + Duration.FromMinutes(minutes) - Duration.FromMinutes(20), value,
            null);

    private static async Task<IReadOnlyList<SignalAnswer>> TakeAsync(IntakeLane lane, params SignalEvent[] signals)
    {
        var answers = lane.SubmitAsync(Shell.City, signals, default);
        await lane.RunOnceAsync(default);
        return await answers;
    }

    private static async Task<List<Operation>> IncidentsAsync(ServiceShell services) =>
        await services.Shell.Database.Reader.ReadAsync(
            session => session["SELECT state FROM operations ORDER BY opened_at"]
                .Read(row => OperationJson.ReadState(row.Bytes(0))), default);

    private static async Task<long> CountAsync(ServiceShell services, string sql) =>
        await services.Shell.Database.Reader.ReadAsync(session => session[sql].Read(row => row.Long(0))[0], default);

    private sealed class RiverPlans : ISituationPlans
    {
        public ValueTask<SituationPlan?> FindAsync(CityId city, string message, CancellationToken cancellation) =>
            new(message.StartsWith("river-level/raised/", StringComparison.Ordinal)
                ? new SituationPlan("river-flood", "River flood", [])
                : null);
    }

    private sealed class RiverCity(params SituationRule[] more) : IIntakeContexts
    {
        public static readonly SituationRule Rule = new()
        {
            Id = "river-level",
            Signal = "river.level",
            Unit = "m",
            Levels = [new Samanvay.Engine.Situations.SituationLevel("moderate", 2m, 1.5m, 3),
                new Samanvay.Engine.Situations.SituationLevel("high", 3m, 2.5m, 1)],
            LowerAfter = Duration.FromHours(1),
            StaleAfter = Duration.FromHours(6),
        };

        public static readonly SituationRule WithRain = Rule with
        {
            Id = "river-and-rain", Levels = [new("wet", 1m, 1m, 2)],
            Inputs =
            [
                new()
                {
                    Name = "rain", Signal = "rain.depth", Unit = "mm", StaleAfter = Duration.FromHours(6),
                    Near = new(NearKind.Ward),
                },
            ],
            Value = new RuleExpression(
                FeelCompiler.Expression("if rain >= 20 then value else null").Value!, FeelContext.Empty),
        };

        private static readonly Place Bank = new("w12", null, 18.52, 73.85);

        private readonly IntakeContext _context = new(
            IntakeContext.Empty.Devices.Add(
                "fwr-055", new IntakeDevice("fwr-055", "Bund Garden", "river.level", "m", Bank))
                .Add("rain-1", new IntakeDevice("rain-1", "Bund Garden", "rain.depth", "mm", Bank)),
            SituationIndex.Of([.. more.Append(Rule).Select(rule => new RuleSites(
                rule, ImmutableSortedDictionary<string, ImmutableArray<Site>>.Empty
                    .Add("river.level", [new Site("fwr-055", Bank)])
                    .Add("rain.depth", [new Site("rain-1", Bank)])))]));

        public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);
    }
}
