using System.Collections.Immutable;
using System.Text;
using Samanvay.Feel.Builtins;

namespace Samanvay.Feel.Syntax;

/// <summary>
/// Names that can not be told from the text alone, because they hold spaces or signs. The longest one that fits is
/// meant.
/// </summary>
internal sealed class KnownNames
{
    private static readonly ImmutableArray<string> Functions = [.. BuiltinTable.Names.Where(IsSpecial)];

    private readonly List<string> _variables;
    private readonly List<string> _members;

    public KnownNames(FeelNames? names)
    {
        _variables = [.. Functions, .. names?.Variables.Where(IsSpecial) ?? []];
        _members = [.. names?.Members.Where(IsSpecial) ?? []];
    }

    /// <summary>How many names are in scope; give it to <see cref="Leave"/> to forget the later ones.</summary>
    public int Mark => _variables.Count;

    public void Leave(int mark) => _variables.RemoveRange(mark, _variables.Count - mark);

    public void Add(string name)
    {
        if (IsSpecial(name)) _variables.Add(name);
    }

    public void AddMember(string name)
    {
        if (IsSpecial(name) && !_members.Contains(name)) _members.Add(name);
    }

    public string? Variable(string text, int start, bool orMember)
    {
        var variable = Longest(_variables, text, start);
        var member = orMember ? Longest(_members, text, start) : null;
        return (member?.Length ?? 0) > (variable?.Length ?? 0) ? member : variable;
    }

    public string? Member(string text, int start) => Longest(_members, text, start);

    /// <summary>
    /// The end of <paramref name="name"/> in the text, where any run of blanks stands for its spaces; -1 when it
    /// is not there.
    /// </summary>
    public static int End(string name, string text, int start)
    {
        var position = start;
        foreach (var character in name)
        {
            if (position >= text.Length) return -1;
            if (character == ' ' && char.IsWhiteSpace(text[position]))
            {
                while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
            }
            else if (text[position++] != character)
            {
                return -1;
            }
        }

        var cutsWord = position < text.Length && Lexer.IsNamePart(text[position])
            && Lexer.IsNamePart(text[position - 1]);
        return cutsWord ? -1 : position;
    }

    /// <summary>One space for every run of blanks, none at the ends.</summary>
    public static string Normalise(ReadOnlySpan<char> written)
    {
        var name = new StringBuilder();
        foreach (var character in written.Trim())
        {
            if (!char.IsWhiteSpace(character)) name.Append(character);
            else if (name[^1] != ' ') name.Append(' ');
        }

        return name.ToString();
    }

    private static bool IsSpecial(string name) => name.Length > 0 && !name.All(Lexer.IsNamePart);

    private static string? Longest(List<string> names, string text, int start)
    {
        string? longest = null;
        foreach (var name in names)
        {
            if (name.Length > (longest?.Length ?? 0) && name[0] == text[start] && End(name, text, start) >= 0)
                longest = name;
        }

        return longest;
    }
}
