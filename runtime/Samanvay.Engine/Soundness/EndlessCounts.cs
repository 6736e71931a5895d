using System.Collections.Immutable;

namespace Samanvay.Engine.Soundness;

/// <summary>Tells whether runs can end where some counts grow without end: of messages that nobody reads, or of tokens
/// that a loop sends off again and again.</summary>
/// <remarks>
/// With any number on those places at any time, all that really happens can happen, and more: what can not end then
/// never can. With nothing on them at first, less can happen; but whatever ends then ends also with more on them, for
/// no step is kept back by a token that it does not need. Steps that wait for such a place to be empty are left out
/// of that, and drawings with an inclusive join are not looked at.
/// </remarks>
internal sealed class EndlessCounts
{
    private readonly Net _net;
    private readonly StateSpace _seen;
    private readonly StateSpace _any;
    private readonly ImmutableSortedSet<int> _endless;

    private EndlessCounts(Net net, StateSpace seen, StateSpace any, ImmutableSortedSet<int> endless) =>
        (_net, _seen, _any, _endless) = (net, seen, any, endless);

    /// <summary>Null where this can not tell either.</summary>
    public static EndlessCounts? Of(Net net, StateSpace seen, SoundnessLimits limits)
    {
        if (net.Transitions.Exists(transition => transition.Join is not null)) return null;
        for (var (space, endless) = (seen, ImmutableSortedSet<int>.Empty); space.Overfull.Count > 0;)
        {
            endless = endless.Union(space.Overfull);
            if (endless.Any(place => !CanBeEndless(net.Places[place].Kind))) return null;
            space = StateSpace.Explore(WithAnyNumber(net, endless), limits);
            if (space.Cut.Count == 0) return new(net, seen, space, endless);
        }

        return null;
    }

    /// <summary>A state that is reached and from which no end can be, or -1.</summary>
    public int Lost(Func<byte[], bool> hasEnded)
    {
        var can = _any.CanReach(hasEnded);
        for (var state = 0; state < _seen.Markings.Count; state++)
        {
            if (!can[_any.IndexOf(Bare(_seen.Markings[state]))]) return state;
        }

        return -1;
    }

    /// <summary>Whether an end can be reached from wherever a run gets.</summary>
    /// <param name="hasEnded">Not asked for the count of messages where that is endless.</param>
    /// <param name="countsMessages">Whether it asks for them.</param>
    public bool AlwaysEnds(Func<byte[], bool> hasEnded, bool countsMessages, SoundnessLimits limits)
    {
        if (countsMessages && _endless.Any(place => _net.Places[place].Kind == PlaceKind.Message)) return false;
        var unhindered = Copy(_net, _net.Places, _net.Transitions.Where(each => !each.Empty.Any(_endless.Contains)));
        var can = StateSpace.Explore(unhindered, limits, _any.Markings).CanReach(hasEnded);
        return can.Take(_any.Markings.Count).All(each => each);
    }

    private static bool CanBeEndless(PlaceKind kind) =>
        kind is PlaceKind.Flow or PlaceKind.Running or PlaceKind.Message;

    private byte[] Bare(byte[] marking)
    {
        var bare = (byte[])marking.Clone();
        foreach (var place in _endless) bare[place] = 0;
        return bare;
    }

    private static Net WithAnyNumber(Net net, ImmutableSortedSet<int> endless)
    {
        return Copy(
            net, net.Places.Select(place => endless.Contains(place.Index) ? place with { Initial = 0 } : place),
            net.Transitions.Select(each => each with
            {
                Consume = Other(each.Consume), Produce = Other(each.Produce),
                Reset = Other(each.Reset), Empty = Other(each.Empty),
            }));

        ImmutableArray<int> Other(ImmutableArray<int> places) => [.. places.Where(place => !endless.Contains(place))];
    }

    private static Net Copy(Net net, IEnumerable<Place> places, IEnumerable<Transition> transitions)
    {
        var copy = new Net();
        copy.Places.AddRange(places);
        copy.Transitions.AddRange(transitions);
        copy.Ends.AddRange(net.Ends);
        return copy;
    }
}
