using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Designer.Localization;

/// <summary>Lengths of time as people write them, <c>1 h 30 min</c>, for the standard's <c>PT1H30M</c>.</summary>
internal static partial class DurationWords
{
    // Of no unit can a period hold more; nobody means so much.
    private const int UnitsMax = 1_000_000_000;

    /// <summary>Plain lengths in words; anything else as it is.</summary>
    public static string? Say(Texts texts, string? iso)
    {
        if (iso is null || PeriodPattern.NormalizingIso.Parse(iso) is not { Success: true, Value: var period }
            || period.Years != 0 || period.Months != 0 || period.Milliseconds != 0 || period.Nanoseconds != 0)
        {
            return iso;
        }

        var units = texts["shell.units"].Split(' ');
        (long Number, string Unit)[] parts =
        [
            (((long)period.Weeks * 7) + period.Days, units[0]), (period.Hours, units[1]), (period.Minutes, units[2]),
            (period.Seconds, units[3]),
        ];
        var words = parts.Where(part => part.Number != 0).Select(part => $"{part.Number} {part.Unit}").ToList();
        return words.Count == 0 ? iso : string.Join(' ', words);
    }

    /// <summary>The standard's form of words in the person's language or in English; anything else as it is.</summary>
    public static string Read(Texts texts, string text)
    {
        if (!Words().IsMatch(text)) return text;
        var local = texts["shell.units"].Split(' ');
        var totals = new long[4];
        foreach (Match part in Part().Matches(text))
        {
            var unit = UnitOf(part.Groups["unit"].Value, local);
            if (unit < 0 || !long.TryParse(part.Groups["number"].Value, CultureInfo.InvariantCulture, out var number))
                return text;
            if (number > UnitsMax - totals[unit]) return text;
            totals[unit] += number;
        }

        var period = new PeriodBuilder
        {
            Days = (int)totals[0],
            Hours = totals[1],
            Minutes = totals[2],
            Seconds = totals[3],
        };
        return PeriodPattern.Roundtrip.Format(period.Build());
    }

    private static int UnitOf(string word, string[] local)
    {
        if (Array.IndexOf(local, word) is >= 0 and var known) return known;
        string[][] english =
        [
            ["d", "day", "days"], ["h", "hour", "hours", "hr"], ["m", "min", "mins", "minute", "minutes"],
            ["s", "sec", "second", "seconds"],
        ];
        return Array.FindIndex(english, names => names.Contains(word.ToLowerInvariant(), StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\s*(\d+\s*[^\d\s=]+\s*)+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<number>\d+)\s*(?<unit>[^\d\s]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
