namespace Samanvay.Engine.Situations.Routing;

/// <summary>Distances on the earth, taken as a sphere: at most half a percent from the truth.</summary>
public static class Distance
{
    /// <summary>The length of a degree along a meridian.</summary>
    public const double MetresInDegree = EarthRadius * Math.PI / 180;

    private const double EarthRadius = 6_371_008.8;

    /// <summary>Along the great circle (haversine), so that short distances keep their digits.</summary>
    public static double Metres((double Latitude, double Longitude) from, (double Latitude, double Longitude) to)
    {
        var north = Half(to.Latitude - from.Latitude);
        var east = Half(to.Longitude - from.Longitude);
        var chord = (north * north)
            + (Math.Cos(double.DegreesToRadians(from.Latitude)) * Math.Cos(double.DegreesToRadians(to.Latitude))
                * east * east);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double Half(double degrees) => Math.Sin(double.DegreesToRadians(degrees) / 2);
}
