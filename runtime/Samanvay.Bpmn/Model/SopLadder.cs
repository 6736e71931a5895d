using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>Who is told, in which order, when nobody acknowledges or the work is late.</summary>
public sealed record SopLadder
{
    public required string Id { get; init; }
    public required SopLadderBasis Basis { get; init; }

    /// <summary>How often the whole ladder is climbed again after its last level; 0 means hold at the top.</summary>
    public int LoopCount { get; init; }
    public ImmutableArray<SopLadderLevel> Levels { get; init; } = [];
}

public enum SopLadderBasis { Acknowledge, Resolve }

public sealed record SopLadderLevel
{
    public required SopLadderMoment Moment { get; init; }

    /// <summary>Abstract roles, resolved to people when the level fires.</summary>
    public ImmutableArray<string> Targets { get; init; } = [];
    public ImmutableArray<SopLadderAction> Actions { get; init; } = [];

    /// <summary>The calendar on which this level's delay runs; absent means that of the clock.</summary>
    public string? Calendar { get; init; }
    public SopValue? RepeatEvery { get; init; }
    public int? RepeatMax { get; init; }
}

/// <summary>When a level fires.</summary>
public abstract record SopLadderMoment;

/// <summary>So long after the offer, unless acknowledged.</summary>
public sealed record AfterDelay(SopValue Delay) : SopLadderMoment;

/// <summary>At a percentage of the target.</summary>
public sealed record AtPercent(int Percent) : SopLadderMoment;

public sealed record AtBreach : SopLadderMoment;

/// <param name="Delay">A duration, or a percentage of the target such as <c>25%</c>.</param>
public sealed record AfterBreach(SopValue Delay) : SopLadderMoment;

/// <summary>What a level does. A level may do several things.</summary>
public abstract record SopLadderAction;

public sealed record NotifyAction : SopLadderAction;

/// <summary>Adds the targets as watchers.</summary>
public sealed record WatchAction : SopLadderAction;

public sealed record ReassignAction(string Role) : SopLadderAction;

public sealed record SeverityAction(int Severity) : SopLadderAction;

/// <summary>Throws a BPMN escalation at the step, which the procedure can catch.</summary>
public sealed record EscalateAction(string Code) : SopLadderAction;
