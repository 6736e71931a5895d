using System.Globalization;
using System.Text.Json;

namespace Samanvay.Runtime.Situations;

/// <summary>A rule to begin with: one level of a signal of the city, with delays that suit most sensors.</summary>
public sealed record NewRule(string Id, string Signal)
{
    /// <summary>As a file, laid out for people to read.</summary>
    /// <param name="unit">Of the signal's devices.</param>
    public string Text(string unit, decimal level) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
          "id": {{Quoted(Id)}},
          "signal": {{Quoted(Signal)}},
          "unit": {{Quoted(unit)}},
          "key": "gauge",
          "direction": "rising",
          "period": "PT10M",
          "for": {"readings": 2},
          "lowerAfter": "PT30M",
          "join": true,
          "levels": [
            {"name": "high", "at": {{level}}, "severity": 3}
          ]
        }

        """).ReplaceLineEndings("\n");

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
