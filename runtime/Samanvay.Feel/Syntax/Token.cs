namespace Samanvay.Feel.Syntax;

internal enum TokenKind { Name, Number, Text, Temporal, Symbol, End, Unclosed, Unknown }

/// <summary>A word, number, string or sign.</summary>
/// <param name="Text">As written; of a string, what it says.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}
