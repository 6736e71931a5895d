using System.Globalization;
using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Procedures.TryOut;
using Samanvay.Runtime.Views;

namespace Samanvay.Designer.Pages.Procedures.TryOut;

/// <summary>How a try-out is told.</summary>
internal static class TryOutWords
{
    public static string NameOf(Texts texts, TryOutStart start) => start.LevelName is { } level
        ? texts["tryout.start.level", start.Name, level, start.At!.Value.ToString("0.###", CultureInfo.CurrentCulture),
            start.Unit ?? ""]
        : start.Key == "hand" ? texts["tryout.start.hand", start.Name] : texts["tryout.start.message", start.Name];

    /// <summary>A length of time with its two greatest units: 2 d 4 h, 1 h 5 min, 12 min.</summary>
    public static string Span(Texts texts, Duration span)
    {
        var units = texts["shell.units"].Split(' ');
        (int Number, string Unit)[] parts =
            [(span.Days, units[0]), (span.Hours, units[1]), (span.Minutes, units[2]), (span.Seconds, units[3])];
        var said = parts.SkipWhile(part => part.Number == 0).Take(2).Where(part => part.Number != 0)
            .Select(part => $"{part.Number} {part.Unit}").ToList();
        return said.Count == 0 ? $"0 {units[2]}" : string.Join(' ', said);
    }

    /// <summary>The most important first: how it ended, who was asked how often, what was late.</summary>
    public static string Summary(Texts texts, TryOutResult result)
    {
        var kinds = result.Moments.SelectMany(moment => moment.Entries).CountBy(entry => entry.Kind).ToDictionary();
        var last = result.Moments is [.., var end] ? end.At - result.Start : Duration.Zero;
        return texts["tryout.end." + result.End.ToString().ToLowerInvariant(), Span(texts, last)] + " "
            + texts["tryout.counts", kinds.GetValueOrDefault(TimelineKinds.Offered),
                kinds.GetValueOrDefault(TimelineKinds.Breached), kinds.GetValueOrDefault(TimelineKinds.LevelFired)];
    }
}
