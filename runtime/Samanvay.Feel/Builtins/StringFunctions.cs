using System.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Builtins;

/// <summary>DMN 1.5, table 74: texts. Characters are counted as Unicode code points.</summary>
internal static class StringFunctions
{
    public static readonly BuiltinForm[] All =
    [
        new("substring", "string: string, start position: number, length?: number", Substring),
        new("string length", "string: string", call => FeelValue.Of((long)Length(call.Text(0)))),
        new("upper case", "string: string", call => new FeelString(call.Text(0).ToUpperInvariant())),
        new("lower case", "string: string", call => new FeelString(call.Text(0).ToLowerInvariant())),
        new("substring before", "string: string, match: string", Before),
        new("substring after", "string: string, match: string", After),
        new(
            "contains", "string: string, match: string",
            call => FeelValue.Of(call.Text(0).Contains(call.Text(1), StringComparison.Ordinal))),
        new(
            "starts with", "string: string, match: string",
            call => FeelValue.Of(call.Text(0).StartsWith(call.Text(1), StringComparison.Ordinal))),
        new(
            "ends with", "string: string, match: string",
            call => FeelValue.Of(call.Text(0).EndsWith(call.Text(1), StringComparison.Ordinal))),
        new("string join", "list: list, delimiter?: string", Join),
    ];

    private static FeelValue Substring(BuiltinCall call)
    {
        if (call.Truncated(1) is not { } start || start == 0)
            return call.Nothing("the start position counts from 1, or from the end with -1.");
        var text = call.Text(0);
        var runes = text.EnumerateRunes().ToArray();
        var first = start > 0 ? start - 1 : runes.Length + start;
        if (first < 0 || first >= runes.Length) return new FeelString("");
        var length = runes.Length - first;
        if (call.Has(2))
        {
            if (call.Truncated(2) is not { } wanted || wanted < 1)
                return call.Nothing("the length must be at least 1.");
            length = Math.Min(length, wanted);
        }

        var part = new StringBuilder();
        foreach (var rune in runes.AsSpan(first, length)) part.Append(rune.ToString());
        return new FeelString(part.ToString());
    }

    private static int Length(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes()) count++;
        return count;
    }

    private static FeelString Before(BuiltinCall call)
    {
        var found = call.Text(0).IndexOf(call.Text(1), StringComparison.Ordinal);
        return new FeelString(found < 0 ? "" : call.Text(0)[..found]);
    }

    private static FeelString After(BuiltinCall call)
    {
        var found = call.Text(0).IndexOf(call.Text(1), StringComparison.Ordinal);
        return new FeelString(found < 0 ? "" : call.Text(0)[(found + call.Text(1).Length)..]);
    }

    private static FeelValue Join(BuiltinCall call)
    {
        var parts = new List<string>();
        long length = 0;
        var delimiter = call.Has(1) ? call.Text(1) : "";
        foreach (var item in call.List(0))
        {
            if (item.IsNull) continue;
            if (item is not FeelString part) return call.Nothing("the list holds something that is no text.");
            parts.Add(part.Value);
            length += part.Value.Length + delimiter.Length;
        }

        call.Evaluation.Text(length);
        return new FeelString(string.Join(delimiter, parts));
    }
}
