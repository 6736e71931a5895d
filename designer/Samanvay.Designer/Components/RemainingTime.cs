using System.Globalization;
using NodaTime;

namespace Samanvay.Designer.Components;

/// <summary>
/// A span as a person says it; the script of the page (`clock.ts`) says it the same way, second by second.
/// </summary>
public static class RemainingTime
{
    /// <param name="span">Negative when late.</param>
    /// <param name="units">The words for day, hour, minute and second, parted by spaces.</param>
    public static string Say(Duration span, string units)
    {
        var words = units.Split(' ');
        var late = span < Duration.Zero;
        var size = late ? -span : span;
        var text = size switch
        {
            { Days: > 0 } => Join(size.Days, words[0], size.Hours, words[1], padded: false),
            { Hours: > 0 } => Join(size.Hours, words[1], size.Minutes, words[2], padded: true),
            { Minutes: >= 10 } => string.Create(CultureInfo.InvariantCulture, $"{size.Minutes} {words[2]}"),
            _ => Join(size.Minutes, words[2], size.Seconds, words[3], padded: true),
        };
        return late ? "−" + text : text;
    }

    private static string Join(int large, string largeWord, int small, string smallWord, bool padded)
    {
        var rest = small.ToString(padded ? "00" : "0", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{large} {largeWord} {rest} {smallWord}");
    }
}
