using System.Collections.Immutable;
using System.Text.Json;
using Samanvay.Feel;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Cities.Files;

/// <summary>Wards as RFC 7946 writes them: a FeatureCollection of Polygon or MultiPolygon with <c>id</c> and
/// <c>name</c>.</summary>
internal static class WardsGeoJson
{
    public const int CharactersMax = 20_000_000;
    public const int WardsMax = 2_000;
    public const int PointsMax = 500_000;

    public static FilePreview Read(string text, CitySetup setup)
    {
        if (text.Length > CharactersMax)
            return Unreadable($"The file is longer than {CharactersMax} characters. Simplify the borders.");
        try
        {
            using var document = WholeJson.Parse(text, new JsonDocumentOptions { MaxDepth = 16 });
            return Read(document.RootElement, setup);
        }
        catch (JsonException problem)
        {
            return new FilePreview([],
                [new LineProblem((int)(problem.LineNumber ?? 0) + 1, "", "The file is not readable as JSON here.")]);
        }
    }

    private static FilePreview Read(JsonElement root, CitySetup setup)
    {
        if (Text(root, "type") != "FeatureCollection" || !IsArray(root, "features", out var features))
            return Unreadable("The file must be a GeoJSON FeatureCollection with one feature for each ward.");
        if (features.GetArrayLength() > WardsMax) return Unreadable($"The file has more than {WardsMax} wards.");
        var points = 0;
        var (edits, problems) = (ImmutableArray.CreateBuilder<LineEdit>(), ImmutableArray.CreateBuilder<LineProblem>());
        var number = 0;
        foreach (var feature in features.EnumerateArray())
        {
            number++;
            var (ward, problem) = Ward(feature, setup.City.Id, ref points);
            if (problem is not null) problems.Add(new LineProblem(number, "feature", $"Feature {number}: {problem}"));
            else edits.Add(Edit(number, ward!, setup));
            if (points > PointsMax) return Unreadable($"The borders have more than {PointsMax} points. Simplify them.");
        }

        return CityFile.Preview(setup, edits.ToImmutable(), problems.ToImmutable(), []);
    }

    private static LineEdit Edit(int number, Ward ward, CitySetup setup) =>
        new(number, $"wards/{ward.Id}", new SaveWard(ward), setup.Wards.GetValueOrDefault(ward.Id.Value), ward);

    private static (Ward? Ward, Sentence? Problem) Ward(JsonElement feature, CityId city, ref int points)
    {
        if (feature.ValueKind != JsonValueKind.Object || !feature.TryGetProperty("properties", out var properties))
            return (null, "it has no properties with id and name.");
        var id = Text(properties, "id") ?? Text(feature, "id");
        var name = Text(properties, "name");
        if (id is null || name is null) return (null, "its properties need an id and a name.");
        if (!feature.TryGetProperty("geometry", out var geometry)) return (null, "it has no geometry.");
        if (GeoShape.Read(geometry) is not { } polygons)
            return (null, "its geometry must be a Polygon or a MultiPolygon.");
        foreach (var ring in polygons.SelectMany(polygon => polygon))
        {
            points += ring.Length;
            if (ring.Length < 4 || ring[0] != ring[^1])
                return (null, "a border is not closed: its last point must be its first.");
            if (ring.Distinct().Take(3).Count() < 3) return (null, "a border encloses nothing.");
            foreach (var wrong in ring.Where(point => !IsOnGlobe(point)))
            {
                return (null,
                    $"the point {wrong.Longitude}, {wrong.Latitude} is not on the globe. Longitude goes first.");
            }
        }

        return polygons.Any(polygon => polygon is not []) is false ? (null, "its geometry is empty.")
            : (new Ward(city, new WardId(id), name, GeoShape.Write(polygons)), null);
    }

    private static bool IsOnGlobe(GeoPoint point) =>
        point is { Longitude: >= -180 and <= 180, Latitude: >= -90 and <= 90 };

    private static bool IsArray(JsonElement element, string name, out JsonElement array)
    {
        array = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out array)
            && array.ValueKind == JsonValueKind.Array;
    }

    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static FilePreview Unreadable(Sentence message) => new([], [new LineProblem(1, "", message)]);
}
