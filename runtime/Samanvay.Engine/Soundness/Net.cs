using System.Collections.Immutable;

namespace Samanvay.Engine.Soundness;

/// <summary>A drawing as a Petri net with reset and inhibitor arcs: what its tokens can do when data are left
/// out.</summary>
internal sealed class Net
{
    public List<Place> Places { get; } = [];

    public List<Transition> Transitions { get; } = [];

    /// <summary>The input places of each end event that can be reached from several sides.</summary>
    public List<(string Element, int[] Inputs)> Ends { get; } = [];

    /// <summary>Nodes whose behaviour the net does not tell: nothing can be proven with them.</summary>
    public List<string> Unmodelled { get; } = [];

    public Place Add(PlaceKind kind, string element, int initial = 0)
    {
        var place = new Place(Places.Count, kind, element) { Initial = initial };
        Places.Add(place);
        return place;
    }
}

/// <param name="Element">The flow, activity, message flow or process that its tokens are on.</param>
internal sealed record Place(int Index, PlaceKind Kind, string Element)
{
    public int Initial { get; init; }
}

internal enum PlaceKind
{
    /// <summary>On a sequence flow, or waiting at the node that it leads to.</summary>
    Flow,

    /// <summary>Inside an activity or a scope.</summary>
    Running,

    /// <summary>An event that fires once for each visit may still fire.</summary>
    Armed,

    /// <summary>Sent and not yet read.</summary>
    Message,

    /// <summary>A pool that has still to begin by itself.</summary>
    Due,

    /// <summary>A pool that is not running, so that a message can start it.</summary>
    Idle,

    /// <summary>A pool that is running.</summary>
    Pool,
}

/// <summary>Takes one token from each place of <see cref="Consume"/>, empties <see cref="Reset"/>, then puts one on
/// each of <see cref="Produce"/>.</summary>
internal sealed record Transition
{
    /// <summary>The same place twice in a row means two tokens from it.</summary>
    public ImmutableArray<int> Consume { get; init; } = [];

    public ImmutableArray<int> Produce { get; init; } = [];

    public ImmutableArray<int> Reset { get; init; } = [];

    /// <summary>It waits until all of these are empty.</summary>
    public ImmutableArray<int> Empty { get; init; } = [];

    public InclusiveJoin? Join { get; init; }

    /// <summary>It can happen, but the drawing is not to be judged by it: somebody does by hand what can not go on, or
    /// an event comes once more. Only what would be dead is looked at with it.</summary>
    public bool Beyond { get; init; }

    /// <summary>What happens when it fires.</summary>
    public ImmutableArray<SoundnessStep> Steps { get; init; } = [];

    /// <summary>What else can happen wherever it can fire.</summary>
    public ImmutableSortedSet<string> Covers { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}

/// <summary>The input side of an inclusive gateway: takes one token from each input that has any, once no other token
/// of its scope can add to the inputs that have none.</summary>
/// <param name="Inputs">At most 64.</param>
internal sealed record InclusiveJoin(string Element, ImmutableArray<int> Inputs, ImmutableArray<InclusiveReach> Reach)
{
    // BPMN 2.0.2, 13.4.3: a token elsewhere holds the join up unless it can also come to an input that has a token.
    public bool IsEnabled(ReadOnlySpan<byte> marking)
    {
        var marked = 0UL;
        for (var input = 0; input < Inputs.Length; input++)
        {
            if (marking[Inputs[input]] > 0) marked |= 1UL << input;
        }

        if (marked == 0) return false;
        foreach (var reach in Reach)
        {
            if (marking[reach.Place] > 0 && (reach.Sends & ~marked) != 0 && (reach.Goes & marked) == 0) return false;
        }

        return true;
    }
}

/// <summary>Which inputs of a join a token on a place can lead to, as bits.</summary>
/// <param name="Sends">It can come to, or send another to by an event at its edge that does not interrupt.</param>
/// <param name="Goes">It can come to itself.</param>
internal readonly record struct InclusiveReach(int Place, ulong Sends, ulong Goes);
