using System.Collections.Immutable;

namespace Samanvay.Runtime.Work.Steering;

/// <summary>What an act would bring about, in the names that people know.</summary>
public sealed record SteeringOutlook
{
    /// <summary>Open steps that are taken back from whoever has them.</summary>
    public required ImmutableArray<string> Withdrawn { get; init; }

    /// <summary>What is being done outside and would no longer be waited for: activities, called procedures.</summary>
    public required ImmutableArray<string> Abandoned { get; init; }

    /// <summary>Time limits and events that would no longer be waited for.</summary>
    public required ImmutableArray<string> NoLongerAwaited { get; init; }

    /// <summary>Where the procedures would stand then: steps that are offered, what is asked for or awaited.</summary>
    public required ImmutableArray<string> Begun { get; init; }

    /// <summary>Where a procedure could then come to wait for ever, and can not now.</summary>
    public ImmutableArray<string> Stuck { get; init; } = [];

    /// <summary>Procedures that would end.</summary>
    public required ImmutableArray<string> Ended { get; init; }
}
