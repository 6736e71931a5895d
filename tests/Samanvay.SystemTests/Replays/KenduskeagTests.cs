using NodaTime;
using NodaTime.Text;
using Samanvay.Engine.Incidents;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.SystemTests.Replays;

/// <summary>Half a year of Kenduskeag Stream: stage in feet, and the zone in a column of its own.</summary>
public sealed class KenduskeagTests
{
    private static readonly Offset Edt = Offset.FromHours(-4);

    // 6 ft and 7 ft in the playbook's metres.
    private static readonly Dictionary<string, string> Levels = new()
    {
        ["warningLevel"] = "1.8288",
        ["dangerLevel"] = "2.1336",
        ["highestFloodLevel"] = "4.2672",
        ["readingEvery"] = "PT1H",
        ["bulletinEvery"] = "PT12H",
    };

    [Theory]
    [InlineData("2014-07-04", "2014-07-08", "06-07 03:00", "06-07 15:00")]
    [InlineData("2014-10-22", "2014-10-28", "24-10 15:00", "25-10 16:00")]
    public async Task Danger_is_reached_and_left_at_the_measured_hours(
        string from, string to, string reached, string left)
    {
        var measured = SharedFolder.Require("data", "river_us_usgs", "keag_small_2014-05_2015-05.csv");
        var lines = File.ReadAllLines(measured);
        var span = lines.Skip(1).Where(line => IsBetween(line.Split(',')[3], from, to));
        var file = Path.Combine(Directory.CreateTempSubdirectory("samanvay-rows-").FullName, "kenduskeag.csv");
        await File.WriteAllLinesAsync(file, span.Prepend(lines[0]), TestContext.Current.CancellationToken);
        await using var river = await River.OpenAsync(Midnight(from) - Duration.FromHours(2), Levels);

        await river.ReplayAsync(file, "usgs-stage");

        var changes = (await river.FloodsAsync()).ShouldHaveSingleItem().OfType<SituationChanged>()
            .Select(fact => fact.Change).ToList();
        var raised = changes.Single(change => change is { Kind: SituationReportKinds.Raised, Level: "moderate" });
        River.Local(raised.OccurredAt, Edt).ShouldBe(reached);
        // It is lowered when the level was left six hours ago.
        var lowered = changes.Single(change => change.Kind == SituationReportKinds.Lowered);
        River.Local(lowered.OccurredAt - Duration.FromHours(6), Edt).ShouldBe(left);
    }

    private static Instant Midnight(string date) =>
        OffsetDateTimePattern.ExtendedIso.Parse($"{date}T00:00:00-04:00").Value.ToInstant();

    private static bool IsBetween(string time, string from, string to) =>
        string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) < 0;
}
