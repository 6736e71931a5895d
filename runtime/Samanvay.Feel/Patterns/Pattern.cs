using System.Collections.Immutable;
using System.Text;

namespace Samanvay.Feel.Patterns;

/// <summary>A regular expression of XPath 3.1, which is FEEL's.</summary>
/// <remarks>
/// Our own, because it differs from .NET's (subtracted classes, blocks, flags x and q), and because every step is
/// charged to the evaluation:
/// a malicious pattern ends at the same limit on every machine, without a clock.
/// </remarks>
internal sealed class Pattern(ImmutableArray<Instruction> program, int groups, int slots)
{
    /// <summary>Pairs of slots hold where groups begin and end; group 0 is the whole match.</summary>
    public int Groups { get; } = groups;

    public static Pattern? Read(string pattern, string flags, out string? problem) =>
        PatternParser.Read(pattern, flags, out problem);

    /// <summary>
    /// The first match at or after <paramref name="start"/>: the borders of all groups, -1 for one that took no
    /// part.
    /// </summary>
    public int[]? Find(PatternText text, int start, Action<int> charge)
    {
        for (var position = start; position <= text.Length; position++)
        {
            if (new PatternRun(program, slots, text, charge).Match(position) is { } borders) return borders;
        }

        return null;
    }
}

/// <summary>A text by code points, since a pattern's point matches one of them whole.</summary>
internal sealed class PatternText(string text)
{
    private readonly int[] _codePoints = [.. text.EnumerateRunes().Select(rune => rune.Value)];

    public int Length => _codePoints.Length;

    public int this[int index] => _codePoints[index];

    public string Part(int start, int end)
    {
        var part = new StringBuilder(end - start);
        for (var index = start; index < end; index++) part.Append(new Rune(_codePoints[index]).ToString());
        return part.ToString();
    }
}

internal enum Operation { Match, One, Split, Jump, Save, Mark, Progress, LineStart, LineEnd, TextStart, TextEnd, Group }

/// <summary>A step of a compiled pattern. <paramref name="First"/> is tried before <paramref name="Second"/>.</summary>
internal readonly record struct Instruction(
    Operation Operation, int First = 0, int Second = 0, CharacterSet? Set = null);
