using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Alerts.Warned;

namespace Samanvay.Tests.Engine.Situations.Alerts;

/// <summary>Who may speak for an alert, and from when it holds.</summary>
public sealed class AlertSenderAndTimeTests
{
    private static readonly AlertRule Rain = Rule(Warned.Rain);

    private static Instant Eight { get; } = Six + Duration.FromHours(2);

    [Fact]
    public void What_another_sender_calls_off_stands_whichever_came_first()
    {
        var (alert, cancel) = (Alert("1"), Of("else", Cancel("9", 10, Key("1"))));

        var (_, outcomes, told) = Follow(Rain, Duration.FromHours(3), alert, cancel);
        var (_, reversed, toldReversed) = Follow(Rain, Duration.FromHours(3), cancel, alert);

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.CancelsOthers]);
        reversed.ShouldBe([AlertOutcome.CancelsOthers, AlertOutcome.Raised]);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning"]);
        toldReversed.ShouldBe(told);
    }

    [Fact]
    public void An_update_of_another_senders_alert_stands_as_an_alert_of_its_own_and_lowers_nothing()
    {
        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(3), Alert("1"), Of("else", Update("2", 10, "Minor", Key("1"))),
            Of("else", Update("3", 20, "Extreme", Key("1"))), Cancel("4", 30, Key("1")));

        outcomes.ShouldBe(
            [AlertOutcome.Raised, AlertOutcome.Joined, AlertOutcome.Raised, AlertOutcome.Cancelled]);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning", "rain-warning/raised/red"]);
    }

    [Fact]
    public void A_cancel_of_its_own_and_of_anothers_alert_calls_off_its_own()
    {
        var other = Of("else", Alert("1"));

        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(3), Alert("1"), other, Cancel("2", 10, Key("1"), other.Key));

        outcomes[2].ShouldBe(AlertOutcome.Cancelled);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning"]);
    }

    [Fact]
    public void What_two_cancels_call_off_before_it_comes_has_not_come_yet() =>
        Follow(Rain, Duration.FromHours(3), Cancel("8", 10, Key("1")), Cancel("9", 11, Key("1"))).Outcomes
            .ShouldBe([AlertOutcome.CancelsUnseen, AlertOutcome.CancelsUnseen]);

    [Fact]
    public void An_alert_that_is_effective_later_waits_until_then_and_then_tells_what_it_says()
    {
        var received = AlertEngine.Receive([Rain], AlertBook.Empty, Later(Alert("1", severity: "Extreme")), Six);
        received.Outcome.ShouldBe(AlertOutcome.Waits);
        received.Told.ShouldBeEmpty();
        AlertEngine.NextDue([Rain], received.Book).ShouldBe(Eight);

        var begun = AlertEngine.Tick([Rain], received.Book, Eight);

        begun.Told.Select(told => (told.Change.MessageName, told.Change.At, told.Brief!.Identifier)).ShouldBe(
        [
            ("rain-warning/raised/watch", Eight, "1"), ("rain-warning/raised/warning", Eight, "1"),
            ("rain-warning/raised/red", Eight, "1"),
        ]);
        AlertEngine.NextDue([Rain], begun.Book).ShouldBe(Six + Duration.FromHours(6));
    }

    [Fact]
    public void An_alert_holds_before_the_event_that_it_warns_of_begins()
    {
        var early = Alert("1") with { Parts = [Part("Severe") with { Onset = Eight }] };

        AlertEngine.Receive([Rain], AlertBook.Empty, early, Six).Outcome.ShouldBe(AlertOutcome.Raised);
    }

    [Fact]
    public void What_an_update_takes_the_place_of_stands_until_the_update_is_effective()
    {
        var (book, outcomes, told) = Follow(
            Rain, Duration.FromHours(1.6), Alert("1"), Later(Update("2", 10, "Minor", Key("1"))));

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.Waits]);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning"]);
        AlertEngine.Tick([Rain], book, Eight).Told.ShouldHaveSingleItem().Change.MessageName
            .ShouldBe("rain-warning/lowered/watch");
    }

    [Fact]
    public void What_an_update_says_of_other_places_ends_nothing_before_it_says_something_of_the_city()
    {
        var elsewhere = Part("Severe") with { IsHere = false, Wards = [] };
        var update = Later(Update("2", 10, "Severe", Key("1")));

        var (book, outcomes, told) = Follow(
            Rain, Duration.FromHours(1.6), Alert("1"), update with { Parts = [elsewhere, .. update.Parts] });

        outcomes.ShouldBe([AlertOutcome.Raised, AlertOutcome.Waits]);
        told.ShouldBe(["rain-warning/raised/watch", "rain-warning/raised/warning"]);
        AlertEngine.Tick([Rain], book, Eight).Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_cancel_before_it_is_effective_keeps_it_from_ever_raising_anything()
    {
        var (_, outcomes, told) = Follow(
            Rain, Duration.FromHours(12), Later(Alert("1")), Cancel("2", 10, Key("1")));

        outcomes.ShouldBe([AlertOutcome.Waits, AlertOutcome.Cancelled]);
        told.ShouldBeEmpty();
    }

    private static AlertMessage Of(string sender, AlertMessage message) =>
        message with { Key = message.Key with { Source = sender }, Sender = sender };

    private static AlertMessage Later(AlertMessage message) =>
        message with { Parts = [.. message.Parts.Select(part => part with { Effective = Eight })] };
}
