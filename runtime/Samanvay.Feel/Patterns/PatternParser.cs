using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Samanvay.Feel.Patterns;

/// <summary>Reads XPath 3.1, 5.6.1, and below it XML Schema part 2, appendix F.</summary>
internal sealed class PatternParser
{
    private const int LengthMax = 4_000;
    private const int NestingMax = 50;
    private const int RepeatMax = 1_000;
    private const string Escapable = "\\|.?*+(){}-[]^$";

    private readonly ImmutableArray<int> _pattern;
    private readonly bool _pointTakesAll;
    private readonly bool _byLines;
    private readonly bool _ignoresCase;
    private readonly HashSet<int> _closed = [];
    private int _position;
    private int _groups;
    private int _nesting;

    private PatternParser(string pattern, string flags)
    {
        _pattern =
        [
            .. (flags.Contains('x', StringComparison.Ordinal) ? WithoutBlanks(pattern) : pattern).EnumerateRunes()
                .Select(rune => rune.Value),
        ];
        _pointTakesAll = flags.Contains('s', StringComparison.Ordinal);
        _byLines = flags.Contains('m', StringComparison.Ordinal);
        _ignoresCase = flags.Contains('i', StringComparison.Ordinal);
    }

    public static Pattern? Read(string pattern, string flags, out string? problem)
    {
        problem = null;
        try
        {
            if (flags.Any(flag => !"smixq".Contains(flag, StringComparison.Ordinal)))
                throw new PatternException("the flags can be s, m, i, x and q");
            if (pattern.Length > LengthMax) throw new PatternException("it is too long");
            var parser = new PatternParser(pattern, flags);
            var root = flags.Contains('q', StringComparison.Ordinal) ? parser.Literal(pattern) : parser.Whole();
            return new PatternCompiler(parser._groups, parser._ignoresCase).Compile(root)
                ?? throw new PatternException("its repetitions are too large");
        }
        catch (PatternException wrong)
        {
            problem = wrong.Message;
            return null;
        }
    }

    private SequencePart Literal(string pattern) =>
        new([.. pattern.EnumerateRunes().Select(rune => new SetPart(Cased(CharacterSet.One(rune.Value))))]);

    // XPath 3.1, 5.6.2: the flag i concerns written characters and ranges, before a class is negated, and never
    // \p{...}.
    private CharacterSet Cased(CharacterSet written) => _ignoresCase ? written.IgnoringCase() : written;

    // Flag x: blanks outside of character classes are only for the reader.
    private static string WithoutBlanks(string pattern)
    {
        var kept = new StringBuilder();
        var open = 0;
        for (var index = 0; index < pattern.Length; index++)
        {
            var character = pattern[index];
            if (open == 0 && character is ' ' or '\t' or '\n' or '\r') continue;
            kept.Append(character);
            if (character == '\\' && index + 1 < pattern.Length && pattern[index + 1] is '[' or ']' or '\\')
                kept.Append(pattern[++index]);
            else if (character == '[') open++;
            else if (character == ']') open--;
        }

        return kept.ToString();
    }

    private bool AtEnd => _position >= _pattern.Length;

    private int Current => AtEnd ? -1 : _pattern[_position];

    private int Next() => AtEnd ? throw new PatternException("it stops too early") : _pattern[_position++];

    private bool Take(char character)
    {
        if (Current != character) return false;
        _position++;
        return true;
    }

    private PatternNode Whole()
    {
        var root = Choice();
        return AtEnd ? root : throw new PatternException("a bracket is closed that was not opened");
    }

    private PatternNode Choice()
    {
        if (++_nesting > NestingMax) throw new PatternException("it is nested too deep");
        var branches = ImmutableArray.CreateBuilder<PatternNode>();
        do branches.Add(Branch());
        while (Take('|'));
        _nesting--;
        return branches.Count == 1 ? branches[0] : new ChoicePart(branches.ToImmutable());
    }

