using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Samanvay.Adapters.Places;
using Samanvay.Feel;

namespace Samanvay.Adapters.Cap;

/// <summary>Polygons and circles of CAP: the latitude comes first, as GeoJSON does not have it.</summary>
internal static class CapShapes
{
    private const string Clause = "CAP 1.2, section 3.2.4";

    public static GeoArea Read(XElement area, Findings findings, IncomingLimits limits)
    {
        var space = area.Name.Namespace;
        return new GeoArea
        {
            Rings =
            [
                .. area.Elements(space + "polygon").Select(each => Ring(each, findings, limits)).OfType<GeoRing>(),
            ],
            Circles = [.. area.Elements(space + "circle").Select(each => Circle(each, findings)).OfType<GeoCircle>()],
        };
    }

    private static GeoRing? Ring(XElement element, Findings findings, IncomingLimits limits)
    {
        var words = Words(element.Value);
        if (words.Length > limits.PointsMax) return Wrong<GeoRing>(element, "has too many corners", findings);
        var points = ImmutableArray.CreateBuilder<GeoPoint>(words.Length);
        foreach (var word in words)
        {
            if (PointOf(word) is not { } point)
            {
                return Wrong<GeoRing>(
                    element, "must be pairs of latitude,longitude with blanks between them, on this earth", findings);
            }

            points.Add(point);
        }

        if (points.Count < 4) return Wrong<GeoRing>(element, "needs at least four points", findings);
        return points[0] == points[^1]
            ? new GeoRing(points.ToImmutable())
            : Wrong<GeoRing>(element, "must end where it began", findings);
    }

    private static GeoCircle? Circle(XElement element, Findings findings)
    {
        if (Words(element.Value) is [var centre, var radius] && PointOf(centre) is { } point
            && NumberOf(radius) is { } kilometres and >= 0 and <= 20_100)
        {
            return new GeoCircle(point, kilometres);
        }

        Wrong<GeoRing>(element, "must be latitude,longitude, a blank and a radius in kilometres", findings);
        return null;
    }

    private static GeoPoint? PointOf(string word) =>
        word.Split(',') is [var latitude, var longitude] && NumberOf(latitude) is { } north
        && NumberOf(longitude) is { } east && new GeoPoint(north, east) is { IsOnEarth: true } point
            ? point
            : null;

    private static double? NumberOf(string text) =>
        double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string[] Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static T? Wrong<T>(XElement element, Sentence what, Findings findings) where T : class
    {
        findings.Refuse(
            RefusalCodes.BadPlace, Clause, $"The {element.Name.LocalName} {what}.", element);
        return null;
    }
}
