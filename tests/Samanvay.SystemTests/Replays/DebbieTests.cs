using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.SystemTests.Journeys;
using Shouldly;
using Xunit;
using static Samanvay.SystemTests.Replays.SandyCreek;

namespace Samanvay.SystemTests.Replays;

/// <summary>Cyclone Debbie's flood of March 2017 at Sandy Creek, through the intake of a running server.</summary>
public sealed class DebbieTests
{
    private static readonly Instant Before = Instant.FromUtc(2017, 3, 11, 12, 0);

    [Fact]
    public async Task Debbie_s_flood_runs_through_its_stages_at_the_measured_instants_and_closes_with_the_shelters()
    {
        await using var river = await River.OpenAsync(Before, Levels);
        using (var agency = await SampleAgency.SignInAsync(river.Address, SamplePeople.OneOfEachRole))
        {
            await river.ReplayAsync(Write(Rows().TakeWhile(row => row.At < Afternoon(30))), "level-d-m-y");
            (await agency.DoAllAsync()).ShouldBeGreaterThan(20);
            await river.ReplayAsync(Write(Rows().TakeWhile(row => row.At < Afternoon(32))), "level-d-m-y");
            await agency.DoAllAsync(except: "confirm-shelters-empty");
            var (shelters, officer) = (await agency.OpenAsync()).ShouldHaveSingleItem();
            shelters.Element.ShouldBe("confirm-shelters-empty");
            (await agency.CompleteAsync(officer, shelters)).ShouldBeTrue();
        }

        // The month that follows, after weeks that the server knows already.
        var said = await river.ReplayAsync(Write(Rows().TakeWhile(row => row.At.Month is 3 or 4)), "level-d-m-y");
        said.ShouldContain("known already");

        var flood = (await river.FloodsAsync()).ShouldHaveSingleItem("nothing on 24 March, nothing later");
        River.Local(flood.OfType<IncidentOpened>().Single().At, Aest).ShouldBe("28-03 16:40");
        River.Told(flood, Aest).ShouldBe(Flood);
        var offered = flood.OfType<WorkItemOffered>().Single(fact => fact.Item.ElementId == "confirm-shelters-empty");
        River.Local(offered.Item.OfferedAt, Aest).ShouldBe("31-03 23:30", "closable");
        var done = flood.OfType<WorkItemCompleted>().Single(fact => fact.Item == offered.Item.Id);
        flood.OfType<IncidentClosed>().Single().At.ShouldBe(done.At, "closed when the shelters are empty");
    }

    [Theory]
    [InlineData("a spike of 25 m")]
    [InlineData("negative readings")]
    [InlineData("missing readings")]
    [InlineData("a gauge stuck at 9 m")]
    public async Task A_gauge_at_fault_opens_an_incident_of_its_own_and_no_flood(string fault)
    {
        var calm = Rows().SkipWhile(row => row.At < new LocalDateTime(2017, 5, 1, 0, 0)).Take(60).ToList();
        await using var river = await River.OpenAsync(
            Instant.FromUtc(2017, 4, 30, 12, 0), new Dictionary<string, string>(Levels) { ["confirmReadings"] = "2" });

        await river.ReplayAsync(Write(Broken(calm, fault)), "level-d-m-y");

        (await river.IncidentsAsync()).Select(facts => River.KindOf(facts)).Distinct().ShouldBe(["sensor-fault"]);
    }

    private static LocalDateTime Afternoon(int dayOfMarch) =>
        new LocalDate(2017, 3, 1).PlusDays(dayOfMarch - 1).At(new LocalTime(12, 0));

    private static IEnumerable<(LocalDateTime At, string Level)> Broken(
        IEnumerable<(LocalDateTime At, string Level)> rows, string fault) => rows.Select((row, place) => fault switch
        {
            "a spike of 25 m" => place == 20 ? row with { Level = "25" } : row,
            "negative readings" => place is 20 or 21 or 22 ? row with { Level = "-7.5" } : row,
            "missing readings" => place is >= 20 and < 40 ? row with { Level = "NA" } : row,
            _ => place is >= 20 and < 40 ? row with { Level = "9" } : row,
        });
}
