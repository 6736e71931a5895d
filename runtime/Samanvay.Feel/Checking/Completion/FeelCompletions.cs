using System.Collections.Immutable;
using Samanvay.Feel.Builtins;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking.Completion;

/// <summary>Offers what can be written at a place of an expression that is still being written.</summary>
public static class FeelCompletions
{
    private const int TextMax = 4_000;

    private static readonly ImmutableArray<string> Beginnings =
        ["if", "for", "some", "every", "function", "true", "false", "null"];

    private static readonly ImmutableArray<string> Continuations = ["and", "or", "in", "between", "instance of"];

    private static readonly ImmutableArray<string> TypeNames =
    [
        "Any", "boolean", "context", "date", "date and time", "days and time duration", "function", "list", "number",
        "range", "string", "time", "years and months duration",
    ];

    /// <param name="position">Characters before the place.</param>
    public static ImmutableArray<FeelCompletion> At(string text, int position, FeelTyping typing)
    {
        var before = text[..Math.Clamp(position, 0, text.Length)];
        if (before.Length > TextMax) return [];
        var tokens = Lexer.Read(before)[..^1];
        if (tokens is [.., { Kind: TokenKind.Unclosed }]) return [];
        var words = Words(before, tokens);
        var written = new WrittenSoFar(before, tokens[..^words], typing);
        var end = before.Length;
        if (words == 0) return [.. Offers(written, written.Place).Select(offer => offer with { Start = end })];
        var isBlankAtEnd = tokens[^1].End < end;
        var first = tokens[^words].Start;
        var whole = Fitting(
            Offers(written, written.Place), KnownNames.Normalise(before.AsSpan(first)) + (isBlankAtEnd ? " " : ""),
            first);
        // The words may also be a whole name, behind which an operator is being written.
        if (words < 2 && !isBlankAtEnd || written.Place is CompletionPlace.Operator or CompletionPlace.Type)
            return [.. whole];
        var operators = isBlankAtEnd
            ? Fitting(Operators(written), "", end)
            : Fitting(Operators(written), tokens[^1].Text, tokens[^1].Start);
        return [.. whole.Concat(operators)];
    }

    // How many words at the end belong to what is being written.
    private static int Words(string text, ImmutableArray<Token> tokens)
    {
        if (tokens is [.., var last] && last.End == text.Length && TokenReader.IsKeyword(last)) return 1;
        var count = 0;
        while (count < tokens.Length && TokenReader.IsPlainWord(tokens[tokens.Length - 1 - count])) count++;
        return count;
    }

    private static IEnumerable<FeelCompletion> Fitting(IEnumerable<FeelCompletion> offers, string words, int start) =>
        offers.Where(offer => offer.Text.StartsWith(words, StringComparison.OrdinalIgnoreCase))
            .Select(offer => offer with { Start = start });

    private static IEnumerable<FeelCompletion> Offers(WrittenSoFar written, CompletionPlace place) => place switch
    {
        CompletionPlace.Member => PropertyTypes.Of(written.TypeBeforePoint()).Select(
            part => Named(part.Name, FeelCompletionKind.Property, part.Type)),
        CompletionPlace.Type => TypeNames.Concat(written.Typing.Types.Keys).Distinct().Select(
            name => new FeelCompletion(name, FeelCompletionKind.Type, "", 0)),
        CompletionPlace.Operand => Operands(written.Typing),
        _ => Operators(written),
    };

    private static IEnumerable<FeelCompletion> Operators(WrittenSoFar written) =>
        Continuations.Concat(written.OpenWords).Select(Word);

    private static IEnumerable<FeelCompletion> Operands(FeelTyping typing) =>
        typing.Variables.Select(variable => Named(variable.Key, FeelCompletionKind.Variable, variable.Value))
            .Concat(BuiltinTable.Names.Where(name => !typing.Variables.ContainsKey(name)).Select(Function))
            .Concat(Beginnings.Select(Word));

    private static FeelCompletion Named(string name, FeelCompletionKind kind, FeelType type) =>
        new(name, kind, type.Name, 0);

    private static FeelCompletion Function(string name) => new(
        name, FeelCompletionKind.Function,
        string.Join(" | ", BuiltinTable.Find(name)!.Overloads.Select(form => $"{name}({form.Signature})")), 0);

    private static FeelCompletion Word(string word) => new(word, FeelCompletionKind.Keyword, "", 0);
}
