using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Samanvay.Feel.Syntax;

/// <summary>
/// Cuts text into words and signs. It never fails: what it does not know is the parser's to report, where it
/// matters.
/// </summary>
internal sealed class Lexer(string text)
{
    // Longer before shorter.
    private static readonly string[] Symbols =
    [
        "..", "**", "!=", "<=", ">=", "->", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":",
        ".",
    ];

    private int _position;

    public static ImmutableArray<Token> Read(string text)
    {
        var lexer = new Lexer(text);
        var tokens = ImmutableArray.CreateBuilder<Token>();
        do tokens.Add(lexer.Next());
        while (tokens[^1].Kind != TokenKind.End);
        return tokens.ToImmutable();
    }

    /// <summary>DMN 1.5, grammar rule 28; characters beyond the basic plane are allowed whole.</summary>
    public static bool IsNameStart(char character) =>
        char.IsLetter(character) || character == '_' || char.IsSurrogate(character)
            || char.IsSymbol(character) && character > '\u00BF';

    public static bool IsNamePart(char character) =>
        IsNameStart(character) || char.IsDigit(character) || character == '\u00B7'
        || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.Format;

    private Token Next()
    {
        SkipBlanks();
        var start = _position;
        if (start >= text.Length) return new(TokenKind.End, "", start, start);
        var character = text[start];
        if (character == '"') return Text(TokenKind.Text);
        if (character == '@' && start + 1 < text.Length && text[start + 1] == '"')
        {
            _position++;
            return Text(TokenKind.Temporal) with { Start = start };
        }

        if (char.IsAsciiDigit(character) || character == '.' && start + 1 < text.Length
            && char.IsAsciiDigit(text[start + 1]))
        {
            return Number();
        }

        if (character == '?') return Take(TokenKind.Name, 1);
        if (IsNameStart(character)) return Name();
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, start, symbol, 0, symbol.Length) == 0)
                return Take(TokenKind.Symbol, symbol.Length);
        }

        return Take(TokenKind.Unknown, 1);
    }

    private Token Take(TokenKind kind, int length)
    {
        var start = _position;
        _position += length;
        return new(kind, text.Substring(start, length), start, _position);
    }

    private Token Name()
    {
        var end = _position;
        while (end < text.Length && IsNamePart(text[end])) end++;
        return Take(TokenKind.Name, end - _position);
    }

    private Token Number()
    {
        var end = Digits(_position);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1])) end = Digits(end + 1);
        var exponent = end;
        if (exponent < text.Length && text[exponent] is 'e' or 'E')
        {
            exponent++;
            if (exponent < text.Length && text[exponent] is '+' or '-') exponent++;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent])) end = Digits(exponent);
        }

        return Take(TokenKind.Number, end - _position);
    }

    private int Digits(int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
        return position;
    }

    private Token Text(TokenKind kind)
    {
        var start = _position++;
        var content = new StringBuilder();
        while (_position < text.Length && text[_position] != '"')
        {
            if (text[_position] == '\\') Escape(content);
            else content.Append(text[_position++]);
        }

        if (_position >= text.Length) return new(TokenKind.Unclosed, content.ToString(), start, text.Length);
        _position++;
        return new(kind, content.ToString(), start, _position);
    }

    // A backslash that begins no escape stands for itself, so that patterns can be written "\d+".
    private void Escape(StringBuilder content)
    {
        var next = _position + 1 < text.Length ? text[_position + 1] : '\0';
        var plain =
            next switch { 'n' => '\n', 'r' => '\r', 't' => '\t', '"' => '"', '\'' => '\'', '\\' => '\\', _ => '\0' };
        var codePoint = next is 'u' or 'U' ? CodePoint(next == 'u' ? 4 : 6) : null;
        if (plain != '\0') content.Append(plain);
        if (codePoint is { } known) AppendCodePoint(content, known);
        var isEscape = plain != '\0' || codePoint is not null;
        if (!isEscape) content.Append('\\');
        _position += isEscape ? next switch { 'u' => 6, 'U' => 8, _ => 2 } : 1;
    }

    private int? CodePoint(int digits) =>
        _position + 2 + digits <= text.Length
        && int.TryParse(
            text.AsSpan(_position + 2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture,
            out var value)
        && value <= 0x10FFFF
            ? value
            : null;

    private static void AppendCodePoint(StringBuilder content, int codePoint)
    {
        if (codePoint <= char.MaxValue) content.Append((char)codePoint);
        else content.Append(char.ConvertFromUtf32(codePoint));
    }

    private void SkipBlanks()
    {
        while (_position < text.Length)
        {
            if (IsBlank(text[_position])) _position++;
            else if (StartsWith("//")) SkipTo("\n");
            else if (StartsWith("/*")) SkipTo("*/");
            else return;
        }
    }

    private bool StartsWith(string sign) => string.CompareOrdinal(text, _position, sign, 0, sign.Length) == 0;

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, _position + 2, StringComparison.Ordinal);
        _position = found < 0 ? text.Length : found + end.Length;
    }

    private static bool IsBlank(char character) => char.IsWhiteSpace(character) || character == '\uFEFF';
}
