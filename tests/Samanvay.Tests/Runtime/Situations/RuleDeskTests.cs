using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Series;
using Samanvay.Runtime.Situations;
using Samanvay.Storage;
using Samanvay.Tests.Runtime.Cities;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Situations;

public sealed class RuleDeskTests : IAsyncLifetime
{
    internal const string River = """
        {
          "id": "river-level", "signal": "river.level", "unit": "m", "key": "gauge", "period": "PT10M",
          "levels": [{"name": "high", "at": "=dangerLevel", "severity": 2}]
        }
        """;

    internal const string Path = "situations/river-level.json";

    internal static readonly ProcedureId Flood = new("flood");

    internal static readonly Asker Author = Asker.OfPerson(
        WholeCity.City, new PersonId("asha.kulkarni"), new AgencyId("drainage"), CityRole.Author);

    private readonly string _folder = Directory.CreateTempSubdirectory("samanvay-rules-").FullName;
    private WholeCity _city = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RuleDesk Desk => _city.Of<RuleDesk>();

    public async ValueTask InitializeAsync() => _city = await OpenAsync(_folder);

    public async ValueTask DisposeAsync()
    {
        await _city.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_rule_is_opened_with_the_citys_parameters_and_the_rule_in_force()
    {
        var bench = await BenchAsync();

        var read = bench.Read(bench.File);
        read.Problems.ShouldBeEmpty();
        read.Rule!.Levels[0].At.ShouldBe(10m);
        bench.InForce!.Levels[0].At.ShouldBe(10m);
        bench.Devices.Select(device => device.Id).ShouldBe(["gauge-1"]);
        (await Desk.ListAsync(Author, Cancellation)).Value().ShouldHaveSingleItem().Path.ShouldBe(Path);
    }

    [Fact]
    public async Task Problems_stand_at_their_fields()
    {
        var bench = await BenchAsync();

        var read = bench.Read(bench.File.With("levels[0].at", "high", RuleFieldKind.Number));
        var unknown = bench.Read(bench.File.With("levels[0].at", "=dangr", RuleFieldKind.Number));

        read.Rule.ShouldBeNull();
        read.About("levels[0].at").ShouldHaveSingleItem();
        unknown.About("levels[0].at").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_level_that_no_event_waits_for_is_told_at_its_name()
    {
        var bench = await BenchAsync();

        var more = bench.Read(bench.File.WithLevel("worst", "20", 1));
        var renamed = bench.Read(bench.File.With("id", "rain-heavy"));

        more.Rule.ShouldNotBeNull();
        more.About("levels[1].name").ShouldHaveSingleItem().Code.ShouldBe("SIT014");
        renamed.Problems.ShouldHaveSingleItem().Message.ShouldStartWith("Nothing waits for the rule “rain-heavy”");
    }

    [Fact]
    public async Task A_rule_is_tried_on_what_its_device_sent()
    {
        var bench = await BenchAsync();
        var rule = bench.Read(bench.File).Rule!;

        var series = (await SeriesAsync(bench, new DeviceSource("gauge-1", TrialSpan.Day))).Value();
        var result = (await Desk.TryAsync(Author, rule, series, Cancellation)).Value();

        series.Name.ShouldBe("Gauge at the bridge");
        series.Readings.Select(reading => reading.Value).ShouldBe([9m, 11m, 9m]);
        result.Firings.ShouldHaveSingleItem().Value.ShouldBe(11m);
    }

    [Fact]
    public async Task Last_year_is_tried_on_its_hours_where_the_readings_are_gone()
    {
        var bench = await BenchAsync();
        var rule = bench.Read(bench.File).Rule!;
        var hour = SeriesHour.Of(_city.Host.GetCurrentInstant() - Duration.FromDays(200));
        var summary = HourSummary.None.With(new[] { 9, 9.5m, 12, 11, 9, 8 }.Select((value, index) =>
            new SeriesPoint(SeriesHour.StartOf(hour) + Duration.FromMinutes(10 * index), value)));
        await KeepAsync(new SeriesHour(WholeCity.City, new HourKey("gauge-1", hour), "m", summary, default));

        var series = (await SeriesAsync(bench, new DeviceSource("gauge-1", TrialSpan.Year))).Value();
        var result = (await Desk.TryAsync(Author, rule, series, Cancellation)).Value();

        (series.IsHourly, series.IsThinned).ShouldBe((true, false));
        series.KeptFrom.ShouldBe(SeriesHour.StartOf(hour + 1));
        series.Readings.Length.ShouldBe(9);
        result.Firings.Select(firing => (SeriesHour.Of(firing.At), firing.Peak)).ShouldBe(
            [(hour, 12m), (SeriesHour.Of(series.Readings[^2].At), 11m)]);
        (await SeriesAsync(bench, new DeviceSource("gauge-1", TrialSpan.Month))).Value().IsHourly.ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_is_tried_as_well_and_says_what_is_wrong_with_it()
    {
        var bench = await BenchAsync();

        var series = (await SeriesAsync(
            bench, new TableSource("A flood", "time,value\n2026-07-01 06:00,9\n2026-07-01 06:10,12"))).Value();

        series.From.ShouldBe(Instant.FromUtc(2026, 7, 1, 0, 30));
        (await SeriesAsync(bench, new TableSource("A flood", "nothing")))
            .ShouldBeOfType<Refused<TrialSeries>>().Reason.ShouldBeOfType<HasProblems>();
        (await SeriesAsync(bench, new DeviceSource("gauge-9", TrialSpan.Day)))
            .ShouldBeOfType<Refused<TrialSeries>>().Reason.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task Only_who_may_try_rules_reads_the_series()
    {
        var bench = await BenchAsync();
        var member = Author with { Roles = [CityRole.AgencyMember] };

        var wish = (bench.InForce!, new DeviceSource("gauge-1", TrialSpan.Day));
        (await Desk.SeriesAsync(member, bench, wish, Cancellation))
            .ShouldBeOfType<Refused<TrialSeries>>().Reason.ShouldBeOfType<NotAllowed>();
        (await Desk.TryAsync(member, bench.InForce!, Readings.Of(7), Cancellation))
            .ShouldBeOfType<Refused<TrialResult>>().Reason.ShouldBeOfType<NotAllowed>();
    }

    [Fact]
    public async Task A_new_rule_begins_with_the_unit_of_the_citys_devices_and_takes_nobodys_place()
    {
        var fresh = await Desk.OpenAsync(
            Author, (Flood, "situations/bridge.json"), new NewRule("bridge", "river.level"), Cancellation);
        var taken = await Desk.OpenAsync(
            Author, (Flood, Path), new NewRule("river-level", "river.level"), Cancellation);

        var bench = fresh.Value();
        // Nothing waits for it yet.
        bench.Read(bench.File).Problems.ShouldHaveSingleItem().Code.ShouldBe("SIT013");
        bench.File["unit"].ShouldBe("m");
        bench.InForce.ShouldBeNull();
        taken.ShouldBeOfType<Refused<RuleBench>>().Reason.ShouldBeOfType<Invalid>()
            .Problems.ShouldHaveSingleItem().Message
            .ShouldBe("There is a rule river-level already. Choose another name.");
    }

    [Theory]
    [InlineData("signal", "river.levle", "signal")]
    [InlineData("unit", "mm/h", "unit")]
    [InlineData("unit", "metres", "unit")]
    [InlineData("plausible.ratePerHour", "-3", "plausible.ratePerHour")]
    [InlineData("plausible.ratePerHour", "0", "plausible.ratePerHour")]
    public async Task Settings_by_which_a_rule_would_never_begin_are_told(string field, string written, string at)
    {
        var bench = await BenchAsync();

        bench.Read(bench.File.With(field, written, RuleFieldKind.Number)).About(at).ShouldHaveSingleItem();
        bench.Read(bench.File.With("unit", "cm")).Problems.ShouldBeEmpty();
    }

    /// <summary>A city with a gauge that sent three readings, and a procedure with a rule about it.</summary>
    internal static async Task<WholeCity> OpenAsync(string folder)
    {
        var city = await WholeCity.OpenAsync(
            new SqliteChoice(System.IO.Path.Combine(folder, "city.db")), folder,
            change: services => services.AddSingleton<SeriesReader>());
        await city.DefineAsync();
        await city.PublishAsync(
            Flood.Value,
            """
            <bpmn:extensionElements>
              <sop:parameter name="dangerLevel" type="number" default="10" />
            </bpmn:extensionElements>
            <bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="raised" /></bpmn:startEvent>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end" />
            """,
            """<bpmn:message id="raised" name="river-level/raised/high" />""",
            more: ProcedureFiles.Empty.With(Path, River).Texts);
        var now = city.Host.GetCurrentInstant();
        List<SignalEvent> signals =
        [
            .. new[] { 9m, 11m, 9m }.Select((value, index) => new SignalEvent(
                "test", $"{index}", "gauge-1", now - Duration.FromMinutes(40 - (index * 10)), value, "m")),
        ];
        await city.Of<IObservationStore>().SaveAsync(
            new ObservationHead([], []),
            _ => new ObservationBatch([SegmentJson.Write(WholeCity.City, signals, now) with { Position = 1 }], [], []),
            default);
        return city;
    }

    private async Task KeepAsync(SeriesHour hour)
    {
        var store = _city.Of<ISeriesStore>();
        var work = await store.WorkAsync(WholeCity.City, Cancellation);
        (await store.KeepAsync([hour], new SeriesStep(work, work), Cancellation)).ShouldBeTrue();
    }

    private async Task<RuleBench> BenchAsync() =>
        (await Desk.OpenAsync(Author, (Flood, Path), null, Cancellation)).Value();

    private Task<Answer<TrialSeries>> SeriesAsync(RuleBench bench, TrialSource source) =>
        Desk.SeriesAsync(Author, bench, (bench.Read(bench.File).Rule!, source), Cancellation);
}
