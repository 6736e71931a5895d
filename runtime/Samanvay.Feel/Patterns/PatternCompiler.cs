using System.Collections.Immutable;
using System.Diagnostics;

namespace Samanvay.Feel.Patterns;

/// <summary>Turns the tree of a pattern into instructions.</summary>
internal sealed class PatternCompiler(int groups, bool ignoresCase)
{
    // Counted repetitions are written out, so "(a{99}){99}" must find an end.
    private const int InstructionsMax = 10_000;

    private readonly ImmutableArray<Instruction>.Builder _program = ImmutableArray.CreateBuilder<Instruction>();
    private int _slots = 2 * (groups + 1);

    /// <summary>Null for a pattern that would become too large.</summary>
    public Pattern? Compile(PatternNode root)
    {
        Add(new(Operation.Save, 0));
        if (!Emit(root)) return null;
        Add(new(Operation.Save, 1));
        Add(new(Operation.Match));
        return new(_program.ToImmutable(), groups, _slots);
    }

    private bool Emit(PatternNode node)
    {
        if (_program.Count > InstructionsMax) return false;
        switch (node)
        {
            case SetPart set: return Add(new(Operation.One, Set: set.Set));
            case PlacePart place: return Add(new(place.Operation));
            case BackReferencePart reference: return Add(new(Operation.Group, reference.Group, ignoresCase ? 1 : 0));
            case SequencePart sequence: return sequence.Parts.All(Emit);
            case GroupPart { Number: null } group: return Emit(group.Inner);
            case GroupPart { Number: { } number } group:
                Add(new(Operation.Save, 2 * number));
                return Emit(group.Inner) && Add(new(Operation.Save, 2 * number + 1));
            case ChoicePart choice: return Choice(choice);
            case RepeatPart repeat: return Repeat(repeat);
            default: throw new UnreachableException($"No instructions for {node.GetType().Name}.");
        }
    }

    private bool Add(Instruction instruction)
    {
        _program.Add(instruction);
        return true;
    }

    private bool Choice(ChoicePart choice)
    {
        var exits = new List<int>();
        foreach (var branch in choice.Branches[..^1])
        {
            var split = _program.Count;
            Add(new(Operation.Split));
            if (!Emit(branch)) return false;
            exits.Add(_program.Count);
            Add(new(Operation.Jump));
            _program[split] = new(Operation.Split, split + 1, _program.Count);
        }

        if (!Emit(choice.Branches[^1])) return false;
        foreach (var exit in exits) _program[exit] = new(Operation.Jump, _program.Count);
        return true;
    }

    private bool Repeat(RepeatPart repeat)
    {
        for (var count = 0; count < repeat.Least; count++)
        {
            if (!Emit(repeat.Inner)) return false;
        }

        if (repeat.Most is null) return Loop(repeat);
        var exits = new List<int>();
        for (var count = repeat.Least; count < repeat.Most; count++)
        {
            exits.Add(_program.Count);
            Add(new(Operation.Split));
            if (!Emit(repeat.Inner)) return false;
        }

        foreach (var exit in exits) _program[exit] = Split(exit + 1, _program.Count, repeat.IsLazy);
        return true;
    }

    private bool Loop(RepeatPart repeat)
    {
        var slot = _slots++;
        var split = _program.Count;
        Add(new(Operation.Split));
        Add(new(Operation.Mark, slot));
        if (!Emit(repeat.Inner)) return false;
        Add(new(Operation.Progress, slot));
        Add(new(Operation.Jump, split));
        _program[split] = Split(split + 1, _program.Count, repeat.IsLazy);
        return true;
    }

    private static Instruction Split(int inside, int outside, bool isLazy) =>
        isLazy ? new(Operation.Split, outside, inside) : new(Operation.Split, inside, outside);
}
