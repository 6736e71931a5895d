using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>A promise: by when something must be acknowledged, responded to or resolved.</summary>
/// <remarks>On a step it is the step's; on a sub-process the stage's; on a process the incident's.</remarks>
public sealed record SopServiceLevel
{
    public required SopMetric Metric { get; init; }

    /// <summary>An ISO 8601 duration of days and time, or FEEL that yields one.</summary>
    public required SopValue Target { get; init; }

    /// <summary>Name of a business calendar; absent means round the clock.</summary>
    public string? Calendar { get; init; }

    /// <summary>Percentages of the target at which a warning is given, ascending as written.</summary>
    public ImmutableArray<int> WarnAt { get; init; } = [];
    public string? LadderId { get; init; }

    /// <summary>A clock on which life depends is never paused.</summary>
    public bool LifeSafety { get; init; }

    /// <summary>The only reasons for which the clock may be paused.</summary>
    public ImmutableArray<string> PauseReasons { get; init; } = [];
}

public enum SopMetric { Acknowledge, Respond, Resolve }
