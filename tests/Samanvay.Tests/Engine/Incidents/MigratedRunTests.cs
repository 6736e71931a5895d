using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Engine.ServiceLevels;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Engine.Incidents;

public sealed class MigratedRunTests
{
    private static readonly Duration Twenty = Duration.FromMinutes(20);

    [Fact]
    public void An_open_step_keeps_its_number_and_who_has_it()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood").Take("warn");
        var before = duty.Operation.WorkItems.Values.Single();

        duty.After(Twenty).Migrate(Flood("alert", "fire.control"), Renamed("warn", "alert"));

        var after = duty.Operation.WorkItems.Values.Single();
        after.ShouldBe(before with { ElementId = "alert" });
        duty.Complete("alert")[1].Instance.Status.ShouldBe(ProcessStatus.Completed);
    }

    [Fact]
    public void A_step_that_nobody_has_taken_is_offered_to_the_role_of_the_new_version()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");

        duty.Migrate(Flood("warn", "fire.control"));

        duty.Operation.WorkItems.Values.Single().Role.ShouldBe("fire.control");
        duty.Operation.Clocks.Values.ShouldAllBe(clock => clock.Subject.Role == "fire.control");
    }

    [Fact]
    public void A_clock_runs_on_as_it_was_promised_and_watches_the_step_under_its_new_name()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");
        var before = duty.Operation.Clocks.Values.Single().State;

        duty.After(Twenty).Migrate(Flood("alert", "police.control", "PT5M"), Renamed("warn", "alert"));

        var after = duty.Operation.Clocks.Values.Single();
        after.State.DueAt.ShouldBe(before.DueAt);
        after.State.Level.Target.ShouldBe(before.Level.Target);
        (after.Subject.ElementId, after.State.Level.Id).ShouldBe(("alert", "alert/Resolve/0"));
    }

    [Fact]
    public void A_promise_that_the_new_version_adds_counts_from_the_migration()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");
        var due = duty.Operation.Clocks.Values.Single().State.DueAt!.Value;

        duty.After(Twenty).Migrate(Flood("warn", "police.control", "PT1H", SopMetric.Acknowledge));

        duty.Operation.Clocks.Values.Select(clock => clock.State.DueAt!.Value).ShouldBe([due, due + Twenty]);
    }

    [Fact]
    public void Who_has_said_mine_is_not_promised_to_say_so()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood").Take("warn");

        duty.Migrate(Flood("warn", "police.control", "PT1H", SopMetric.Acknowledge));

        duty.Operation.Clocks.Count.ShouldBe(1);
    }

    [Fact]
    public void A_promise_that_the_new_version_does_not_make_is_cancelled_with_the_reason()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");

        duty.Migrate(Draw("warn", "police.control", []));

        duty.Operation.Clocks.Values.Single().State.State.ShouldBe(ClockState.Cancelled);
        duty.News.OfType<ClockAdvanced>().Select(advanced => advanced.Fact).OfType<ClockCancelled>()
            .ShouldHaveSingleItem().Reason.ShouldBe("migrated");
    }

    [Fact]
    public void The_history_says_who_moved_it_and_why_and_rebuilds_the_state()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");
        var before = duty.Operation;

        duty.Migrate(Flood("alert", "fire.control"), Renamed("warn", "alert"));

        duty.News[0].ShouldBe(new RunMigrated(new(1), new("flood-1"), new("flood-2"), "p9", "new law"));
        var stored = OperationJson.ReadFacts(OperationJson.WriteFacts(duty.News));
        var replayed = stored.Aggregate(before, OperationEngine.Apply) with { Sequence = before.Sequence + 1 };
        OperationJson.WriteState(replayed).ShouldBe(OperationJson.WriteState(duty.Operation));
    }

    [Fact]
    public void A_caller_and_what_it_has_called_stay_linked()
    {
        var caller = ProcessBuilder.Of("manhole").Start().Call("footage", "cctv").User("close").End();
        var cctv = ProcessBuilder.Of("cctv").Start().User("lock").End();
        var duty = new Duty(caller, cctv).Start("manhole");

        duty.Migrate(ProcessBuilder.Of("manhole").Start().Call("footage", "cctv").User("report").End());

        duty.Complete("lock").Open.ShouldBe(["report"]);
    }

    [Fact]
    public void What_can_not_move_is_refused_and_nothing_has_changed()
    {
        var duty = new Duty(Flood("warn", "police.control")).Start("flood");
        var before = duty.Operation;

        var refused = duty.RefusedMigration(
            ProcessBuilder.Of("flood").Start().Service("warn").End()).ShouldBeOfType<RunNotMovable>();

        refused.Problems.ShouldHaveSingleItem().Code.ShouldBe(MigrationCodes.LeftOut);
        duty.Operation.ShouldBe(before);
    }

    [Fact]
    public void The_command_can_be_stored()
    {
        var plan = Renamed("warn", "alert");
        var command = new MigrateRun(Instant.FromUtc(2026, 7, 1, 6, 0), new(1), new("flood-2"), plan, "p9")
        {
            Reason = "new law",
        };

        OperationJson.ReadCommand(OperationJson.WriteCommand(command)).ShouldBe(command);
    }

    private static MigrationPlan Renamed(string from, string to) =>
        new MigrationPlan("flood-1", "flood-2").With(from, to).With("start", "start").With("end", "end");

    private static ProcessBuilder Flood(
        string step, string role, string target = "PT1H", SopMetric? more = null) =>
        Draw(step, role,
        [
            new() { Metric = SopMetric.Resolve, Target = new(target) },
            .. more is { } metric ? [new() { Metric = metric, Target = new("PT1H") }] : Array.Empty<SopServiceLevel>(),
        ]);

    private static ProcessBuilder Draw(string step, string role, ImmutableArray<SopServiceLevel> levels) =>
        ProcessBuilder.Of("flood").Start().User(step, role)
            .But(node => node with { Sop = node.Sop with { ServiceLevels = levels } }).End();
}
