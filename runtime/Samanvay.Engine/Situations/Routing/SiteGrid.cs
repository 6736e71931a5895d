using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samanvay.Engine.Situations.Routing;

/// <summary>Finds what listens around a point without looking at what is far away.</summary>
/// <remarks>
/// Rows of cells are as high as the greatest radius. The cells of a row are as wide as that radius is two rows further
/// from the equator, so that all within reach lies in the cell of the point or in those around it.
/// </remarks>
internal sealed class SiteGrid<T>
{
    // Towards a pole the cells would grow without end; no city lies there.
    private const double CosineMin = 0.01;
    private const double Margin = 1.01;

    private readonly FrozenDictionary<(int Row, int Column), ImmutableArray<Circle>> _cells;
    private readonly double _height;

    public SiteGrid(IReadOnlyCollection<Circle> circles)
    {
        var widest = circles.Count == 0 ? 1 : Math.Max(1, circles.Max(circle => circle.Metres));
        _height = widest * Margin / Distance.MetresInDegree;
        _cells = circles.GroupBy(circle => CellOf(circle.Latitude, circle.Longitude))
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
    }

    /// <summary>Everything whose radius reaches the point.</summary>
    public IEnumerable<T> Around(double latitude, double longitude)
    {
        var row = RowOf(latitude);
        for (var near = row - 1; near <= row + 1; near++)
        {
            foreach (var column in Columns(near, longitude).Distinct())
            {
                if (!_cells.TryGetValue((near, column), out var circles)) continue;
                foreach (var circle in circles.Where(circle => circle.Reaches(latitude, longitude)))
                    yield return circle.Item;
            }
        }
    }

    // The date line runs between two neighbours.
    private IEnumerable<int> Columns(int row, double longitude)
    {
        var width = WidthOf(row);
        foreach (var turned in (double[])[longitude, longitude - 360, longitude + 360])
        {
            if (Math.Abs(turned) > 180 + (2 * width)) continue;
            var column = (int)Math.Floor(turned / width);
            for (var near = column - 1; near <= column + 1; near++) yield return near;
        }
    }

    private (int Row, int Column) CellOf(double latitude, double longitude)
    {
        var row = RowOf(latitude);
        return (row, (int)Math.Floor(longitude / WidthOf(row)));
    }

    private int RowOf(double latitude) => (int)Math.Floor(latitude / _height);

    private double WidthOf(int row)
    {
        var furthest = (Math.Max(Math.Abs(row), Math.Abs(row + 1)) + 1) * _height;
        var cosine = furthest >= 90 ? CosineMin : Math.Cos(double.DegreesToRadians(furthest));
        return _height / Math.Max(CosineMin, cosine);
    }

    public sealed record Circle(double Latitude, double Longitude, double Metres, T Item)
    {
        public bool Reaches(double latitude, double longitude) =>
            Distance.Metres((Latitude, Longitude), (latitude, longitude)) <= Metres;
    }
}
