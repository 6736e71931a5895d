using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Samanvay.Runtime.Cities;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>The wards' borders as a plain drawing: it needs no script, so that a preview can show it as well.</summary>
public sealed partial class WardsSketch
{
    private const double Width = 800;
    private const double Margin = 10;

    private IReadOnlyList<Shape> _shapes = [];
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
        _height = ((north - south) * scale) + (2 * Margin);
        _shapes = [.. areas.Select(area => new Shape(area.Name, PathOf(area.Rings, point => (
            Margin + ((point.Longitude - west) * narrow * scale), Margin + ((north - point.Latitude) * scale)))))];
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

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private sealed record Shape(string Name, string Path);
}
