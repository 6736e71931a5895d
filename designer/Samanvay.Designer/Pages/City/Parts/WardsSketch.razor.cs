using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>The wards' borders as a plain drawing: it needs no script, so that a preview can show it as well.</summary>
public sealed partial class WardsSketch
{
    private const double Width = 800;
    private const double Margin = 10;

    // More names would hide the borders.
    private const int NamesMax = 40;

    private IReadOnlyList<Shape> _shapes = [];
    private double _width;
    private double _height;

    [Parameter, EditorRequired]
    public IEnumerable<Ward> Wards { get; set; } = [];

    protected override void OnParametersSet()
    {
        var areas = Wards.Select(ward => (ward.Name, Rings: GeoShape.Parse(ward.Geometry).SelectMany(rings => rings)
            .Where(ring => ring.Length > 0).ToImmutableArray())).ToList();
        var points = areas.SelectMany(area => area.Rings).SelectMany(ring => ring).ToList();
        if (points is []) return;
        var (west, south) = (points.Min(point => point.Longitude), points.Min(point => point.Latitude));
        var (east, north) = (points.Max(point => point.Longitude), points.Max(point => point.Latitude));
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        var narrow = Math.Max(Math.Cos((south + north) / 2 * Math.PI / 180), 0.01);
        var scale = (Width - (2 * Margin)) / Math.Max(Math.Max((east - west) * narrow, north - south), 1e-9);
        _width = ((east - west) * narrow * scale) + (2 * Margin);
        _height = ((north - south) * scale) + (2 * Margin);
        _shapes =
        [
            .. areas.Where(area => area.Rings.Length > 0).Select(area => new Shape(
                area.Name, PathOf(area.Rings, Place), LabelOf(area.Name, Place(Middle(area.Rings[0]))))),
        ];

        (double X, double Y) Place(GeoPoint point) => (
            Margin + ((point.Longitude - west) * narrow * scale), Margin + ((north - point.Latitude) * scale));
    }

    private static string PathOf(
        ImmutableArray<ImmutableArray<GeoPoint>> rings, Func<GeoPoint, (double X, double Y)> place)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            var verb = 'M';
            foreach (var (x, y) in ring.Select(place))
            {
                path.Append(verb).Append(Number(x)).Append(' ').Append(Number(y));
                verb = 'L';
            }

            path.Append('Z');
        }

        return path.ToString();
    }

    // Markup of its own, for Razor takes the word text for itself.
    private static string LabelOf(string name, (double X, double Y) at) =>
        $"""<text x="{Number(at.X)}" y="{Number(at.Y)}">{WebUtility.HtmlEncode(name)}</text>""";

    private static GeoPoint Middle(ImmutableArray<GeoPoint> ring) => new(
        (ring.Min(point => point.Longitude) + ring.Max(point => point.Longitude)) / 2,
        (ring.Min(point => point.Latitude) + ring.Max(point => point.Latitude)) / 2);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record Shape(string Name, string Path, string Label);
}
