using System.Collections.Immutable;
using Samanvay.Adapters.Places;
using Samanvay.Engine.Situations.Routing;
using Area = System.Collections.Immutable.ImmutableArray<System.Collections.Immutable.ImmutableArray<
    System.Collections.Immutable.ImmutableArray<Samanvay.Runtime.Cities.GeoPoint>>>;

namespace Samanvay.Runtime.Cities;

/// <summary>What an area from outside touches of a city: its wards by their shapes, or, in a city without wards, the
/// places of its devices.</summary>
/// <remarks>Borders are straight lines in degrees, as the standards draw them. Who lies on the border is touched: a
/// warning too many is better than one too few.</remarks>
internal sealed class CityReach(IEnumerable<(string Ward, Area Shape)> wards, IEnumerable<GeoPoint> devices)
{
    private readonly ImmutableArray<WardShape> _wards =
    [
        .. from ward in wards
           let lines = ward.Shape.SelectMany(polygon => polygon).Where(ring => ring.Length > 2).ToImmutableArray()
           where !lines.IsEmpty
           select new WardShape(ward.Ward, ward.Shape, lines, GeoBox.Of(lines.SelectMany(ring => ring))),
    ];

    private readonly ImmutableArray<GeoPoint> _devices = [.. devices];

    /// <summary>False where nobody has said where the city is.</summary>
    public bool IsKnown => !_wards.IsEmpty || !_devices.IsEmpty;

    /// <summary>In order; empty also where only devices say where the city is.</summary>
    public ImmutableArray<string> WardsIn(GeoArea area)
    {
        var rings = Rings(area);
        return
        [
            .. _wards.Where(ward => rings.Any(ward.Touches) || area.Circles.Any(ward.Touches)
                || area.Points.Any(point => ward.Contains(ToPoint(point))))
                .Select(ward => ward.Id).Order(StringComparer.Ordinal),
        ];
    }

    public bool IsTouchedBy(GeoArea area)
    {
        if (!_wards.IsEmpty) return !WardsIn(area).IsEmpty;
        var rings = Rings(area);
        return _devices.Any(device => rings.Any(ring => GeoShape.Contains([[ring]], device))
            || area.Circles.Any(circle => GeoLines.Metres(ToPoint(circle.Centre), device)
                <= circle.RadiusKilometres * 1000));
    }

    // A ring over the date line is drawn on without a jump, and looked at from both of its sides.
    private static List<ImmutableArray<GeoPoint>> Rings(GeoArea area)
    {
        var rings = new List<ImmutableArray<GeoPoint>>();
        foreach (var ring in area.Rings)
        {
            var points = ImmutableArray.CreateBuilder<GeoPoint>(ring.Points.Length);
            foreach (var corner in ring.Points)
            {
                var point = ToPoint(corner);
                while (points.Count > 0 && point.Longitude - points[^1].Longitude > 180)
                    point = point with { Longitude = point.Longitude - 360 };
                while (points.Count > 0 && point.Longitude - points[^1].Longitude < -180)
                    point = point with { Longitude = point.Longitude + 360 };
                points.Add(point);
            }

            var drawn = points.ToImmutable();
            rings.Add(drawn);
            if (drawn.Any(point => point.Longitude < -180)) rings.Add(Turned(drawn, 360));
            if (drawn.Any(point => point.Longitude > 180)) rings.Add(Turned(drawn, -360));
        }

        return rings;
    }

    private static ImmutableArray<GeoPoint> Turned(ImmutableArray<GeoPoint> ring, double by) =>
        [.. ring.Select(point => point with { Longitude = point.Longitude + by })];

    private static GeoPoint ToPoint(Adapters.Places.GeoPoint point) => new(point.Longitude, point.Latitude);

    private sealed record WardShape(string Id, Area Shape, ImmutableArray<ImmutableArray<GeoPoint>> Lines, GeoBox Box)
    {
        public bool Contains(GeoPoint point) => Box.Contains(point) && GeoShape.Contains(Shape, point);

