using System.Collections.Immutable;

namespace Samanvay.Engine.Soundness;

/// <summary>Makes a net small without changing what the judge says of it: a place from which tokens can only go on in
/// one way is left out, and of places and transitions that always do the same one is kept.</summary>
/// <remarks>T. Murata, Petri Nets: Properties, Analysis and Applications, 1989, section VI: such rules preserve
/// liveness, safeness and boundedness. Arcs that empty or await a place keep their meaning because a place is only ever
/// replaced by places that stand in the same of them.</remarks>
internal sealed class NetReduction
{
    private readonly Net _net;
    private readonly Transition?[] _transitions;
    private readonly HashSet<int>[] _takers;
    private readonly HashSet<int>[] _givers;
    private readonly string[] _signatures;
    private readonly bool[] _isFixed;
    private readonly bool[] _isGone;

    private NetReduction(Net net)
    {
        _net = net;
        _transitions = [.. net.Transitions];
        _takers = [.. net.Places.Select(_ => new HashSet<int>())];
        _givers = [.. net.Places.Select(_ => new HashSet<int>())];
        _isGone = new bool[net.Places.Count];
        for (var index = 0; index < _transitions.Length; index++) Connect(index);
        _signatures = Signatures(net);
        _isFixed =
        [
            .. net.Places.Select(place =>
                place.Kind is not (PlaceKind.Flow or PlaceKind.Running) || place.Initial > 0),
        ];
        var joined = net.Transitions.SelectMany(transition => transition.Join?.Inputs ?? []);
        var ended = net.Ends.Where(end => end.Inputs.Length > 1).SelectMany(end => end.Inputs);
        var several = net.Transitions.SelectMany(
            transition => Several(transition.Consume).Concat(Several(transition.Produce)));
        foreach (var place in joined.Concat(ended).Concat(several)) _isFixed[place] = true;
    }

    public static Net Reduce(Net net)
    {
        var reduction = new NetReduction(net);
        while (reduction.Pass())
        {
            // Each rule can make room for the others.
        }

        return reduction.Rebuilt();
    }

    private bool Pass()
    {
        var changed = false;
        for (var place = 0; place < _isGone.Length; place++)
        {
            if (!_isGone[place] && !_isFixed[place]) changed |= Shorten(place);
        }

        return changed | DropTwinPlaces() | DropTwinTransitions() | DropLoops();
    }

    /// <summary>The place has one taker, which takes from it alone: its givers give to where the taker would.</summary>
    private bool Shorten(int place)
    {
        if (_takers[place].Count != 1 || _givers[place].Count == 0) return false;
        var index = _takers[place].Single();
        var taker = _transitions[index]!;
        // Where tokens end is kept: there two of them still meet.
        if (taker is not { Consume: [_], Produce: not [], Reset: [], Empty: [], Join: null, Beyond: false })
            return false;
        if (taker.Produce.Any(next => next == place || _signatures[next] != _signatures[place])) return false;
        if (_givers[place].Any(giver => _transitions[giver]!.Produce.Intersect(taker.Produce).Any())) return false;
        foreach (var giver in _givers[place].ToList())
        {
            var before = _transitions[giver]!;
            Replace(giver, before with
            {
                Produce = before.Produce.Remove(place).AddRange(taker.Produce),
                Steps = before.Steps.AddRange(taker.Steps),
                Covers = before.Covers.Union(taker.Covers),
            });
        }

        Disconnect(index);
        _transitions[index] = null;
        _isGone[place] = true;
        return true;
    }

    /// <summary>Places with the same givers and takers always hold the same.</summary>
    private bool DropTwinPlaces()
    {
        var changed = false;
        foreach (var twins in Enumerable.Range(0, _isGone.Length)
            .Where(place => !_isGone[place] && !_isFixed[place] && _givers[place].Count > 0)
            .GroupBy(place => $"{Text(_givers[place])}>{Text(_takers[place])}>{_signatures[place]}").ToList())
        {
            foreach (var place in twins.Skip(1))
            {
                foreach (var giver in _givers[place].ToList())
                    Replace(giver, _transitions[giver]! with { Produce = _transitions[giver]!.Produce.Remove(place) });
                foreach (var taker in _takers[place].ToList())
                    Replace(taker, _transitions[taker]! with { Consume = _transitions[taker]!.Consume.Remove(place) });
                _isGone[place] = changed = true;
            }
        }

        return changed;
    }

