using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Runtime.Situations;

/// <summary>What a changed rule does otherwise than the one in force, on the same readings.</summary>
/// <param name="New">Firings at times at which the rule in force did not fire.</param>
/// <param name="Gone">Firings of the rule in force at times at which the changed one does not fire.</param>
public sealed record TrialComparison(ImmutableArray<TrialFiring> New, ImmutableArray<TrialFiring> Gone)
{
    /// <summary>Firings that both have, though not alike.</summary>
    public ImmutableArray<TrialShift> Moved { get; init; } = [];

    /// <summary>How many lie within a firing of the rule in force that has another in it already.</summary>
    public int Split { get; init; }

    /// <summary>How many of the rule in force lie within one that has another in it already.</summary>
    public int Joined { get; init; }

    public static TrialComparison Between(TrialResult inForce, TrialResult changed)
    {
        var pairs = Pairs(inForce.Firings, changed.Firings);
        var (added, gone) = (Alone(changed, inForce), Alone(inForce, changed));
        return new(added, gone)
        {
            Moved = [.. pairs.Where(pair => !pair.IsSame)],
            Split = changed.Firings.Length - pairs.Length - added.Length,
            Joined = inForce.Firings.Length - pairs.Length - gone.Length,
        };
    }

    /// <summary>How a firing differs from the one that it was; absent where it does not.</summary>
    public TrialShift? Of(TrialFiring firing) => Moved.FirstOrDefault(shift => ReferenceEquals(shift.Now, firing));

    // Both are in order of time, and neither overlaps itself: the first that overlap are each other's.
    private static ImmutableArray<TrialShift> Pairs(
        ImmutableArray<TrialFiring> inForce, ImmutableArray<TrialFiring> changed)
    {
        var pairs = ImmutableArray.CreateBuilder<TrialShift>();
        for (var (before, now) = (0, 0); before < inForce.Length && now < changed.Length;)
        {
            var (was, becomes) = (inForce[before], changed[now]);
            if (becomes.Overlaps(was))
            {
                pairs.Add(new(was, becomes));
                (before, now) = (before + 1, now + 1);
            }
            else if (was.At < becomes.At)
            {
                before++;
            }
            else
            {
                now++;
            }
        }

        return pairs.ToImmutable();
    }

    private static ImmutableArray<TrialFiring> Alone(TrialResult of, TrialResult other)
    {
        var alone = ImmutableArray.CreateBuilder<TrialFiring>();
        var next = 0;
        foreach (var firing in of.Firings)
        {
            while (next < other.Firings.Length && other.Firings[next].ClearedAt < firing.At) next++;
            if (next == other.Firings.Length || !firing.Overlaps(other.Firings[next])) alone.Add(firing);
        }

        return alone.ToImmutable();
    }
}

/// <summary>One firing as the rule in force has it and as the changed one has it.</summary>
public sealed record TrialShift(TrialFiring Before, TrialFiring Now)
{
    /// <summary>Less than nothing where it begins earlier.</summary>
    public Duration Begins => Now.At - Before.At;

    /// <summary>Less than nothing where it ends earlier; absent where one of both has no end.</summary>
    public Duration? Ends => Now.ClearedAt - Before.ClearedAt;

    /// <summary>Only one of both still lasts at the end.</summary>
    public bool EndsOnlyOnce => Now.ClearedAt is null != Before.ClearedAt is null;

    public bool ReachesOther => (Now.Level, Now.Severity) != (Before.Level, Before.Severity);

    public bool HasOtherSteps => !Now.Steps.SequenceEqual(Before.Steps);

    internal bool IsSame => Begins == Duration.Zero && Now.ClearedAt == Before.ClearedAt && !ReachesOther
        && !HasOtherSteps;
}