        public bool Touches(ImmutableArray<GeoPoint> ring) => Box.Meets(GeoBox.Of(ring))
            && (ring.Any(Contains) || Lines.Any(line => GeoShape.Contains([[ring]], line[0]))
                || Lines.Any(line => GeoLines.Meet(line, ring)));

        public bool Touches(GeoCircle circle)
        {
            var centre = ToPoint(circle.Centre);
            return Contains(centre)
                || Lines.Any(line => GeoLines.Metres(centre, line) <= circle.RadiusKilometres * 1000);
        }
    }
}

/// <summary>What closed lines have to do with each other.</summary>
internal static class GeoLines
{
    public static double Metres(GeoPoint one, GeoPoint other) =>
        Distance.Metres((one.Latitude, one.Longitude), (other.Latitude, other.Longitude));

    /// <summary>From a point to the nearest point of a line.</summary>
    public static double Metres(GeoPoint point, ImmutableArray<GeoPoint> line)
    {
        var nearest = double.PositiveInfinity;
        for (var (i, j) = (0, line.Length - 1); i < line.Length; j = i++)
            nearest = Math.Min(nearest, Metres(point, Nearest(point, line[j], line[i])));
        return nearest;
    }

    /// <summary>Whether two closed lines cross or touch.</summary>
    public static bool Meet(ImmutableArray<GeoPoint> one, ImmutableArray<GeoPoint> other)
    {
        for (var (i, j) = (0, one.Length - 1); i < one.Length; j = i++)
        {
            var box = GeoBox.Of([one[j], one[i]]);
            for (var (k, l) = (0, other.Length - 1); k < other.Length; l = k++)
            {
                if (!box.Meets(GeoBox.Of([other[l], other[k]]))) continue;
                if (Cross(one[j], one[i], other[l], other[k])) return true;
            }
        }

        return false;
    }

    // East and west are as long as they are at the point: near it, where it decides, that is true enough.
    private static GeoPoint Nearest(GeoPoint point, GeoPoint from, GeoPoint to)
    {
        var narrow = Math.Cos(double.DegreesToRadians(point.Latitude));
        var (east, north) = ((to.Longitude - from.Longitude) * narrow, to.Latitude - from.Latitude);
        var length = (east * east) + (north * north);
        if (length == 0) return from;
        var along = (((point.Longitude - from.Longitude) * narrow * east)
            + ((point.Latitude - from.Latitude) * north)) / length;
        var share = Math.Clamp(along, 0, 1);
        return new(
            from.Longitude + (share * (to.Longitude - from.Longitude)),
            from.Latitude + (share * (to.Latitude - from.Latitude)));
    }

    private static bool Cross(GeoPoint a, GeoPoint b, GeoPoint c, GeoPoint d) =>
        Side(a, b, c) * Side(a, b, d) <= 0 && Side(c, d, a) * Side(c, d, b) <= 0;

    private static int Side(GeoPoint from, GeoPoint to, GeoPoint point) => Math.Sign(
        ((to.Longitude - from.Longitude) * (point.Latitude - from.Latitude))
        - ((to.Latitude - from.Latitude) * (point.Longitude - from.Longitude)));
}

/// <summary>The least box around points: what lies apart needs no closer look.</summary>
internal readonly record struct GeoBox(double West, double South, double East, double North)
{
    public static GeoBox Of(IEnumerable<GeoPoint> points)
    {
        var (west, south, east, north) = (
            double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);
        foreach (var point in points)
        {
            (west, east) = (Math.Min(west, point.Longitude), Math.Max(east, point.Longitude));
            (south, north) = (Math.Min(south, point.Latitude), Math.Max(north, point.Latitude));
        }

        return new(west, south, east, north);
    }

    public bool Contains(GeoPoint point) => point.Longitude >= West && point.Longitude <= East
        && point.Latitude >= South && point.Latitude <= North;

    public bool Meets(GeoBox other) =>
        West <= other.East && other.West <= East && South <= other.North && other.South <= North;
}
