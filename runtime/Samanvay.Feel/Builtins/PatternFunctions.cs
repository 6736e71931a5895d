using System.Collections.Immutable;
using System.Text;
using Samanvay.Feel.Patterns;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 74: matches, replace and split, with the regular expressions of XPath.</summary>
internal static class PatternFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new("matches", "input: string, pattern: string, flags?: string", Matches),
        new("replace", "input: string, pattern: string, replacement: string, flags?: string", Replace),
        new("split", "string: string, delimiter: string", Split),
    ];

    private static FeelValue Matches(BuiltinCall call)
    {
        if (Read(call, 2) is not { } pattern) return FeelValue.Null;
        var text = TextOf(call);
        return FeelValue.Of(pattern.Find(text, 0, call.Evaluation.Step) is not null);
    }

    private static FeelValue Replace(BuiltinCall call)
    {
        if (Read(call, 3) is not { } pattern) return FeelValue.Null;
        if (TakesNothing(call, pattern)) return call.Nothing("the pattern also matches an empty text.");
        var isPlain = call.Has(3) && call.Text(3).Contains('q', StringComparison.Ordinal);
        var replacement = isPlain ? [new(call.Text(2), null)] : Replacement(call.Text(2), pattern.Groups);
        if (replacement.IsDefault)
            return call.Nothing("in the replacement, $ must be followed by a number, and \\ by $ or \\.");
        var text = TextOf(call);
        var result = new StringBuilder();
        var start = 0;
        while (pattern.Find(text, start, call.Evaluation.Step) is { } borders)
        {
            result.Append(text.Part(start, borders[0]));
            foreach (var part in replacement) result.Append(part.Text ?? Group(text, borders, part.Group!.Value));
            call.Evaluation.Text(result.Length);
            start = borders[1];
        }

        return new FeelString(result.Append(text.Part(start, text.Length)).ToString());
    }

    private static FeelValue Split(BuiltinCall call)
    {
        if (Read(call, 2) is not { } pattern) return FeelValue.Null;
        if (TakesNothing(call, pattern)) return call.Nothing("the delimiter also matches an empty text.");
        var text = TextOf(call);
        var parts = ImmutableArray.CreateBuilder<FeelValue>();
        var start = 0;
        while (pattern.Find(text, start, call.Evaluation.Step) is { } borders)
        {
            parts.Add(new FeelString(text.Part(start, borders[0])));
            call.Evaluation.Count(parts.Count);
            start = borders[1];
        }

        parts.Add(new FeelString(text.Part(start, text.Length)));
        return new FeelList(parts.ToImmutable());
    }

    private static Pattern? Read(BuiltinCall call, int flags)
    {
        var pattern = call.Evaluation.PatternOf(call.Text(1), call.Has(flags) ? call.Text(flags) : "", out var problem);
        if (problem is not null)
            call.Nothing($"the pattern {FeelText.Quote(call.Text(1))} can not be used: {problem}.");
        return pattern;
    }

    private static PatternText TextOf(BuiltinCall call)
    {
        call.Evaluation.Text(call.Text(0).Length);
        return new(call.Text(0));
    }

    // XPath 3.1, 5.6.4: such a pattern would match between all characters; it is an error instead.
    private static bool TakesNothing(BuiltinCall call, Pattern pattern) =>
        pattern.Find(new(""), 0, call.Evaluation.Step) is not null;

    private static string Group(PatternText text, int[] borders, int group) =>
        borders[2 * group] >= 0 && borders[2 * group + 1] >= 0
            ? text.Part(borders[2 * group], borders[2 * group + 1])
            : "";

    private static ImmutableArray<ReplacementPart> Replacement(string written, int groups)
    {
        var parts = ImmutableArray.CreateBuilder<ReplacementPart>();
        for (var index = 0; index < written.Length; index++)
        {
            var next = index + 1 < written.Length ? written[index + 1] : '\0';
            switch (written[index])
            {
                case '\\' when next is '\\' or '$':
                    parts.Add(new(next.ToString(), null));
                    index++;
                    break;
                case '$' when char.IsAsciiDigit(next):
                    parts.Add(GroupPart(written, groups, ref index));
                    break;
                case '\\' or '$': return default;
                default:
                    parts.Add(new(written[index].ToString(), null));
                    break;
            }
        }

        return parts.ToImmutable();
    }

    // As many digits as name a group; a group that does not exist is empty.
    private static ReplacementPart GroupPart(string written, int groups, ref int index)
    {
        var group = written[++index] - '0';
        while (index + 1 < written.Length && char.IsAsciiDigit(written[index + 1]))
        {
            var longer = group * 10 + written[index + 1] - '0';
            if (longer > groups) break;
            group = longer;
            index++;
        }

        return group <= groups ? new(null, group) : new("", null);
    }

    private sealed record ReplacementPart(string? Text, int? Group);
}
