using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Engine.Situations;

/// <summary>When so many keys of a rule open within a time, those that follow share one storm until no more open for a
/// while.</summary>
public sealed record StormLimit(int Openings, Duration Within, Duration CalmFor);

/// <summary>What a rule remembers of all of its keys.</summary>
public sealed record StormState
{
    /// <summary>The newest openings, as many as make a storm.</summary>
    public ImmutableArray<Instant> Openings { get; init; } = [];

    public Instant? Since { get; init; }

    /// <summary>Counts the storms.</summary>
    public int Number { get; init; }

    /// <summary>Keys whose present episode belongs to a storm, in order of key.</summary>
    public ImmutableArray<StormMember> Members { get; init; } = [];
}

public sealed record StormMember(string Key, int Storm);

/// <param name="Storm">The number of the storm that it belongs to.</param>
public sealed record StormTold(SituationChange Change, int? Storm);

/// <param name="Told">What the key saw, and what is to be told of the storm itself.</param>
public sealed record StormMoved(SituationState State, ImmutableArray<StormTold> Told);

/// <summary>Watches the keys of one rule together. Pure, and only asked when a key has something to tell.</summary>
public static class StormGate
{
    /// <summary>The key that stands for all.</summary>
    public const string Everywhere = "*";

    /// <param name="rule">A rule with a <see cref="SituationRule.Storm"/>.</param>
    /// <param name="state">None before the first time.</param>
    /// <param name="episode">Of the key before it moved.</param>
    /// <param name="changes">What the key told.</param>
    public static StormMoved Step(
        SituationRule rule, SituationState? state, int episode, ImmutableArray<SituationChange> changes)
    {
        var storm = state?.Memory?.Storm ?? new StormState();
        var told = ImmutableArray.CreateBuilder<StormTold>();
        foreach (var change in changes)
        {
            if (change is LevelRaised raised && raised.Episode > episode)
            {
                episode = raised.Episode;
                storm = Calmed(rule, storm, change.At, told);
                storm = Opened(rule, storm, raised, told);
            }

            var member = StormOf(storm, change.Key);
            if (member is null || change is not (LevelLowered or SituationCleared or SituationClosable))
                told.Add(new StormTold(change, member));
            if (member is not { } number || change is not SituationClosable closable) continue;
            storm = Without(storm, change.Key);
            TellOver(rule, storm, number, (closable.At, closable.LeftAt), told);
        }

        return new(Stored(rule, state, storm), told.ToImmutable());
    }

    public static StormMoved Tick(SituationRule rule, SituationState state, Instant now)
    {
        var told = ImmutableArray.CreateBuilder<StormTold>();
        var storm = Calmed(rule, state.Memory?.Storm ?? new StormState(), now, told);
        return new(Stored(rule, state, storm), told.ToImmutable());
    }

    public static Instant? NextDue(SituationRule rule, SituationState state) =>
        state.Memory?.Storm is { Since: not null, Openings: [.., var last] } ? last + rule.Storm?.CalmFor : null;

    private static StormState Opened(
        SituationRule rule, StormState storm, LevelRaised raised, ImmutableArray<StormTold>.Builder told)
    {
        var limit = rule.Storm!;
        if (storm.Since is not null) storm = With(storm, new StormMember(raised.Key, storm.Number));
        ImmutableArray<Instant> openings = [.. storm.Openings.Append(raised.At).Order()];
        if (openings.Length > limit.Openings) openings = openings.RemoveAt(0);
        storm = storm with { Openings = openings };
        if (storm.Since is not null || openings.Length < limit.Openings || openings[^1] - openings[0] >= limit.Within)
            return storm;
        storm = storm with { Since = openings[^1], Number = storm.Number + 1 };
        told.Add(new(new StormBegan(rule.Id, Everywhere, openings[^1], storm.Number, openings.Length), storm.Number));
        return storm;
    }

    private static StormState Calmed(
        SituationRule rule, StormState storm, Instant now, ImmutableArray<StormTold>.Builder told)
    {
        if (storm is not { Since: not null, Openings: [.., var last] }) return storm;
        // A rule that lost its limit ends its storm with it.
        var end = last + (rule.Storm?.CalmFor ?? Duration.Zero);
        if (now < end) return storm;
        told.Add(new(new StormEnded(rule.Id, Everywhere, end, storm.Number), storm.Number));
        storm = storm with { Since = null, Openings = [] };
        TellOver(rule, storm, storm.Number, (end, end), told);
        return storm;
    }

    // The incident of a storm has one situation for all of its keys: it is over with the last of them.
    private static void TellOver(
        SituationRule rule, StormState storm, int number, (Instant At, Instant LeftAt) over,
        ImmutableArray<StormTold>.Builder told)
    {
        if (storm.Members.Any(member => member.Storm == number)) return;
        if (storm.Since is not null && storm.Number == number) return;
        told.Add(new(new SituationCleared(rule.Id, Everywhere, over.At, rule.Levels[0].Name, over.LeftAt), number));
        told.Add(new(new SituationClosable(rule.Id, Everywhere, over.At, over.LeftAt), number));
    }

    private static SituationState Stored(SituationRule rule, SituationState? state, StormState storm)
    {
        var present = state ?? SituationState.Calm(rule, Everywhere);
        return present.Remember(present.Remembered with { Storm = storm });
    }

    private static int? StormOf(StormState storm, string key)
    {
        var index = storm.Members.BinarySearch(new StormMember(key, 0), Order);
        return index < 0 ? null : storm.Members[index].Storm;
    }

    private static StormState With(StormState storm, StormMember member)
    {
        var members = Without(storm, member.Key).Members;
        return storm with { Members = members.Insert(~members.BinarySearch(member, Order), member) };
    }

    private static StormState Without(StormState storm, string key)
    {
        var index = storm.Members.BinarySearch(new StormMember(key, 0), Order);
        return index < 0 ? storm : storm with { Members = storm.Members.RemoveAt(index) };
    }

    private static readonly Comparer<StormMember> Order =
        Comparer<StormMember>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));
}
