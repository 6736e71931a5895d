using System.Collections.Immutable;
using System.Diagnostics;

namespace Samanvay.Feel.Patterns;

/// <summary>
/// Tries a pattern at one place. What is still to be tried is kept in a list, not on the stack, so no text can
/// exhaust it.
/// </summary>
internal sealed class PatternRun(ImmutableArray<Instruction> program, int slots, PatternText text, Action<int> charge)
{
    // Instructions are cheaper than the steps of an expression.
    private const int InstructionsPerStep = 4;

    private const int Restore = -1;
    private const int UntriedMax = 1_000_000;

    private readonly int[] _slots = [.. Enumerable.Repeat(-1, slots)];
    private readonly Stack<(int At, int Position, int Value)> _untried = new();
    private int _count;

    public int[]? Match(int start)
    {
        var (at, position) = (0, start);
        while (true)
        {
            if (++_count % InstructionsPerStep == 1) charge(1);
            if (_untried.Count > UntriedMax)
                throw new FeelLimitException("A pattern leaves too much open. Make it more exact.");
            var instruction = program[at];
            if (instruction.Operation == Operation.Match) return _slots;
            if (Advance(instruction, ref at, ref position)) continue;
            if (!Retreat(ref at, ref position)) return null;
        }
    }

    private bool Advance(Instruction instruction, ref int at, ref int position)
    {
        switch (instruction.Operation)
        {
            case Operation.One:
                if (position >= text.Length || !instruction.Set!.Contains(text[position])) return false;
                position++;
                break;
            case Operation.Split:
                _untried.Push((instruction.Second, position, 0));
                at = instruction.First;
                return true;
            case Operation.Jump:
                at = instruction.First;
                return true;
            case Operation.Save or Operation.Mark: Set(instruction.First, position); break;
            case Operation.Group: return Repeat(instruction, ref at, ref position);
            default:
                if (!Holds(instruction, position)) return false;
                break;
        }

        at++;
        return true;
    }

    private bool Holds(Instruction instruction, int position) => instruction.Operation switch
    {
        // A loop whose body took nothing must not go round again.
        Operation.Progress => _slots[instruction.First] != position,
        Operation.TextStart => position == 0,
        Operation.TextEnd => position == text.Length,
        Operation.LineStart => position == 0 || position < text.Length && text[position - 1] == '\n',
        Operation.LineEnd => position == text.Length || text[position] == '\n',
        _ => throw new UnreachableException($"{instruction.Operation} is no condition."),
    };

    private bool Repeat(Instruction instruction, ref int at, ref int position)
    {
        var (start, end) = (_slots[2 * instruction.First], _slots[2 * instruction.First + 1]);
        for (var index = start; start >= 0 && index < end; index++, position++)
        {
            var same = position < text.Length
                && (
                    text[index] == text[position]
                        || instruction.Second == 1
                            && CharacterSet.Fold(text[index]) == CharacterSet.Fold(text[position]));
            if (!same) return false;
            charge(1);
        }

        at++;
        return true;
    }

    private void Set(int slot, int value)
    {
        _untried.Push((Restore, slot, _slots[slot]));
        _slots[slot] = value;
    }

    private bool Retreat(ref int at, ref int position)
    {
        while (_untried.TryPop(out var last))
        {
            if (last.At == Restore)
            {
                _slots[last.Position] = last.Value;
                continue;
            }

            (at, position) = (last.At, last.Position);
            return true;
        }

        return false;
    }
}
