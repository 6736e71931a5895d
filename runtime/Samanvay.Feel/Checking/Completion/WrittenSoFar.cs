using System.Collections.Immutable;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Feel.Checking.Completion;

internal enum CompletionPlace { Operand, Operator, Member, Type }

/// <summary>What stands before the words that are being written: seldom a whole expression, so it is read from its
/// tokens. Knows the names that are given up to there.</summary>
internal sealed class WrittenSoFar
{
    private readonly string _text;
    private readonly ImmutableArray<Token> _tokens;
    private readonly Stack<(int Start, FeelTyping Outside, int Words)> _open = new();
    private readonly List<string> _words = [];

    // Where the body of the last function begins.
    private int _bodyAt = -1;

    public WrittenSoFar(string text, ImmutableArray<Token> tokens, FeelTyping typing)
    {
        (_text, _tokens, Typing) = (text, tokens, typing);
        for (var index = 0; index < tokens.Length; index++) Read(index);
    }

    /// <summary>The variables, and the names that loops, contexts, functions and filters around the place
    /// give.</summary>
    public FeelTyping Typing { get; private set; }

    /// <summary>The words that an <c>if</c>, <c>for</c>, <c>some</c> or <c>every</c> before the place still
    /// needs.</summary>
    public IEnumerable<string> OpenWords => _words.AsEnumerable().Reverse().Take(1);

    public CompletionPlace Place => _tokens switch
    {
        [.., { Kind: TokenKind.Symbol, Text: "." }] => CompletionPlace.Member,
        [.., { Kind: TokenKind.Name, Text: "instance" }, { Kind: TokenKind.Name, Text: "of" }] =>
            CompletionPlace.Type,
        [.., var last] when EndsOperand(last) && _bodyAt != _tokens.Length => CompletionPlace.Operator,
        _ => CompletionPlace.Operand,
    };

    public FeelType TypeBeforePoint() => TypeBefore(_tokens.Length - 1);

    private static bool EndsOperand(Token token) => token.Kind switch
    {
        TokenKind.Number or TokenKind.Text or TokenKind.Temporal => true,
        TokenKind.Symbol => token.Text is ")" or "]" or "}",
        TokenKind.Name => TokenReader.IsPlainWord(token) || token.Text is "true" or "false" or "null",
        _ => false,
    };

    private void Read(int index)
    {
        switch (_tokens[index].Text)
        {
            case var text when _tokens[index].Kind == TokenKind.Symbol: Sign(index, text); break;
            case var text when _tokens[index].Kind == TokenKind.Name: Word(index, text); break;
        }
    }

    private void Sign(int index, string sign)
    {
        switch (sign)
        {
            case "(" or "[" or "{":
                var outside = Typing;
                if (sign == "[" && index > 0 && EndsOperand(_tokens[index - 1])) Filter(TypeBefore(index));
                if (sign == "(" && index > 0 && _tokens[index - 1].IsWord("function")) Parameters(index);
                // The names of a function's brackets are for what follows them.
                _open.Push((index, IsOfFunction(index) ? Typing : outside, _words.Count));
                break;
            case ")" or "]" or "}" when _open.TryPop(out var opened):
                Typing = opened.Outside;
                if (IsOfFunction(opened.Start)) _bodyAt = index + 1;
                _words.RemoveRange(Math.Min(opened.Words, _words.Count), Math.Max(0, _words.Count - opened.Words));
                break;
            case ",":
                Entry(index);
                break;
        }
    }

    private bool IsOfFunction(int index) => index > 0 && _tokens[index].IsSymbol("(")
        && _tokens[index - 1].IsWord("function");

    private void Word(int index, string word)
    {
        switch (word)
        {
            case "if": _words.Add("then"); break;
            case "for": _words.Add("return"); break;
            case "some" or "every": _words.Add("satisfies"); break;
            case "then": Replace("then", "else"); break;
            case "else": Replace("else", null); break;
            case "return" or "satisfies":
                Iteration(index);
                Replace(word, null);
                break;
        }
    }

    private void Replace(string word, string? by)
    {
        var place = _words.LastIndexOf(word);
        if (place < 0) return;
        if (by is null) _words.RemoveAt(place);
        else _words[place] = by;
    }

