using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Shouldly;
using Xunit;
using static Samanvay.Tests.Engine.Situations.Alerts.Warned;

namespace Samanvay.Tests.Engine.Situations.Alerts;

/// <summary>What is remembered of alerts has an end, and what stands is not lost by it.</summary>
public sealed class AlertBoundsTests
{
    private static readonly AlertRule Rain = Rule(Warned.Rain);

    [Fact]
    public void An_alert_that_is_updated_for_weeks_stands_and_is_called_off_like_any_other()
    {
        var now = Six + Duration.FromHours(2);
        var book = AlertEngine.Receive([Rain], AlertBook.Empty, Alert("0"), now).Book;
        for (var number = 1; number <= 1200; number++)
        {
            var moved = AlertEngine.Receive(
                [Rain], book, Update($"{number}", number, "Severe", Key($"{number - 1}", number - 1)), now);
            moved.Outcome.ShouldBe(AlertOutcome.Joined);
            moved.Told.ShouldBeEmpty();
            book = moved.Book;
        }

        book.Entries.Length.ShouldBeLessThan(600);
        var off = AlertEngine.Receive([Rain], book, Cancel("off", 1201, Key("1200", 1200)), now);
        off.Outcome.ShouldBe(AlertOutcome.Cancelled);
        off.Told.ShouldHaveSingleItem().Change.MessageName.ShouldBe("rain-warning/cleared");
    }

    [Fact]
    public void Where_the_book_is_full_what_comes_is_still_taken_and_calls_off_what_comes_after_it()
    {
        var now = Six + Duration.FromHours(1);
        var full = AlertBook.Empty with
        {
            Entries =
            [
                .. Enumerable.Range(0, 2000).Select(number => new AlertEntry(Key($"{number:0000}"), default)
                {
                    Hits = [new AlertHit("another", "city", "watch", now + Duration.FromDays(90))],
                    KeepUntil = now + Duration.FromDays(120),
                }),
            ],
        };

        var cancelled = AlertEngine.Receive([Rain], full, Cancel("off", 10, Key("late", 5)), now);
        var late = AlertEngine.Receive([Rain], cancelled.Book, Alert("late", 5), now);

        cancelled.Outcome.ShouldBe(AlertOutcome.CancelsUnseen);
        cancelled.Book.Entries.Length.ShouldBeLessThanOrEqualTo(2000);
        late.Outcome.ShouldBe(AlertOutcome.Superseded);
        late.Told.ShouldBeEmpty();
    }

    [Fact]
    public void A_source_that_floods_the_city_pushes_out_no_warning_of_another()
    {
        var now = Six + Duration.FromHours(1);
        var book = AlertEngine.Receive([Rain], AlertBook.Empty, Alert("ours"), now).Book;
        book = book with { Entries = [.. book.Entries, .. Enumerable.Range(0, 1999).Select(OfAnother)] };

        for (var number = 2000; number < 2003; number++)
        {
            var more = Alert("more") with { Key = OfAnother(number).Key };
            book = AlertEngine.Receive([Rain], book, more, now).Book;
            book.Entries.ShouldContain(entry => entry.Key == more.Key);
        }

        book.Entries.ShouldContain(entry => entry.Key == Key("ours"));
        book.Entries.Length.ShouldBe(2000);

        AlertEntry OfAnother(int number) => new(Key($"{number:0000}") with { Source = "another" }, default)
        {
            Hits = [new AlertHit("another", "city", "watch", now + Duration.FromDays(90))],
            KeepUntil = now + Duration.FromDays(120),
        };
    }
}
