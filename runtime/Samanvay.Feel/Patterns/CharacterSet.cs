using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Samanvay.Feel.Patterns;

/// <summary>The characters that one place of a pattern takes.</summary>
internal sealed class CharacterSet(Func<int, bool> contains)
{
    // XPath 3.1, 5.6.1: without the flag s a point takes neither kind of line end.
    public static readonly CharacterSet AnyButLineEnd = new(character => character is not ('\n' or '\r'));
    public static readonly CharacterSet Any = new(_ => true);

    private static readonly ImmutableArray<string> Categories =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
        "Pc", "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    public bool Contains(int character) => contains(character);

    public CharacterSet Negated() => new(character => !contains(character));

    public CharacterSet Without(CharacterSet other) =>
        new(character => contains(character) && !other.Contains(character));

    /// <summary>Also takes a character when one that differs from it only in case is taken.</summary>
    public CharacterSet IgnoringCase() => new(character => Variants(character).Any(contains));

    public static CharacterSet One(int character) => new(other => other == character);

    public static CharacterSet Range(int first, int last) => new(character => character >= first && character <= last);

    public static CharacterSet Union(ImmutableArray<CharacterSet> parts) =>
        new(character => parts.Any(part => part.Contains(character)));

    /// <summary>The sets of one letter after a backslash; null for any other letter.</summary>
    public static CharacterSet? OfLetter(char letter) => letter switch
    {
        's' => new(character => character is ' ' or '\t' or '\n' or '\r'),
        'd' => new(character => CategoryOf(character) == "Nd"),
        'w' => new(character => CategoryOf(character)[0] is not ('P' or 'Z' or 'C')),
        'i' => new(character => character is ':' or '_' || CategoryOf(character)[0] == 'L'),
        'c' =>
            new(
                character =>
                    character is ':' or '_' or '-' or '.' or 0xB7 || CategoryOf(character)[0] is 'L' or 'M'
                        || CategoryOf(character) == "Nd"),
        _ => char.IsAsciiLetterUpper(letter) ? OfLetter(char.ToLowerInvariant(letter))?.Negated() : null,
    };

    /// <summary>
    /// The set of <c>\p{name}</c>: a category such as <c>Lu</c> or <c>L</c>, or a block such as
    /// <c>IsDevanagari</c>.
    /// </summary>
    public static CharacterSet? OfProperty(string name)
    {
        if (name.Length is 1 or 2 && Categories.Any(category => category.StartsWith(name, StringComparison.Ordinal)))
            return new(character => CategoryOf(character).StartsWith(name, StringComparison.Ordinal));
        return name.StartsWith("Is", StringComparison.Ordinal)
            && name[2..].All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
            ? Block(name)
            : null;
    }

    public static int Fold(int character) =>
        Rune.IsValid(character) ? Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(character))).Value : character;

    // .NET knows the blocks of the basic plane by the same names.
    private static CharacterSet? Block(string name)
    {
        try
        {
            var block = new Regex($@"^\p{{{name}}}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            return new(character => character <= char.MaxValue && block.IsMatch(((char)character).ToString()));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static IEnumerable<int> Variants(int character)
    {
        yield return character;
        if (!Rune.IsValid(character)) yield break;
        var rune = new Rune(character);
        yield return Rune.ToLowerInvariant(rune).Value;
        yield return Rune.ToUpperInvariant(rune).Value;
        yield return Fold(character);
        yield return Rune.ToUpperInvariant(Rune.ToLowerInvariant(rune)).Value;
    }

    private static string CategoryOf(int character)
    {
        var isValid = Rune.IsValid(character);
        var category = isValid ? Rune.GetUnicodeCategory(new Rune(character)) : UnicodeCategory.Surrogate;
        return Categories[(int)category];
    }
}