    private void Filter(FeelType source)
    {
        var item = TypeRelation.Plain(TypeRelation.ItemOf(source));
        Typing = Typing.With("item", item);
        foreach (var (name, type) in PropertyTypes.Of(item)) Typing = Typing.With(name, type);
    }

    private void Parameters(int open)
    {
        for (var index = open + 1; index < _tokens.Length && !_tokens[index].IsSymbol(")"); index++)
        {
            var isName = TokenReader.IsPlainWord(_tokens[index])
                && (_tokens[index - 1].IsSymbol("(") || _tokens[index - 1].IsSymbol(","));
            if (isName) Typing = Typing.With(_tokens[index].Text, FeelType.Any);
        }
    }

    // "for a in as, b in a.bs return": each name is known behind its domain.
    private void Iteration(int end)
    {
        var @in = LastBefore(end, token => token.IsWord("in"));
        if (@in > 0) Give(@in, end);
    }

    // In a context the entry that ends here; in the head of a loop the name with its domain.
    private void Entry(int comma)
    {
        var start = _open.TryPeek(out var around) ? around.Start : -1;
        var mark = LastBefore(comma, token => token.IsSymbol(":") || token.IsWord("in"));
        if (mark <= start + 1) return;
        var isContext = start >= 0 && _tokens[start].IsSymbol("{");
        if (_tokens[mark].IsWord("in") || isContext) Give(mark, comma);
    }

    private void Give(int mark, int end)
    {
        var first = mark;
        while (first > 0 && TokenReader.IsPlainWord(_tokens[first - 1])) first--;
        if (first == mark) return;
        var name = KnownNames.Normalise(_text.AsSpan()[_tokens[first].Start.._tokens[mark - 1].End]);
        var type = TypeOf(mark + 1, end);
        Typing = Typing.With(name, _tokens[mark].IsWord("in") ? ItemOf(type) : type);
    }

    private static FeelType ItemOf(FeelType type) =>
        TypeRelation.Plain(type) is FeelType.RangeType range ? range.End : TypeRelation.ItemOf(type);

    /// <summary>The last token of this kind at the same depth of brackets; -1 where there is none.</summary>
    private int LastBefore(int end, Func<Token, bool> isMeant)
    {
        var closed = 0;
        for (var index = end - 1; index >= 0; index--)
        {
            if (_tokens[index].Kind == TokenKind.Symbol && _tokens[index].Text is ")" or "]" or "}") closed++;
            if (_tokens[index].Kind == TokenKind.Symbol && _tokens[index].Text is "(" or "[" or "{") closed--;
            if (closed < 0) return -1;
            if (closed == 0 && isMeant(_tokens[index])) return index;
        }

        return -1;
    }

    // What stands before the token: as many of its parts as together make sense.
    private FeelType TypeBefore(int end)
    {
        var first = end;
        var type = FeelType.Any;
        while (first > 0 && PartBefore(first) is { } start)
        {
            first = start;
            if (Check(first, end) is { Problems.IsEmpty: true } check) type = check.Type;
        }

        return type;
    }

    // Where the part begins that ends before a token: a pair of brackets, a word, a literal, or a point between parts.
    private int? PartBefore(int end)
    {
        var last = _tokens[end - 1];
        if (last.IsSymbol(".")) return end - 1;
        if (last.Kind != TokenKind.Symbol) return TokenReader.IsKeyword(last) ? null : end - 1;
        if (last.Text is not (")" or "]" or "}")) return null;
        var closed = 1;
        var index = end - 1;
        while (closed > 0 && --index >= 0)
        {
            if (_tokens[index].Kind != TokenKind.Symbol) continue;
            closed += _tokens[index].Text switch { ")" or "]" or "}" => 1, "(" or "[" or "{" => -1, _ => 0 };
        }

        return index < 0 ? null : index;
    }

    private FeelType TypeOf(int first, int end) => first < end ? Check(first, end).Type : FeelType.Any;

    private FeelCheck Check(int first, int end) =>
        FeelChecker.Expression(_text[_tokens[first].Start.._tokens[end - 1].End], Typing with
        {
            IsOpen = false, AssumesPositions = true,
        });
}
