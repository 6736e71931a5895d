using System.Globalization;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Views;

/// <summary>From the lines of tables to steps and incidents in lists.</summary>
internal static class StepLines
{
    public static StepLine Of(ViewScene scene, WorkItemLine item, IEnumerable<ClockLine> clocks, bool held)
    {
        var open = clocks.Where(clock => clock.WorkItem == item.Key && IsOpen(clock)).ToLookup(IsAcknowledge);
        var acknowledge = Earliest(open[true]);
        var resolve = Earliest(open[false]);
        var names = scene.Names;
        return new StepLine(
            Number(item.Key), item.ElementId, names.Step(new ProcedureVersionId(item.Version), item.ElementId),
            names.Role(item.Role), Enum.Parse<WorkItemState>(item.State))
        {
            Role = item.Role,
            AgencyName = names.AgencyOf(item.Role),
            Subject = item.Subject,
            Trouble = item.Trouble,
            OfferedAt = item.OfferedAt,
            AcknowledgedBy = names.PersonOf(item.AcknowledgedBy),
            AcknowledgedAt = item.AcknowledgedAt,
            AcknowledgeDueAt = acknowledge?.DueAt,
            AcknowledgeLate = acknowledge is not null && IsLate(acknowledge, scene.Now),
            ResolveDueAt = resolve?.DueAt,
            ResolveLate = resolve is not null && IsLate(resolve, scene.Now),
            AtRisk = open[true].Concat(open[false]).Any(clock => clock.AtRiskAt <= scene.Now),
            Held = held,
            LifeSafety = open[true].Concat(open[false]).Any(clock => clock.LifeSafety),
        };
    }

    public static IEnumerable<StepLine> InOrder(IEnumerable<StepLine> steps) =>
        steps.OrderBy(step => step.NextDueAt ?? Instant.MaxValue).ThenBy(step => step.OfferedAt)
            .ThenBy(step => step.Item);

    public static bool IsOpen(ClockLine clock) =>
        clock.State is nameof(ClockState.Running) or nameof(ClockState.Paused);

    public static bool IsLate(ClockLine clock, Instant now) => clock.BreachedAt is not null || clock.DueAt <= now;

    public static ClockHealth HealthOf(ClockLine clock, Instant now) => clock switch
    {
        _ when IsLate(clock, now) => ClockHealth.Breached,
        { State: nameof(ClockState.Paused) } => ClockHealth.Paused,
        { AtRiskAt: { } from } when from <= now => ClockHealth.AtRisk,
        _ => ClockHealth.OnTrack,
    };

    public static int Number(string key) => int.Parse(key, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsAcknowledge(ClockLine clock) => clock.Metric == nameof(Metric.Acknowledge);

    private static ClockLine? Earliest(IEnumerable<ClockLine> clocks) =>
        clocks.MinBy(clock => clock.DueAt ?? Instant.MaxValue);
}
