using System.Collections.Immutable;

namespace Samanvay.Feel.Syntax;

/// <summary>Stands at a place in the text and says what is wrong there in words.</summary>
internal sealed class TokenReader(string text, ImmutableArray<Token> tokens)
{
    private static readonly ImmutableHashSet<string> Keywords = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "for", "return", "if", "then", "else", "some", "every", "satisfies", "in", "and", "or", "between", "instance",
        "of", "function",
        "external", "true", "false", "null");

    private int _index;

    public string Text { get; } = text;

    public Token Current => tokens[_index];

    public int Offset => Current.Start;

    public Token After(int count) => tokens[Math.Min(_index + count, tokens.Length - 1)];

    public static bool IsKeyword(Token token) => token.Kind == TokenKind.Name && Keywords.Contains(token.Text);

    /// <summary>A word that can be part of a name.</summary>
    public static bool IsPlainWord(Token token) => token.Kind == TokenKind.Name && !Keywords.Contains(token.Text);

    public Token Take() => tokens[_index == tokens.Length - 1 ? _index : _index++];

    public bool TakeSymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol)) return false;
        _index++;
        return true;
    }

    public bool TakeWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        _index++;
        return true;
    }

    public void ExpectSymbol(string symbol, Sentence where)
    {
        if (!TakeSymbol(symbol)) throw Unexpected($"'{symbol}' {where}");
    }

    public void ExpectWord(string word, Sentence where)
    {
        if (!TakeWord(word)) throw Unexpected($"'{word}' {where}");
    }

    /// <summary>
    /// Moves behind a name that was found in the text; false when it would end inside a number or string.
    /// </summary>
    public bool TakeUntil(int end)
    {
        var index = _index;
        while (tokens[index].Kind != TokenKind.End && tokens[index].Start < end) index++;
        if (index == _index || tokens[index - 1].End != end) return false;
        _index = index;
        return true;
    }

    public SyntaxException Unexpected(Sentence expected)
    {
        if (Current.Kind == TokenKind.Unclosed)
            return Problem(ProblemCodes.UnclosedText, "This text is not closed. Add a double quote at its end.");
        if (Current.Kind == TokenKind.Symbol && Text[Current.Start..Current.End] == "..")
            return Problem(ProblemCodes.Unexpected, "A range stands in brackets, such as [1..5]. Write it like that.");
        return Current.Kind == TokenKind.End
            ? Problem(ProblemCodes.Unexpected, $"The expression stops too early: {expected} is missing.")
            : Problem(
                ProblemCodes.Unexpected,
                $"'{Text[Current.Start..Current.End]}' does not fit here: {expected} was expected.");
    }

    public SyntaxException Problem(string code, Sentence message) => new(code, message, Offset);
}

/// <summary>Ends the reading of one text; never leaves the parser.</summary>
internal sealed class SyntaxException(string code, Sentence message, int offset) : Exception(message.ToString())
{
    public Diagnostic Diagnostic => Diagnostic.Error(code, message.Shortened(), new Location { Offset = offset });
}
