using System.Globalization;
using System.Text.Json;
using Samanvay.Adapters.Measures;

namespace Samanvay.Adapters.Text;

/// <summary>Numbers that a sensor can send. Beyond this no unit makes sense of one.</summary>
internal static class Numbers
{
    public static decimal? Read(JsonPlace value) =>
        value.Kind == JsonValueKind.Number && value.Element.TryGetDecimal(out var number) && IsPossible(number)
            ? number
            : null;

    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsPossible(number)
            ? number
            : null;

    /// <summary>A truth as 1 or 0.</summary>
    public static decimal? OfTruth(JsonPlace value) => value.Kind switch
    {
        JsonValueKind.True => 1m,
        JsonValueKind.False => 0m,
        _ => null,
    };

    private static bool IsPossible(decimal number) => Math.Abs(number) <= Units.ValueMax;
}
