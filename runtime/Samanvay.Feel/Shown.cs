using System.Globalization;
using System.Runtime.CompilerServices;

namespace Samanvay.Feel;

/// <summary>How much of a name or a value is repeated to people: as much as it takes to recognise it.</summary>
internal static class Shown
{
    public const int LengthMax = 80;

    public static string Of(string text)
    {
        if (text.Length <= LengthMax) return text;
        // Half of a character would be none.
        var length = char.IsHighSurrogate(text[LengthMax - 2]) ? LengthMax - 2 : LengthMax - 1;
        return $"{text.AsSpan(0, length)}…";
    }
}

/// <summary>What an evaluation says of itself: a text in which every value is cut to what can be read.</summary>
[InterpolatedStringHandler]
internal ref struct ShownText
{
    private DefaultInterpolatedStringHandler _text;

    public ShownText(int literalLength, int formattedCount) =>
        _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);

    public void AppendLiteral(string text) => _text.AppendLiteral(text);

    public void AppendFormatted(string? value) => _text.AppendLiteral(Shown.Of(value ?? ""));

    public void AppendFormatted<T>(T value) => AppendFormatted(
        value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : $"{value}");

    public string ToStringAndClear() => _text.ToStringAndClear();
}
