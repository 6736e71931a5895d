using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Adapters.Cap;

public sealed class AlertLineageTests
{
    private static CapAlert Alert(
        string id, CapMessageType type = CapMessageType.Alert, CapStatus status = CapStatus.Actual,
        params EventKey[] about) =>
        new(new EventKey("met", id), id, "met", Instant.FromUtc(2026, 7, 1, 6, 0))
        {
            Status = status,
            MessageType = type,
            Scope = CapScope.Public,
            References = [.. about],
        };

    private static List<AlertStep> Follow(params CapAlert[] alerts)
    {
        var (lineage, steps) = (AlertLineage.Empty, new List<AlertStep>());
        foreach (var alert in alerts)
        {
            (lineage, var step) = lineage.Next(alert);
            steps.Add(step);
        }

        return steps;
    }

    [Fact]
    public void An_alert_that_comes_twice_begins_one_case() =>
        Follow(Alert("1"), Alert("1")).ShouldBe([new AlertBegins(Alert("1").Key), new AlertSeenBefore()]);

    [Fact]
    public void Updates_and_the_cancel_find_their_case_through_each_other()
    {
        var first = Alert("1");
        var update = Alert("2", CapMessageType.Update, CapStatus.Actual, first.Key);
        var cancel = Alert("3", CapMessageType.Cancel, CapStatus.Actual, update.Key);

        Follow(first, update, cancel).ShouldBe(
            [new AlertBegins(first.Key), new AlertContinues(first.Key), new AlertEnds(first.Key)]);
    }

    [Theory]
    [InlineData(CapStatus.Exercise)]
    [InlineData(CapStatus.Test)]
    [InlineData(CapStatus.System)]
    [InlineData(CapStatus.Draft)]
    public void What_is_not_real_neither_begins_nor_ends_anything(CapStatus status)
    {
        var real = Alert("1");
        var cancel = Alert("2", CapMessageType.Cancel, status, real.Key);

        Follow(Alert("0", status: status), real, cancel).ShouldBe(
            [new AlertNoted(), new AlertBegins(real.Key), new AlertNoted()]);
    }

    [Fact]
    public void An_update_of_an_exercise_does_not_become_real_by_it()
    {
        var drill = Alert("1", status: CapStatus.Exercise);

        Follow(drill, Alert("2", CapMessageType.Update, CapStatus.Exercise, drill.Key))
            .ShouldBe([new AlertNoted(), new AlertNoted()]);
    }

    [Fact]
    public void A_warning_is_not_lost_because_an_earlier_one_was()
    {
        var update = Alert("2", CapMessageType.Update, CapStatus.Actual, new EventKey("met", "never seen"));
        var cancel = Alert("3", CapMessageType.Cancel, CapStatus.Actual, new EventKey("met", "never seen"));

        Follow(update, cancel).ShouldBe([new AlertBegins(update.Key), new AlertNoted()]);
    }
}
