using System.Text;
using System.Text.RegularExpressions;

namespace Samanvay.Tests.Architecture;

/// <summary>One block in braces: what stands before it, and how long it is.</summary>
internal sealed record CodeBlock(string Header, int FirstLine, int LineCount, bool IsInType);

/// <summary>Enough of C#'s spelling to find members and their length: strings and comments are blanked out
/// first.</summary>
internal static partial class CodeText
{
    public static string WithoutComment(string line)
    {
        var start = line.IndexOf("//", StringComparison.Ordinal);
        return start < 0 ? line : line[..start];
    }

    /// <summary>The blocks that are members of types: methods, constructors, properties, and bodies that are one
    /// switch.</summary>
    public static IEnumerable<CodeBlock> Members(string[] lines)
    {
        var text = Blanked(string.Join('\n', lines));
        var open = new Stack<(string Header, int Line, bool IsType)>();
        var headerStart = 0;
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n': line++; break;
                case ';': headerStart = i + 1; break;
                case '{':
                    var header = text[headerStart..i].Trim();
                    open.Push((header, line, TypeHeader().IsMatch(header)));
                    headerStart = i + 1;
                    break;
                case '}' when open.TryPop(out var block):
                    headerStart = i + 1;
                    var isInType = open.TryPeek(out var around) && around.IsType;
                    if (!block.IsType) yield return new(block.Header, block.Line, line - block.Line + 1, isInType);
                    break;
            }
        }
    }

    public static IEnumerable<string> TypeNames(string[] lines) =>
        TypeName().Matches(Blanked(string.Join('\n', lines))).Select(match => match.Groups["name"].Value);

    // Everything inside quotation marks and comments becomes blank; line breaks stay.
    private static string Blanked(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var length = Literal().Match(text, i) is { Success: true } match && match.Index == i ? match.Length : 0;
            if (length == 0)
            {
                result.Append(text[i++]);
                continue;
            }

            foreach (var character in text.AsSpan(i, length)) result.Append(character == '\n' ? '\n' : ' ');
            i += length;
        }

        return result.ToString();
    }

    // In this order: comments, raw strings, verbatim strings, interpolated ones, plain ones, characters.
    [GeneratedRegex("""
        \G(?://[^\n]*|/\*(?:.|\n)*?\*/
        |\$*(?<q>"{3,})(?:.|\n)*?\k<q>
        |@"(?:[^"]|"")*"
        |\$@?"(?:\{\{|\{(?:[^{}"]|"[^"]*"|\{[^{}]*\})*\}|\\.|[^"\\{])*"
        |"(?:\\.|[^"\\\n])*"
        |'(?:\\.[^']*|[^'\\])')
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|extension|namespace)\b[^=]*$")]
    private static partial Regex TypeHeader();

    [GeneratedRegex(@"\b(class|record|record struct|struct|interface|enum)\s+(?<name>[A-Z]\w*)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex TypeName();
}
