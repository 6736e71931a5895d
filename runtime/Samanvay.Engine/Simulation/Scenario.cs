using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Situations.Alerts;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Simulation;

/// <summary>A drill of a procedure that must pass: what the sensors read and people do, and what must follow.</summary>
/// <remarks>
/// The form of <c>scenarios/*.json</c> in a playbook; <c>templates/scenario.schema.json</c> is its schema.
/// </remarks>
public sealed record Scenario
{
    public required string Name { get; init; }

    /// <summary>The id of the BPMN process.</summary>
    public required string Procedure { get; init; }

    public required DateTimeZone Zone { get; init; }

    public required Instant Start { get; init; }

    /// <summary>Nothing after it is looked at.</summary>
    public required Instant Until { get; init; }

    /// <summary>Values that differ from the defaults of the playbook.</summary>
    public FeelContext Parameters { get; init; } = FeelContext.Empty;

    /// <summary>Incidents that a person reports by hand.</summary>
    public ImmutableArray<ScenarioStart> Starts { get; init; } = [];

    public ImmutableArray<ScenarioReading> Readings { get; init; } = [];

    public ImmutableArray<ScenarioAlert> Alerts { get; init; } = [];

    public ImmutableArray<ScenarioMessage> Messages { get; init; } = [];

    public ImmutableArray<Behaviour> People { get; init; } = [];

    public ImmutableArray<ActivityAnswer> Activities { get; init; } = [];

    public ImmutableArray<Expectation> Expectations { get; init; } = [];

    /// <summary>The drill ends early after so many steps: a procedure may go round in circles for ever.</summary>
    public int StepsMax { get; init; } = 100_000;
}

/// <summary>Somebody reports an incident, and this procedure answers to it.</summary>
/// <param name="Message">The message of the start event; absent for the start without one.</param>
public sealed record ScenarioStart(Instant At, string? Message, FeelContext Payload);

/// <summary>One observation of an abstract signal at one gauge.</summary>
/// <param name="Value">In the unit of the signal.</param>
public sealed record ScenarioReading(Instant At, string Signal, string Key, decimal Value);

/// <summary>A warning of an authority arrives.</summary>
public sealed record ScenarioAlert(Instant At, AlertMessage Message);

public sealed record ScenarioMessage(Instant At, string Name, FeelContext Payload);

/// <summary>How a role answers. The first entry that fits a work item counts; both delays run from the offer.</summary>
/// <param name="Role">An abstract role, or <c>*</c>.</param>
public sealed record Behaviour(string? Role, string? Step)
{
    public Duration? AcknowledgeAfter { get; init; }

    public Duration? CompleteAfter { get; init; }

    /// <summary>What the person fills into the form of the step.</summary>
    public FeelContext Output { get; init; } = FeelContext.Empty;

    /// <summary>Only the n-th time that the step is offered, from 1.</summary>
    public int? Occurrence { get; init; }

    public bool Fits(string role, string step, int occurrence) =>
        (Role is null or "*" || Role == role)
        && (Step is null || Step == step)
        && (Occurrence is null || Occurrence == occurrence);
}

/// <summary>
/// How the outside answers an activity of a type; without an entry it succeeds at once with nothing to say.
/// </summary>
public sealed record ActivityAnswer(string Type)
{
    public Duration After { get; init; }

    /// <summary>The BPMN error that it answers with.</summary>
    public string? Error { get; init; }

    public FeelContext Output { get; init; } = FeelContext.Empty;
}

/// <summary>What must be seen in the course of the drill.</summary>
/// <param name="Index">The place in the file, from 1, so that a failure can be found.</param>
public sealed record Expectation(int Index, ExpectedSight Sight)
{
    /// <summary>The exact instant, or the beginning of <see cref="Within"/>.</summary>
    public Instant? At { get; init; }

    public Duration? Within { get; init; }

    /// <summary>It must not be seen at all (in the time given, when one is).</summary>
    public bool Never { get; init; }

    /// <summary>How often it must be seen.</summary>
    public int? Times { get; init; }
}

/// <summary>A kind of thing to be seen, with what distinguishes it; absent parts fit everything.</summary>
public sealed record ExpectedSight(SightKind Kind, string? Subject)
{
    /// <summary>The change of a situation: raised, lowered, cleared or closable; what became of an alert.</summary>
    public string? Change { get; init; }

    public string? Stage { get; init; }

    public string? Metric { get; init; }

    public int? Number { get; init; }
}

public enum SightKind
{
    Opened, Closed, Severity, Situation, Offered, Acknowledged, Completed, Due, Breached, Escalated, Notified,
    Alert,
}
