using System.Globalization;
using System.Text.Json;
using Samanvay.Runtime.Export;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Runtime.Export;

/// <summary>The rules of OCEL 2.0 for its JSON form, and what stands in it.</summary>
public sealed class OcelJsonTests
{
    private static readonly string[] Kinds = ["string", "time", "integer", "float", "boolean"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_file_keeps_the_rules_of_the_standard(bool withPeople)
    {
        await using var exported = await ExportedCity.OpenAsync();
        using var log = JsonDocument.Parse(
            await File.ReadAllBytesAsync(await exported.WriteAsync("json", new ExportChoice(withPeople))));
        var root = log.RootElement;

        Names(root).ShouldBe(["objectTypes", "eventTypes", "events", "objects"], ignoreOrder: true);
        var (eventTypes, objectTypes) = (Types(root, "eventTypes"), Types(root, "objectTypes"));
        var objects = Items(root, "objects");
        objects.Select(Id).ShouldBeUnique();
        Items(root, "events").Select(Id).ShouldBeUnique();
        var known = objects.Select(Id).ToHashSet();
        foreach (var one in objects)
        {
            ShouldFit(one, objectTypes);
            foreach (var attribute in Items(one, "attributes")) ShouldBeTime(attribute.GetProperty("time"));
            ShouldLeadTo(one, known);
        }

        foreach (var one in Items(root, "events"))
        {
            ShouldBeTime(one.GetProperty("time"));
            ShouldFit(one, eventTypes);
            ShouldLeadTo(one, known);
            Items(one, "relationships").ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task An_event_leads_to_the_incident_the_run_the_step_the_person_the_role_and_the_agency()
    {
        await using var exported = await ExportedCity.OpenAsync();
        using var log = JsonDocument.Parse(
            await File.ReadAllBytesAsync(await exported.WriteAsync("json", new ExportChoice(WithPeople: true))));
        var operation = WholeCity.Key(1).Operation.ToString();

        var completed = Items(log.RootElement, "events").Single(one => Text(one, "type") == "work-item-completed");

        Items(completed, "relationships").Select(link => (Text(link, "objectId"), Text(link, "qualifier"))).ShouldBe(
        [
            (operation, "about"), ($"{operation}/run/1", "in"), ($"{operation}/step/1", "step"),
            ("pune/role/crew", "asked-of"), ("pune/agency/drainage", "answered-by"),
            ($"pune/person/{ExportedCity.Person}", "by"),
        ], ignoreOrder: true);
        Items(completed, "attributes").Select(value => (Text(value, "name"), value.GetProperty("value").ToString()))
            .ShouldContain(("element_name", "Start the =pump, now"));
    }

    [Fact]
    public async Task An_object_keeps_each_value_that_it_had_with_its_time()
    {
        await using var exported = await ExportedCity.OpenAsync();
        using var log = JsonDocument.Parse(await File.ReadAllBytesAsync(await exported.WriteAsync("json")));

        var incident = Items(log.RootElement, "objects")
            .Single(one => Id(one) == WholeCity.Key(1).Operation.ToString());

        Items(incident, "attributes").Where(value => Text(value, "name") == "severity")
            .Select(value => Text(value, "value")).ShouldBe(["s4", "s2"]);
        Items(incident, "relationships").Select(link => (Text(link, "objectId"), Text(link, "qualifier")))
            .ShouldBe([("pune/asset/gauge-1", "at")]);
    }

    private static void ShouldFit(JsonElement one, Dictionary<string, Dictionary<string, string>> types)
    {
        types.ShouldContainKey(Text(one, "type"));
        var declared = types[Text(one, "type")];
        foreach (var attribute in Items(one, "attributes"))
        {
            declared.ShouldContainKey(Text(attribute, "name"));
            attribute.GetProperty("value").ValueKind.ShouldBeOneOf(declared[Text(attribute, "name")] switch
            {
                "integer" or "float" => [JsonValueKind.Number],
                "boolean" => [JsonValueKind.True, JsonValueKind.False],
                _ => [JsonValueKind.String],
            });
        }
    }

    private static void ShouldLeadTo(JsonElement one, HashSet<string> known)
    {
        foreach (var link in Items(one, "relationships"))
        {
            known.ShouldContain(Text(link, "objectId"));
            Text(link, "qualifier").ShouldNotBeEmpty();
        }
    }

    private static void ShouldBeTime(JsonElement value) => DateTimeOffset.TryParseExact(
        value.GetString(), ["yyyy-MM-dd'T'HH:mm:ss.fff'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal, out _).ShouldBeTrue(value.GetString());

    private static Dictionary<string, Dictionary<string, string>> Types(JsonElement root, string name)
    {
        var types = Items(root, name).ToDictionary(
            type => Text(type, "name"),
            type => Items(type, "attributes").ToDictionary(each => Text(each, "name"), each => Text(each, "type")));
        types.Values.SelectMany(type => type.Values).ShouldAllBe(kind => Kinds.Contains(kind));
        return types;
    }

    private static List<string> Names(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];

    private static List<JsonElement> Items(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray()];

    private static string Id(JsonElement element) => Text(element, "id");

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString().ShouldNotBeNull();
}
