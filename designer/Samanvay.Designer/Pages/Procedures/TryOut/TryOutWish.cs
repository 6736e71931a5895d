using System.Globalization;
using NodaTime;
using Samanvay.Designer.Localization;
using Samanvay.Runtime.Procedures.TryOut;

namespace Samanvay.Designer.Pages.Procedures.TryOut;

/// <summary>What the form of a try-out holds while somebody fills it in.</summary>
public sealed class TryOutWish
{
    private const double HoursMax = 336;
    private const double MinutesMax = 10_080;

    public string Start { get; set; } = "";

    /// <summary>In the city's own time.</summary>
    public DateTime Begins { get; set; }

    public double LastsHours { get; set; } = 6;

    public TryOutPeople People { get; set; } = TryOutPeople.Prompt;

    public string SilentRole { get; set; } = "";

    public double CompleteMinutes { get; set; } = 8;

    public bool SaysYes { get; set; } = true;

    public double WatchHours { get; set; } = 48;

    internal TryOutRequest ToRequest(Texts texts, DateTimeZone zone) => new(Start)
    {
        Begins = LocalDateTime.FromDateTime(Begins).InZoneLeniently(zone).ToInstant(),
        Lasts = Duration.FromHours(Math.Clamp(LastsHours, 0, HoursMax)),
        People = People,
        SilentRole = SilentRole.Length > 0 ? SilentRole : null,
        CompleteAfter = Duration.FromMinutes(Math.Clamp(CompleteMinutes, 0, MinutesMax)),
        SaysYes = SaysYes,
        Watch = Duration.FromHours(Math.Clamp(WatchHours, 1, HoursMax)),
        Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        HeadOf = texts["tryout.headof"],
    };
}
