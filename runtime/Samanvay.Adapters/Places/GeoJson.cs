using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Places;

/// <summary>Geometries of GeoJSON (RFC 7946): the longitude comes first.</summary>
internal static class GeoJson
{
    private const string Clause = "RFC 7946, section 3.1";

    private static readonly string[] Kinds =
        ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"];

    /// <summary>Whether an object says of itself that it is a geometry.</summary>
    public static bool Is(JsonPlace value) =>
        value.IsObject && value.Has("coordinates") && Kinds.Contains(value.TextOf("type"));

    public static GeoArea? Read(JsonPlace geometry, Findings findings, IncomingLimits limits)
    {
        var points = ImmutableArray.CreateBuilder<GeoPoint>();
        var rings = ImmutableArray.CreateBuilder<GeoRing>();
        var isRead = geometry["coordinates"] is { } coordinates && geometry.TextOf("type") switch
        {
            "Point" => Add(PointOf(coordinates), points),
            "MultiPoint" or "LineString" => Line(coordinates, points),
            "MultiLineString" => coordinates.IsArray && coordinates.Items().All(line => Line(line, points)),
            "Polygon" => Polygon(coordinates, rings),
            "MultiPolygon" => coordinates.IsArray && coordinates.Items().All(part => Polygon(part, rings)),
            _ => false,
        };
        var count = points.Count + rings.Sum(ring => ring.Points.Length);
        if (isRead && count <= limits.PointsMax)
            return new GeoArea { Points = points.ToImmutable(), Rings = rings.ToImmutable() };

        findings.Refuse(
            RefusalCodes.BadPlace, Clause,
            "This must be a geometry of GeoJSON with [longitude, latitude] in degrees on this earth, and closed rings.",
            geometry.Pointer);
        return null;
    }

    private static bool Line(JsonPlace line, ImmutableArray<GeoPoint>.Builder points) =>
        line.IsArray && line.Items().All(item => Add(PointOf(item), points));

    private static bool Polygon(JsonPlace polygon, ImmutableArray<GeoRing>.Builder rings)
    {
        if (!polygon.IsArray || polygon.Element.GetArrayLength() == 0) return false;
        foreach (var line in polygon.Items())
        {
            var points = ImmutableArray.CreateBuilder<GeoPoint>();
            // RFC 7946, section 3.1.6: four positions or more, the first is the last.
            if (!Line(line, points) || points.Count < 4 || points[0] != points[^1]) return false;
            rings.Add(new GeoRing(points.ToImmutable()));
        }

        return true;
    }

    private static bool Add(GeoPoint? point, ImmutableArray<GeoPoint>.Builder points)
    {
        if (point is not { } known) return false;
        points.Add(known);
        return true;
    }

    // A third number is a height; more have no meaning (RFC 7946, section 3.1.1).
    private static GeoPoint? PointOf(JsonPlace position)
    {
        if (!position.IsArray || position.Element.GetArrayLength() is < 2 or > 4) return null;
        var numbers = new List<double>();
        foreach (var item in position.Element.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out var number)) return null;
            numbers.Add(number);
        }

        return new GeoPoint(numbers[1], numbers[0]) is { IsOnEarth: true } point ? point : null;
    }
}
