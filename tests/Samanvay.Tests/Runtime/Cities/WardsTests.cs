using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Cities.Files;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Cities;

public sealed class WardsTests : IDisposable
{
    private const string Square = "[[[77.0,28.0],[78.0,28.0],[78.0,29.0],[77.0,29.0],[77.0,28.0]]]";

    private readonly CityDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Wards_are_read_and_a_place_is_found_in_its_ward()
    {
        var setup = await _database.SettleAsync();
        var preview = CityFile.Read(CityFileKind.Wards, Collection("Polygon", Square), setup);

        var snapshot = new CitySnapshot(setup.Apply(preview.Edits));

        preview.Problems.ShouldBeEmpty();
        snapshot.WardAt(new GeoPoint(77.5, 28.5)).ShouldBe(new WardId("w1"));
        snapshot.WardAt(new GeoPoint(79.5, 28.5)).ShouldBeNull();
    }

    [Fact]
    public async Task A_hole_is_outside()
    {
        var setup = await _database.SettleAsync();
        var withHole = Square[..^1] + ",[[77.4,28.4],[77.6,28.4],[77.6,28.6],[77.4,28.6],[77.4,28.4]]]";

        var preview = CityFile.Read(CityFileKind.Wards, Collection("MultiPolygon", $"[{withHole}]"), setup);
        var snapshot = new CitySnapshot(setup.Apply(preview.Edits));

        snapshot.WardAt(new GeoPoint(77.5, 28.5)).ShouldBeNull();
        snapshot.WardAt(new GeoPoint(77.1, 28.1)).ShouldBe(new WardId("w1"));
    }

    [Theory]
    [InlineData("Point", "[77.0,28.0]", "Polygon")]
    [InlineData("Polygon", "[[[77,28],[78,28],[78,29],[77,29]]]", "not closed")]
    [InlineData("Polygon", "[[[77,28],[78,280],[78,29],[77,28]]]", "globe")]
    [InlineData("Polygon", "[[[\"77\",28],[78,28],[78,29],[77,28]]]", "Polygon")]
    [InlineData("MultiPolygon", "[]", "empty")]
    [InlineData("MultiPolygon", "[[]]", "empty")]
    [InlineData("Polygon", "[]", "empty")]
    [InlineData("Polygon", "[[[77,28],[78,28],[77,28],[77,28]]]", "encloses nothing")]
    [InlineData("Polygon", "[[[1e999,28],[78,28],[78,29],[1e999,28]]]", "globe")]
    public async Task A_wrong_geometry_is_named_with_its_feature(string type, string coordinates, string reason)
    {
        var preview = CityFile.Read(CityFileKind.Wards, Collection(type, coordinates), await _database.SettleAsync());

        preview.Edits.ShouldBeEmpty();
        preview.Problems.ShouldHaveSingleItem().Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type": "\ud800"}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]")]
    public async Task What_is_no_collection_of_features_is_refused(string text)
    {
        var preview = CityFile.Read(CityFileKind.Wards, text, await _database.SettleAsync());

        preview.Edits.ShouldBeEmpty();
        preview.Problems.ShouldHaveSingleItem();
    }

    private static string Collection(string type, string coordinates) => $$$"""
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"w1","name":"Ghats"},
         "geometry":{"type":"{{{type}}}","coordinates":{{{coordinates}}}}}]}
        """;
}
