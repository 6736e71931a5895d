using System.Collections.Immutable;

namespace Samanvay.Engine.Soundness;

/// <summary>The states that a net can get into, found in order of their distance from the first.</summary>
internal sealed class StateSpace
{
    private readonly Net _net;
    private readonly SoundnessLimits _limits;
    private readonly Dictionary<byte[], int> _index = new(MarkingComparer.Instance);
    private readonly List<byte[]> _markings = [];
    private readonly List<(int Before, int Transition)> _reached = [];
    private readonly List<(int From, int To)> _edges = [];

    private StateSpace(Net net, SoundnessLimits limits) => (_net, _limits) = (net, limits);

    public IReadOnlyList<byte[]> Markings => _markings;

    public IReadOnlyList<(int From, int To)> Edges => _edges;

    /// <summary>The states some of whose successors were not looked at.</summary>
    public List<int> Cut { get; } = [];

    /// <summary>The places that would hold more than is looked at.</summary>
    public HashSet<int> Overfull { get; } = [];

    public bool[] Fired { get; private set; } = [];

    /// <param name="beyond">Also what the drawing is not to be judged by.</param>
    public static StateSpace Explore(Net net, SoundnessLimits limits, bool beyond = false) =>
        Explore(net, limits, [[.. net.Places.Select(place => (byte)place.Initial)]], beyond);

    /// <param name="from">The states that it begins with; they keep their order.</param>
    public static StateSpace Explore(
        Net net, SoundnessLimits limits, IEnumerable<byte[]> from, bool beyond = false)
    {
        var space = new StateSpace(net, limits) { Fired = new bool[net.Transitions.Count] };
        foreach (var marking in from) space.Reach(marking, -1, -1);
        var max = (int)Math.Min(limits.States, limits.Bytes / (net.Places.Count + net.Transitions.Count + 64));
        for (var state = 0; state < space._markings.Count; state++)
        {
            if (state >= max) space.Cut.Add(state);
            else space.Expand(state, beyond);
        }

        return space;
    }

    public int IndexOf(byte[] marking) => _index[marking];

    /// <summary>The states from which one can be reached that is asked for, or one that is taken for such.</summary>
    public bool[] CanReach(Func<byte[], bool> isAskedFor, IEnumerable<int>? taken = null)
    {
        var before = _edges.ToLookup(edge => edge.To, edge => edge.From);
        var can = new bool[_markings.Count];
        var open = new Stack<int>(taken ?? []);
        for (var state = 0; state < can.Length; state++)
        {
            if (isAskedFor(_markings[state])) open.Push(state);
        }

        while (open.TryPop(out var state))
        {
            if (can[state]) continue;
            can[state] = true;
            foreach (var earlier in before[state]) open.Push(earlier);
        }

        return can;
    }

    /// <summary>What happens on a shortest way to a state.</summary>
    public ImmutableArray<SoundnessStep> RunTo(int state)
    {
        var fired = new Stack<int>();
        for (; _reached[state].Transition >= 0; state = _reached[state].Before) fired.Push(_reached[state].Transition);
        return [.. fired.SelectMany(transition => _net.Transitions[transition].Steps)];
    }

    private void Expand(int state, bool beyond)
    {
        var marking = _markings[state];
        var isCut = false;
        for (var index = 0; index < _net.Transitions.Count; index++)
        {
            var transition = _net.Transitions[index];
            if ((transition.Beyond && !beyond) || !IsEnabled(transition, marking)) continue;
            Fired[index] = true;
            if (Fire(transition, marking) is { } next) _edges.Add((state, Reach(next, state, index)));
            else isCut = true;
        }

        if (isCut) Cut.Add(state);
    }

    private static bool IsEnabled(Transition transition, byte[] marking)
    {
        var needed = 0;
        for (var index = 0; index < transition.Consume.Length; index++)
        {
            var place = transition.Consume[index];
            needed = index > 0 && transition.Consume[index - 1] == place ? needed + 1 : 1;
            if (marking[place] < needed) return false;
        }

        foreach (var place in transition.Empty)
        {
            if (marking[place] > 0) return false;
        }

        return transition.Join?.IsEnabled(marking) ?? true;
    }

    /// <summary>Null where a place would hold more than is looked at.</summary>
    private byte[]? Fire(Transition transition, byte[] marking)
    {
        var next = (byte[])marking.Clone();
        foreach (var place in transition.Consume) next[place]--;
        foreach (var place in transition.Join?.Inputs ?? [])
        {
            if (next[place] > 0) next[place]--;
        }

        foreach (var place in transition.Reset) next[place] = 0;
        var isWhole = true;
        foreach (var place in transition.Produce)
        {
            if (++next[place] <= _limits.Tokens) continue;
            isWhole = false;
            Overfull.Add(place);
        }

        return isWhole ? next : null;
    }

    private int Reach(byte[] marking, int before, int transition)
    {
        if (_index.TryGetValue(marking, out var known)) return known;
        _index[marking] = _markings.Count;
        _markings.Add(marking);
        _reached.Add((before, transition));
        return _markings.Count - 1;
    }

    private sealed class MarkingComparer : IEqualityComparer<byte[]>
    {
        public static readonly MarkingComparer Instance = new();

        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public int GetHashCode(byte[] marking)
        {
            // FNV-1a, the same in every run.
            var hash = 2166136261u;
            foreach (var tokens in marking) hash = unchecked((hash ^ tokens) * 16777619u);
            return unchecked((int)hash);
        }
    }
}