    private SequencePart Branch()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (!AtEnd && Current is not ('|' or ')')) parts.Add(Quantified(Atom()));
        return new(parts.ToImmutable());
    }

    private PatternNode Quantified(PatternNode atom)
    {
        (int Least, int? Most)? times = null;
        if (Take('?')) times = (0, 1);
        else if (Take('*')) times = (0, null);
        else if (Take('+')) times = (1, null);
        else if (Take('{')) times = Counted();
        return times is { } known ? new RepeatPart(atom, known.Least, known.Most, Take('?')) : atom;
    }

    private (int Least, int? Most) Counted()
    {
        var least = Number();
        int? most = least;
        if (Take(',')) most = Current == '}' ? null : Number();
        if (!Take('}') || most < least) throw new PatternException("the repetition in braces is not right");
        return (least, most);
    }

    private int Number()
    {
        var value = 0;
        var start = _position;
        while (Current is >= '0' and <= '9' && value <= RepeatMax) value = value * 10 + Next() - '0';
        return _position > start && value <= RepeatMax
            ? value
            : throw new PatternException($"a repetition needs a number up to {RepeatMax}");
    }

    private PatternNode Atom()
    {
        var character = Next();
        return character switch
        {
            '.' => new SetPart(_pointTakesAll ? CharacterSet.Any : CharacterSet.AnyButLineEnd),
            '^' => new PlacePart(_byLines ? Operation.LineStart : Operation.TextStart),
            '$' => new PlacePart(_byLines ? Operation.LineEnd : Operation.TextEnd),
            '(' => Group(),
            '[' => new SetPart(Class()),
            '\\' when Current is >= '0' and <= '9' => BackReference(),
            '\\' => new SetPart(Escape()),
            '?' or '*' or '+' or '{' or '}' or ']' =>
                throw new PatternException($"'{(char)character}' needs something before it, or a backslash"),
            _ => new SetPart(Cased(CharacterSet.One(character))),
        };
    }

    private GroupPart Group()
    {
        int? number = null;
        if (Take('?'))
        {
            if (!Take(':')) throw new PatternException("'(?' must be followed by ':'");
        }
        else
        {
            number = ++_groups;
        }

        var inner = Choice();
        if (!Take(')')) throw new PatternException("a bracket is not closed");
        if (number is { } closed) _closed.Add(closed);
        return new(number, inner);
    }

    // As many digits as name a group that is already closed.
    private BackReferencePart BackReference()
    {
        var group = Next() - '0';
        while (Current is >= '0' and <= '9' && _closed.Contains(group * 10 + Current - '0'))
            group = group * 10 + Next() - '0';
        return _closed.Contains(group)
            ? new(group)
            : throw new PatternException($"there is no group {group} before its use");
    }

    private CharacterSet Escape()
    {
        var character = Next();
        return SingleEscape(character) is { } single ? CharacterSet.One(single) : MultiEscape(character);
    }

    private static int? SingleEscape(int character) => character switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => character < 128 && Escapable.Contains((char)character, StringComparison.Ordinal) ? character : null,
    };

    private CharacterSet MultiEscape(int character)
    {
        if (character is 'p' or 'P')
        {
            if (!Take('{')) throw new PatternException("\\p needs a name in braces");
            var name = new StringBuilder();
            while (Current != '}') name.Append(new Rune(Next()).ToString());
            _position++;
            var set = CharacterSet.OfProperty(name.ToString())
                ?? throw new PatternException($"there is no kind of characters called '{name}'");
            return character == 'P' ? set.Negated() : set;
        }

        return (character < 128 ? CharacterSet.OfLetter((char)character) : null)
            ?? throw new PatternException(
                string.Create(
                    CultureInfo.InvariantCulture, $"a backslash before '{new Rune(character)}' means nothing"));
    }

    private CharacterSet Class()
    {
        if (++_nesting > NestingMax) throw new PatternException("it is nested too deep");
        var isNegated = Take('^');
        var parts = ImmutableArray.CreateBuilder<CharacterSet>();
        CharacterSet? without = null;
        while (!(Current == ']' && parts.Count > 0))
        {
            if (Current == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] == '[' && parts.Count > 0)
            {
                _position += 2;
                without = Class();
                break;
            }

            parts.Add(ClassPart(parts.Count == 0));
        }

        if (!Take(']')) throw new PatternException("a character class is not closed");
        _nesting--;
        var set = CharacterSet.Union(parts.ToImmutable());
        if (isNegated) set = set.Negated();
        return without is null ? set : set.Without(without);
    }

    private CharacterSet ClassPart(bool isFirst)
    {
        var start = Next();
        if (start == '\\' && SingleEscape(Current) is null) return MultiEscape(Next());
        if (start is '[' || start == '-' && !isFirst && Current != ']')
            throw new PatternException($"'{(char)start}' in a class needs a backslash");
        if (start == '\\') start = SingleEscape(Next())!.Value;
        var isRange = Current == '-' && _position + 1 < _pattern.Length && _pattern[_position + 1] is not (']' or '[');
        if (!isRange) return Cased(CharacterSet.One(start));
        _position++;
        var end = Next();
        if (end == '\\')
            end = SingleEscape(Next()) ?? throw new PatternException("a range in a class must end with a character");
        return end >= start
            ? Cased(CharacterSet.Range(start, end))
            : throw new PatternException("a range in a class runs backwards");
    }
}

/// <summary>Ends the reading of one pattern; never leaves the parser.</summary>
internal sealed class PatternException(string message) : Exception(message);
