using NodaTime;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel.Values;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Alerts.Warned;

namespace Samanvay.Tests.Engine.Situations.Alerts;

public sealed class AlertEngineTests
{
    private static readonly AlertRule Rain = Rule(Warned.Rain);

    [Fact]
    public void An_alert_raises_an_update_raises_and_lowers_and_a_cancel_clears()
    {
        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(2), Alert("1", severity: "Minor"), Update("2", 10, "Extreme", Key("1")),
            Update("3", 20, "Severe", Key("2", 10)), Cancel("4", 30, Key("3", 20)));

        outcomes.ShouldBe(
            [AlertOutcome.Raised, AlertOutcome.Raised, AlertOutcome.Lowered, AlertOutcome.Cancelled]);
        told.ShouldBe(
        [
            "rain-warning/raised/watch", "rain-warning/raised/warning", "rain-warning/raised/red",
            "rain-warning/lowered/warning", "rain-warning/cleared",
        ]);
    }

    [Fact]
    public void An_alert_that_expires_is_cleared_and_may_be_closed_after_the_rules_delay()
    {
        var received = AlertEngine.Receive([Rain], AlertBook.Empty, Alert("1"), Six);
        var noon = Six + Duration.FromHours(6);
        AlertEngine.NextDue([Rain], received.Book).ShouldBe(noon);

        var moved = AlertEngine.Tick([Rain], received.Book, Six + Duration.FromHours(20));

        moved.Told.Select(told => told.Change).ShouldBe(
        [
            new SituationCleared("rain-warning", "city", noon, "warning", noon),
            new SituationClosable("rain-warning", "city", noon + Duration.FromHours(6), noon),
        ]);
        AlertEngine.NextDue([Rain], moved.Book).ShouldBeNull();
    }

    [Fact]
    public void A_delay_that_is_made_shorter_ends_now_and_wakes_no_alert_that_is_over()
    {
        var slow = Rain with { Place = AlertPlace.Ward, ClosableAfter = Duration.FromHours(12) };
        AlertMessage In(string ward, string id, double hours) => Alert(id) with
        {
            Parts = [Part("Minor") with { Wards = [ward], Expires = Six + Duration.FromHours(hours) }],
        };
        var (book, _, _) = Follow(slow, Duration.FromHours(8), In("w-1", "1", 6), In("w-2", "2", 7.5));

        var moved = AlertEngine.Tick(
            [slow with { ClosableAfter = Duration.FromHours(1) }], book, Six + Duration.FromHours(9));

        moved.Told.Select(told => (told.Change.MessageName, told.Change.Key, told.Change.At)).ShouldBe(
        [
            ("rain-warning/closable", "w-1", Six + Duration.FromHours(8)),
            ("rain-warning/closable", "w-2", Six + Duration.FromHours(8.5)),
        ]);
    }

    [Fact]
    public void The_same_alert_twice_does_nothing_again()
    {
        var (_, outcomes, told) = Follow(Rain, Duration.FromHours(2), Alert("1"), Alert("1"));

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.Repeated]);
        told.Length.ShouldBe(2);
    }

    [Fact]
    public void The_same_text_under_another_identifier_joins_and_stands_when_the_first_is_called_off()
    {
        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(2), Alert("1"), Alert("2", 2), Cancel("3", 30, Key("1")),
            Cancel("4", 40, Key("2", 2)));

        outcomes.ShouldBe(
            [AlertOutcome.Raised, AlertOutcome.Joined, AlertOutcome.Cancelled, AlertOutcome.Cancelled]);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning", "rain-warning/cleared"]);
    }

    [Fact]
    public void A_cancel_that_comes_before_its_alert_calls_it_off()
    {
        var (_, outcomes, told) = Follow(Rain, Duration.FromHours(2), Cancel("2", 10, Key("1")), Alert("1"));

        outcomes.ShouldBe([AlertOutcome.CancelsUnseen, AlertOutcome.Superseded]);
        told.ShouldBeEmpty();
    }

    [Fact]
    public void An_update_that_overtakes_its_alert_stands()
    {
        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(2), Update("2", 10, "Minor", Key("1")), Alert("1", severity: "Extreme"));

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.Superseded]);
        told.ShouldBe(["rain-warning/raised/watch"]);
    }

    [Fact]
    public void A_cancel_of_the_first_alert_ends_what_its_updates_went_on_with()
    {
        var (book, _, told) = Follow(
            Rain, Duration.FromHours(2), Alert("1"), Update("2", 10, "Severe", Key("1")), Cancel("3", 20, Key("1")));

        told.Last().ShouldBe("rain-warning/cleared");
        book.Watches.ShouldHaveSingleItem().Level.ShouldBeNull();
    }

    [Fact]
    public void An_update_of_several_alerts_goes_on_with_all_of_them()
    {
        var (_, _, told) = Follow(
            Rain, Duration.FromHours(2), Alert("1", severity: "Extreme"), Alert("2", 5),
            Update("3", 10, "Minor", Key("1"), Key("2", 5)));

        told.Last().ShouldBe("rain-warning/lowered/watch");
    }

    [Fact]
    public void Parts_of_one_area_that_are_sent_at_one_instant_stand_beside_each_other()
    {
        var (book, _, _) = Follow(
            Rain, Duration.FromHours(2), Alert("1"), Update("2", 10, "Severe", Key("1")), Cancel("3", 10, Key("1")));

        book.Watches.ShouldHaveSingleItem().Level.ShouldBe("warning");
    }

    [Fact]
    public void The_order_of_arrival_does_not_matter_in_the_end()
    {
        AlertMessage[] messages =
        [
            Alert("1"), Update("2", 10, "Extreme", Key("1")), Update("3", 20, "Minor", Key("2", 10)),
            Alert("4", 5, "Moderate"),
        ];
        foreach (var order in Orders(messages))
        {
            var (book, _, _) = Follow(Rain, Duration.FromHours(3), order);
            book.Watches.ShouldHaveSingleItem().Level.ShouldBe("watch");
        }
    }

    [Fact]
    public void What_does_not_act_is_noted_and_moves_nothing()
    {
        var (book, outcomes, told) = Follow(
            Rain, Duration.FromHours(2), Alert("0") with { Acts = false }, Alert("1"),
            Cancel("2", 10, Key("1")) with { Acts = false });

        outcomes.ShouldBe([AlertOutcome.Noted, AlertOutcome.Raised, AlertOutcome.Noted]);
        told.Length.ShouldBe(2);
        book.Entries.Length.ShouldBe(1);
    }

    [Fact]
    public void What_is_elsewhere_about_something_else_or_over_raises_nothing()
    {
        var there = Part("Extreme") with { IsHere = false, Wards = [] };
        var fire = Part("Extreme") with { Categories = ["Fire"] };
        var over = Part("Extreme") with { Expires = Six };

        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(2), Alert("1") with { Parts = [there] }, Alert("2") with { Parts = [fire] },
            Alert("3") with { Parts = [over] }, Alert("4") with { Parts = [] });

        outcomes.ShouldBe([AlertOutcome.NotHere, AlertOutcome.NoRule, AlertOutcome.Expired, AlertOutcome.NotHere]);
        told.ShouldBeEmpty();
    }

    [Fact]
    public void An_update_that_moves_away_clears()
    {
        var away = Update("2", 10, "Severe", Key("1")) with
        {
            Parts = [Part("Severe") with { IsHere = false, Wards = [] }],
        };

        var (_, outcomes, told) = Follow(Rain, Duration.FromHours(2), Alert("1"), away);

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.Lowered]);
        told.Last().ShouldBe("rain-warning/cleared");
    }

    [Fact]
    public void Two_languages_are_one_alert_and_each_ward_has_its_own_level()
    {
        var wards = Rule(Warned.Rain.Replace("\"alert\": {", "\"alert\": {\"place\": \"ward\", "));
        var two = Part("Severe") with { Language = "hi", Wards = ["w-2"] };

        var (_, _, told) = Follow(
            wards, Duration.FromHours(2), Alert("1") with { Parts = [Part("Severe") with { Wards = ["w-1"] }, two] });

        told.ShouldBe(
        [
            "rain-warning/raised/watch@w-1", "rain-warning/raised/warning@w-1",
            "rain-warning/raised/watch@w-2", "rain-warning/raised/warning@w-2",
        ]);
    }

    [Fact]
    public void An_alert_without_an_end_counts_for_as_long_as_the_rule_says()
    {
        var endless = Alert("1") with { Parts = [Part("Severe") with { Expires = null }] };
        var rule = Rain with { Lasts = Duration.FromHours(12) };

        AlertEngine.NextDue([rule], AlertEngine.Receive([rule], AlertBook.Empty, endless, Six).Book)
            .ShouldBe(Six + Duration.FromHours(12));
    }

    [Fact]
    public void A_raise_after_the_situation_was_closable_begins_another_episode()
    {
        var received = AlertEngine.Receive([Rain], AlertBook.Empty, Alert("1"), Six).Book;
        var next = Six + Duration.FromHours(24);
        var again = Alert("2", 24 * 60) with
        {
            Parts = [Part("Severe") with { Expires = next + Duration.FromHours(2) }],
        };

        var moved = AlertEngine.Receive([Rain], received, again, next);

        moved.Told.Select(told => told.Episode).ShouldBe([1, 1, 2, 2]);
        moved.Told.Select(told => told.Number).ShouldBe([3, 4, 5, 6]);
        moved.Told.Select(told => told.Brief is not null).ShouldBe([false, false, true, true]);
    }

    [Fact]
    public void What_a_city_remembers_goes_through_its_stored_form()
    {
        var (book, _, _) = Follow(
            Rain, Duration.FromHours(2), Alert("1"), Update("2", 10, "Extreme", Key("1")), Cancel("9", 1, Key("8")));

        var read = System.Text.Json.JsonSerializer.Deserialize(
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(book, SituationJson.Default.AlertBook),
            SituationJson.Default.AlertBook)!;

        System.Text.Json.JsonSerializer.Serialize(read, SituationJson.Default.AlertBook)
            .ShouldBe(System.Text.Json.JsonSerializer.Serialize(book, SituationJson.Default.AlertBook));
        AlertEngine.Receive([Rain], read, Alert("1"), Six + Duration.FromHours(3)).Outcome
            .ShouldBe(AlertOutcome.Repeated);
    }

    [Theory]
    [InlineData("\"closableAfter\"", "\"lowerAfter\"", "lowerAfter")]
    [InlineData("\"alert\": {", "\"alert\": {\"place\": \"gauge\", ", "alert.place")]
    [InlineData("\"severity\": 4", "\"severity\": 4, \"at\": 3", "levels[0].at")]
    [InlineData("=severity in", "severity in", "levels[1].when")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string field)
    {
        var parsed = SituationReader.ReadAlert(Warned.Rain.Replace(right, wrong, StringComparison.Ordinal));

        parsed.Value.ShouldBeNull();
        parsed.Problems.ShouldContain(problem => problem.Location.Field == field);
    }

    [Fact]
    public void A_name_that_no_alert_has_is_told()
    {
        var draft = SituationReader.ReadAlert(Warned.Rain.Replace("urgency", "hurry")).Value!;

        draft.Bind(FeelContext.Empty).Problems.ShouldHaveSingleItem().Message.ShouldContain("hurry");
    }

    private static IEnumerable<T[]> Orders<T>(T[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, index) => Orders([.. items.Where((_, other) => other != index)])
            .Select(rest => (T[])[item, .. rest]));
}
