using System.Text.RegularExpressions;

namespace Samanvay.Runtime.Access;

/// <summary>The tenant: every row and every call names its city.</summary>
public readonly record struct CityId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A person of one city; the same id in another city is another person.</summary>
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>An agency of one city, for example <c>police</c>.</summary>
public readonly record struct AgencyId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A role that people of the city hold on duty, for example <c>police.control</c>.</summary>
public readonly record struct RoleId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Ids are short, lower case and safe in a file name, an address and a spreadsheet cell.</summary>
public static partial class IdText
{
    public const int LengthMax = 64;

    public static bool IsValid(string? text) => text is { Length: > 0 and <= LengthMax } && Pattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+([._-][a-z0-9]+)*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
