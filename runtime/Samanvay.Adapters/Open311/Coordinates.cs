using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Open311;

/// <summary>GeoReport v2 sends latitude and longitude apart; one without the other is no place.</summary>
internal static class Coordinates
{
    public static GeoPoint? Read(string? latitude, string? longitude) =>
        latitude is not null && longitude is not null
        && Numbers.Read(latitude) is { } north && Numbers.Read(longitude) is { } east
        && new GeoPoint((double)north, (double)east) is { IsOnEarth: true } point
            ? point
            : null;
}
