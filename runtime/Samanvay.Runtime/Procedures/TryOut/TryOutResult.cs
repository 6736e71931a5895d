using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Views;

namespace Samanvay.Runtime.Procedures.TryOut;

/// <summary>What can be chosen before a try-out.</summary>
/// <param name="Roles">Whom the procedure asks, with what the city calls them.</param>
public sealed record TryOutChoices(
    ImmutableArray<TryOutStart> Starts, ImmutableSortedDictionary<string, string> Roles);

/// <summary>What would happen, instant by instant.</summary>
public sealed record TryOutResult(ImmutableArray<TryOutMoment> Moments)
{
    public required Instant Start { get; init; }

    public required Instant Until { get; init; }

    public required TryOutEnd End { get; init; }
}

/// <summary>How things stand when the try-out is over.</summary>
public enum TryOutEnd
{
    /// <summary>Nothing began: what was chosen does not start the procedure.</summary>
    NotStarted,
    Ended,
    StillOpen,

    /// <summary>It took too many steps and was stopped: it may go round in circles.</summary>
    Stopped,
}

/// <summary>Everything that happens at one instant, and where the procedure stands after it.</summary>
public sealed record TryOutMoment(Instant At, ImmutableArray<TimelineEntry> Entries)
{
    public required ImmutableArray<DiagramToken> Tokens { get; init; }

    public required ImmutableSortedDictionary<string, int> Completed { get; init; }
}
