using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Procedures.Forms;
using Samanvay.Runtime.Views.Steering;

namespace Samanvay.Runtime.Views;

/// <summary>What a person can do now.</summary>
/// <param name="Mine">Acknowledged by the asker, by due time.</param>
/// <param name="Offered">What the asker's roles or agency may take, by due time.</param>
/// <param name="Others">Taken by colleagues.</param>
public sealed record MyWorkView(
    CityClockView Clock, ImmutableArray<WorkLine> Mine, ImmutableArray<WorkLine> Offered,
    ImmutableArray<WorkLine> Others)
{
    public Instant Now => Clock.Clock.Now;
}

/// <summary>A step with the incident that it belongs to.</summary>
/// <param name="IncidentTitle">Absent for a procedure that runs for no incident.</param>
/// <param name="HoldsRole">The asker holds the step's role, not only belongs to its agency.</param>
public sealed record WorkLine(
    OperationId Operation, StepLine Step, string? IncidentTitle, IncidentSeverity? Severity, bool HoldsRole);

/// <summary>One step in full, for the person who does it.</summary>
public sealed record WorkItemView
{
    public required CityClockView Clock { get; init; }

    public required WorkLine Line { get; init; }

    /// <summary>Absent for a procedure that runs for no incident.</summary>
    public IncidentLine? Incident { get; init; }

    public required string ProcedureName { get; init; }

    /// <summary>What to do, in the asked language where the procedure has it.</summary>
    public string? Instruction { get; init; }

    /// <summary>What completing it asks for; absent when nothing is to be filled in.</summary>
    public Form? Form { get; init; }

    /// <summary>Set while its procedure is held: it can not be completed.</summary>
    public HoldView? Hold { get; init; }

    /// <summary>What happened to this step, newest first.</summary>
    public required ImmutableArray<TimelineEntry> History { get; init; }

    /// <summary>Whether the asker may acknowledge, decline, report and complete it.</summary>
    public required bool MayAct { get; init; }

    /// <summary>The asker has acknowledged it.</summary>
    public required bool IsMine { get; init; }
}
