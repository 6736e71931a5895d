using System.Globalization;
using NodaTime;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>An instant as the city's own clock showed it.</summary>
internal static class CityTimeText
{
    public static string Of(Instant at, string zone) =>
        at.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc)
            .ToString("d MMM uuuu HH:mm", CultureInfo.CurrentCulture);
}