    private bool DropTwinTransitions()
    {
        var changed = false;
        foreach (var twins in Plain()
            .GroupBy(index => $"{Text(_transitions[index]!.Consume)}>{Text(_transitions[index]!.Produce)}").ToList())
        {
            foreach (var index in twins.Skip(1))
            {
                Cover(twins.First(), _transitions[index]!);
                Disconnect(index);
                _transitions[index] = null;
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>A transition that gives back what it took changes nothing.</summary>
    private bool DropLoops()
    {
        var changed = false;
        foreach (var index in Plain().ToList())
        {
            var loop = _transitions[index]!;
            if (loop is not { Consume: [var place], Produce: [var back] } || place != back || _isFixed[place]) continue;
            var givers = _givers[place].Where(giver => giver != index).ToList();
            if (givers.Count == 0) continue;
            foreach (var giver in givers) Cover(giver, loop);
            Disconnect(index);
            _transitions[index] = null;
            changed = true;
        }

        return changed;
    }

    private IEnumerable<int> Plain() => Enumerable.Range(0, _transitions.Length)
        .Where(index => _transitions[index] is { Reset: [], Empty: [], Join: null, Beyond: false });

    private void Cover(int index, Transition other) => _transitions[index] = _transitions[index]! with
    {
        Covers = _transitions[index]!.Covers.Union(other.Covers).Union(other.Steps.Select(step => step.Element)),
    };

    private void Replace(int index, Transition transition)
    {
        Disconnect(index);
        _transitions[index] = transition;
        Connect(index);
    }

    private void Connect(int index)
    {
        foreach (var place in _transitions[index]!.Consume) _takers[place].Add(index);
        foreach (var place in _transitions[index]!.Produce) _givers[place].Add(index);
    }

    private void Disconnect(int index)
    {
        foreach (var place in _transitions[index]!.Consume) _takers[place].Remove(index);
        foreach (var place in _transitions[index]!.Produce) _givers[place].Remove(index);
    }

    private static string[] Signatures(Net net)
    {
        var signatures = net.Places.Select(_ => new List<string>()).ToList();
        foreach (var (transition, index) in net.Transitions.Select((transition, index) => (transition, index)))
        {
            foreach (var place in transition.Reset) signatures[place].Add($"r{index}");
            foreach (var place in transition.Empty) signatures[place].Add($"e{index}");
            if (transition.Join is not { } join) continue;
            foreach (var reach in join.Reach) signatures[reach.Place].Add($"j{index}:{reach.Sends:x}:{reach.Goes:x}");
            for (var input = 0; input < join.Inputs.Length; input++)
                signatures[join.Inputs[input]].Add($"j{index}:{1UL << input:x}:{1UL << input:x}");
        }

        return [.. signatures.Select(signature => string.Join(' ', signature))];
    }

    private static IEnumerable<int> Several(ImmutableArray<int> places) =>
        places.GroupBy(place => place).Where(same => same.Count() > 1).Select(same => same.Key);

    private static string Text(IEnumerable<int> ids) => string.Join(' ', ids.Order());

    private Net Rebuilt()
    {
        var net = new Net();
        var renamed = new int[_isGone.Length];
        foreach (var place in _net.Places)
        {
            renamed[place.Index] = _isGone[place.Index]
                ? -1 : net.Add(place.Kind, place.Element, place.Initial).Index;
        }

        foreach (var transition in _transitions.OfType<Transition>())
        {
            net.Transitions.Add(transition with
            {
                Consume = Renamed(transition.Consume), Produce = Renamed(transition.Produce),
                Reset = Renamed(transition.Reset), Empty = Renamed(transition.Empty),
                Join = transition.Join is not { } join ? null : join with
                {
                    Inputs = Renamed(join.Inputs),
                    Reach = [.. join.Reach.Where(reach => renamed[reach.Place] >= 0)
                        .Select(reach => reach with { Place = renamed[reach.Place] })],
                },
            });
        }

        net.Ends.AddRange(_net.Ends.Where(end => end.Inputs.All(input => renamed[input] >= 0))
            .Select(end => (end.Element, end.Inputs.Select(input => renamed[input]).ToArray())));
        return net;

        ImmutableArray<int> Renamed(ImmutableArray<int> places) =>
            [.. places.Select(place => renamed[place]).Where(place => place >= 0)];
    }
}
