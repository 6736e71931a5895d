using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Samanvay.Runtime.Cities;

public readonly record struct GeoPoint(double Longitude, double Latitude);

/// <summary>An area on the map: polygons, each an outer border and then its holes.</summary>
public static class GeoShape
{
    /// <summary>Absent when the geometry is neither a Polygon nor a MultiPolygon of plain positions.</summary>
    public static ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>>? Read(JsonElement geometry)
    {
        if (geometry.ValueKind != JsonValueKind.Object) return null;
        if (!geometry.TryGetProperty("coordinates", out var coordinates)) return null;
        if (!geometry.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String) return null;
        return type.GetString() switch
        {
            "Polygon" => Polygon(coordinates) is { } polygon ? [polygon] : null,
            "MultiPolygon" => List(coordinates, Polygon),
            _ => null,
        };
    }

    public static ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>> Parse(string geometry)
    {
        using var document = JsonDocument.Parse(geometry);
        return Read(document.RootElement) ?? [];
    }

    /// <summary>Writes a MultiPolygon in the one form in which geometries are kept, so that equal areas are equal
    /// texts.</summary>
    public static string Write(ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>> polygons)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "MultiPolygon");
            writer.WriteStartArray("coordinates");
            foreach (var polygon in polygons)
                WriteList(writer, polygon, ring => WriteList(writer, ring, point => Write(writer, point)));
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static bool Contains(ImmutableArray<ImmutableArray<ImmutableArray<GeoPoint>>> polygons, GeoPoint point) =>
        polygons.Any(polygon => polygon.Count(ring => Crosses(ring, point)) % 2 == 1);

    /// <summary>Even-odd rule: a point is inside a ring when a ray from it meets the ring an odd number of
    /// times.</summary>
    private static bool Crosses(ImmutableArray<GeoPoint> ring, GeoPoint point)
    {
        var inside = false;
        for (var (i, j) = (0, ring.Length - 1); i < ring.Length; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Latitude > point.Latitude == b.Latitude > point.Latitude) continue;
            var share = (point.Latitude - a.Latitude) / (b.Latitude - a.Latitude);
            if (point.Longitude < a.Longitude + (share * (b.Longitude - a.Longitude))) inside = !inside;
        }

        return inside;
    }

    private static ImmutableArray<ImmutableArray<GeoPoint>>? Polygon(JsonElement element) => List(element, Ring);

    private static ImmutableArray<GeoPoint>? Ring(JsonElement element) => List(element, Point);

    private static GeoPoint? Point(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array && (element.GetArrayLength() is 2 or 3)
        && element[0].ValueKind == JsonValueKind.Number && element[1].ValueKind == JsonValueKind.Number
            ? new GeoPoint(element[0].GetDouble(), element[1].GetDouble())
            : null;

    private static ImmutableArray<T>? List<T>(JsonElement element, Func<JsonElement, T?> read) where T : struct
    {
        if (element.ValueKind != JsonValueKind.Array) return null;
        var list = ImmutableArray.CreateBuilder<T>();
        foreach (var item in element.EnumerateArray())
        {
            if (read(item) is not { } value) return null;
            list.Add(value);
        }

        return list.ToImmutable();
    }

    private static void WriteList<T>(Utf8JsonWriter writer, ImmutableArray<T> items, Action<T> write)
    {
        writer.WriteStartArray();
        foreach (var item in items) write(item);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, GeoPoint point)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(point.Longitude);
        writer.WriteNumberValue(point.Latitude);
        writer.WriteEndArray();
    }
}
