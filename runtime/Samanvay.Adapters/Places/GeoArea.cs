using System.Collections.Immutable;

namespace Samanvay.Adapters.Places;

/// <summary>A point on WGS 84, in degrees. Standards differ in which of the two they write first.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    public bool IsOnEarth => Math.Abs(Latitude) <= 90 && Math.Abs(Longitude) <= 180;
}

/// <summary>A closed line: its first point is its last.</summary>
public sealed record GeoRing(ImmutableArray<GeoPoint> Points)
{
    public bool Equals(GeoRing? other) => other is not null && other.Points.SequenceEqual(Points);

    public override int GetHashCode() => Points.IsEmpty ? 0 : HashCode.Combine(Points.Length, Points[0]);
}

/// <param name="RadiusKilometres">Zero for a point.</param>
public readonly record struct GeoCircle(GeoPoint Centre, double RadiusKilometres);

/// <summary>Somewhere: rings, circles, lines and points together.</summary>
public sealed record GeoArea
{
    public static readonly GeoArea Nowhere = new();

    public ImmutableArray<GeoRing> Rings { get; init; } = [];

    public ImmutableArray<GeoCircle> Circles { get; init; } = [];

    public ImmutableArray<GeoPoint> Points { get; init; } = [];

    /// <summary>The one point, where it is one.</summary>
    public GeoPoint? Point => this is { Rings: [], Circles: [], Points: [var only] } ? only : null;

    public bool Equals(GeoArea? other) => other is not null && other.Rings.SequenceEqual(Rings)
        && other.Circles.SequenceEqual(Circles) && other.Points.SequenceEqual(Points);

    public override int GetHashCode() => HashCode.Combine(Rings.Length, Circles.Length, Points.Length);
}
