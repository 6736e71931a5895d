using System.Collections.Immutable;

namespace Samanvay.Engine.ServiceLevels;

/// <summary>What a transition came to.</summary>
public abstract record ClockResult;

/// <param name="Clock">The clock after the facts; after a reset or fresh reopening the new one.</param>
/// <param name="Facts">May be of two clocks: fold each by its id.</param>
public sealed record ClockMoved(ServiceClock Clock, ImmutableArray<ServiceLevelFact> Facts) : ClockResult;

public sealed record ClockRefused(ClockRefusal Reason) : ClockResult;

public enum ClockRefusal
{
    AlreadyStarted,
    NotRunning,
    NotPaused,
    NotStopped,
    NothingToWaive,
    PauseReasonNotListed,
    AlreadyPausedForReason,
    PauseTotalUsed,
    LifeSafetyNeverPauses,
    AcknowledgeNeverPauses,
    NeedsSecondPerson,
}

/// <summary>The one mutable object of a transition: born in it, dead when it returns.</summary>
internal sealed class ClockTurn(ServiceClock clock)
{
    private readonly ImmutableArray<ServiceLevelFact>.Builder _facts = ImmutableArray.CreateBuilder<ServiceLevelFact>();

    public ServiceClock Clock { get; private set; } = clock;

    public int NextGeneration => Clock.Generation + 1;

    public void Record(ServiceLevelFact fact)
    {
        Clock = ClockFold.Apply(Clock, fact);
        _facts.Add(fact);
    }

    public ClockMoved Done() => new(Clock, _facts.ToImmutable());
}
