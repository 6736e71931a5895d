using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using System.Xml.Schema;
using Samanvay.Bpmn.Model;
using Samanvay.Bpmn.Xml;
using Samanvay.Tests.Support;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Bpmn.Xml;

/// <summary>Reader, XSD, modeler and records speak of the same elements and attributes.</summary>
public sealed class SopVocabularyTests
{
    private static readonly XNamespace Xs = "http://www.w3.org/2001/XMLSchema";

    // Where a record's property is not simply the attribute's name.
    private static readonly ImmutableDictionary<string, string> Properties = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("ladder", "LadderId"), KeyValuePair.Create("pause", "PauseReasons"),
        KeyValuePair.Create("onExhausted", "LoopCount"), KeyValuePair.Create("after", "Moment"),
        KeyValuePair.Create("at", "Moment"), KeyValuePair.Create("afterBreach", "Moment"),
        KeyValuePair.Create("action", "Actions"),
    ]);

    private static readonly XDocument Xsd =
        XDocument.Load(Path.Combine(SharedFolder.Repository, "runtime", "Samanvay.Bpmn", "Xml", "sop.xsd"));

    [Fact]
    public void The_xsd_has_the_reader_s_elements_attributes_and_children() =>
        Xsd.Root!.Elements(Xs + "element").Select(Describe).Order().ShouldBe(ReaderShapes());

    [Fact]
    public void The_xsd_requires_what_the_reader_requires()
    {
        var required = Xsd.Root!.Elements(Xs + "element").Select(element =>
            (string)element.Attribute("name")! + ": " + string.Join(' ', AttributesOf(element)
                .Where(attribute => (string?)attribute.Attribute("use") == "required")
                .Select(attribute => (string)attribute.Attribute("name")!).Order(StringComparer.Ordinal)));

        required.Order().ShouldBe(SopSchema.Shapes
            .Select(shape => shape.Name + ": " + string.Join(' ', shape.Required.Order(StringComparer.Ordinal)))
            .Order());
    }

    [Fact]
    public void The_modeler_s_descriptor_has_the_reader_s_elements_attributes_and_children()
    {
        var types = Moddle().Where(type => !type.TryGetProperty("extends", out _));

        types.Select(Describe).Order().ShouldBe(ReaderShapes());
    }

    [Fact]
    public void The_attributes_on_a_loop_are_the_same_everywhere()
    {
        var inModeler = Moddle().Single(type => type.TryGetProperty("extends", out _)).GetProperty("properties")
            .EnumerateArray()
            .Select(property => property.GetProperty("name").GetString()!);
        var inXsd = Xsd.Root!.Elements(Xs + "attribute").Select(attribute => (string)attribute.Attribute("name")!);

        inModeler.Order().ShouldBe(SopSchema.LoopAttributes.Order());
        inXsd.Order().ShouldBe(SopSchema.LoopAttributes.Order());
        SopSchema.LoopAttributes.ShouldAllBe(name => typeof(MultiInstanceLoop).GetProperty(Pascal(name)) != null);
    }

    [Fact]
    public void Every_attribute_and_child_has_its_property_on_a_record()
    {
        foreach (var shape in SopSchema.Shapes)
        {
            var record = typeof(SopExtensions).Assembly.GetType("Samanvay.Bpmn.Model.Sop" + Pascal(shape.Name))
                ?? typeof(SopLadderLevel);
            foreach (var name in shape.Required.Concat(shape.Optional))
            {
                record.GetProperty(Properties.GetValueOrDefault(name, Pascal(name)))
                    .ShouldNotBeNull($"{shape.Name}.{name}");
            }

            foreach (var child in shape.Children)
            {
                record.GetProperty(Pascal(child) + "s")
                .ShouldNotBeNull($"{shape.Name}/{child}");
            }
        }
    }

    [Fact]
    public void The_xsd_accepts_good_extensions_and_refuses_bad_ones()
    {
        Validate("""<sop:serviceLevel xmlns:sop="urn:samanvay:sop:1" metric="ack" target="PT5M" warnAt="50 75"/>""").ShouldBeEmpty();
        Validate("""<sop:serviceLevel xmlns:sop="urn:samanvay:sop:1" metric="soon" target="PT5M"/>""").ShouldNotBeEmpty();
        Validate("""<sop:ladder xmlns:sop="urn:samanvay:sop:1" id="a" basis="ack"/>""").ShouldNotBeEmpty();
    }

    private static IEnumerable<string> ReaderShapes() => SopSchema.Shapes.Select(shape =>
        Line(shape.Name, shape.Required.Concat(shape.Optional), shape.Children, shape.HasBody)).Order();

    private static string Describe(XElement element)
    {
        var type = NamedType(element);
        var attributes = AttributesOf(element).Select(attribute => (string)attribute.Attribute("name")!);
        var children = element.Descendants(Xs + "element").Select(child => (string)child.Attribute("ref")!);
        var hasBody = type == "value" || type == "namedValue" || element.Descendants(Xs + "simpleContent").Any();
        return Line((string)element.Attribute("name")!, attributes, children, hasBody);
    }

    private static IEnumerable<XElement> AttributesOf(XElement element) => element.Descendants(Xs + "attribute").Concat(
        Xsd.Root!.Elements(Xs + "complexType").Where(type => (string)type.Attribute("name")! == NamedType(element))
            .Descendants(Xs + "attribute"));

    private static string? NamedType(XElement element) => (string?)element.Attribute("type");

    private static string Describe(JsonElement type)
    {
        var properties = type.GetProperty("properties").EnumerateArray().ToList();
        return Line(Camel(type.GetProperty("name").GetString()!),
            properties.Where(property => property.TryGetProperty("isAttr", out _))
                .Select(property => property.GetProperty("name").GetString()!),
            properties.Where(property => property.TryGetProperty("isMany", out _))
                .Select(property => Camel(property.GetProperty("type").GetString()!)),
            properties.Exists(property => property.TryGetProperty("isBody", out _)));
    }

    private static string Line(string name, IEnumerable<string> attributes, IEnumerable<string> children,
        bool hasBody) =>
        $"{name} @{string.Join(' ', attributes.Order(StringComparer.Ordinal))} "
        + $"/{string.Join(' ', children.Order(StringComparer.Ordinal))}{(hasBody ? " text" : "")}";

    private static List<JsonElement> Moddle() =>
        [.. JsonDocument.Parse(File.ReadAllText(
            Path.Combine(SharedFolder.Repository, "designer", "modeler", "sop.moddle.json")))
            .RootElement.GetProperty("types").EnumerateArray()];

    private static List<string> Validate(string fragment)
    {
        var schemas = new XmlSchemaSet();
        using (var reader = Xsd.CreateReader()) schemas.Add(null, reader);
        var errors = new List<string>();
        XDocument.Parse(fragment).Validate(schemas, (_, problem) => errors.Add(problem.Message));
        return errors;
    }

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
