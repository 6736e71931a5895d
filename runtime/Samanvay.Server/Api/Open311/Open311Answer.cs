using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Server.Api.Open311;

/// <summary>Writes answers in the two formats of GeoReport v2: XML, and the JSON that its convention makes of
/// it.</summary>
internal static class Open311Answer
{
    public const string Json = "json";
    public const string Xml = "xml";

    public static IResult List(
        string format, (string Root, string Item) names, IEnumerable<Open311Fields> items, int status = 200) =>
        format == Json
            ? Results.Json(new JsonArray([.. items.Select(JsonOf)]), statusCode: status)
            : Document(
                new XElement(names.Root, items.Select(item => new XElement(names.Item, item.Fields.Select(XmlOf)))),
                status);

    public static IResult One(string format, string root, Open311Fields item) => format == Json
        ? Results.Json(JsonOf(item))
        : Document(new XElement(root, item.Fields.Select(XmlOf)), StatusCodes.Status200OK);

    /// <summary>GeoReport v2, Errors: codes with descriptions for people.</summary>
    public static IResult Errors(string format, int status, params IEnumerable<string> descriptions) => List(
        format, ("errors", "error"),
        descriptions.Select(description => Open311Fields.Of(("code", status), ("description", description))), status);

    private static JsonObject JsonOf(Open311Fields item) =>
        new(item.Fields.Select(field => KeyValuePair.Create(field.Name, NodeOf(field.Value))));

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        int number => number,
        double number => number,
        Open311List list => new JsonArray([.. list.Items.Select(item => item is Open311Fields fields
            ? JsonOf(fields) : NodeOf(item))]),
        _ => TextOf(value),
    };

    private static XElement XmlOf((string Name, object? Value) field) => new(field.Name, field.Value switch
    {
        null => null,
        Open311List list => list.Items.Select(item => new XElement(
            list.Item, item is Open311Fields fields ? fields.Fields.Select(XmlOf) : TextOf(item))),
        _ => new string([.. TextOf(field.Value).Where(XmlConvert.IsXmlChar)]),
    });

    // A time has its offset; here it is always that of UTC.
    private static string TextOf(object value) => value switch
    {
        Instant at => InstantPattern.General.Format(at),
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static IResult Document(XElement root, int status) => Results.Text(
        $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{root}", "text/xml; charset=utf-8", statusCode: status);
}

/// <summary>The fields of one thing, in the order of the standard.</summary>
internal sealed record Open311Fields(ImmutableArray<(string Name, object? Value)> Fields)
{
    public static Open311Fields Of(params ImmutableArray<(string Name, object? Value)> fields) => new(fields);
}

/// <summary>Several of a kind inside one thing.</summary>
/// <param name="Item">What XML calls each of them.</param>
internal sealed record Open311List(string Item, ImmutableArray<object> Items);
