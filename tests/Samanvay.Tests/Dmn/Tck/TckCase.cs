using System.Xml.Linq;
using Samanvay.Feel.Values;

namespace Samanvay.Tests.Dmn.Tck;

/// <summary>One expected result of the DMN Technology Compatibility Kit.</summary>
internal sealed record TckCase(
    string Folder, string Id, string Asked, FeelContext Inputs, FeelValue Expected, bool ExpectsError)
{
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    public static IEnumerable<TckCase> Read(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var root = XDocument.Load(file, LoadOptions.PreserveWhitespace).Root!;
            foreach (var test in Named(root, "testCase"))
            {
                var inputs = FeelContext.Of(
                    Named(test, "inputNode").Select(node => KeyValuePair.Create(NameOf(node), Value(node))));
                var service = test.Attribute("type")?.Value == "decisionService"
                    ? test.Attribute("invocableName")?.Value
                    : null;
                foreach (var result in Named(test, "resultNode"))
                {
                    yield return new(
                        Path.GetFileName(folder), test.Attribute("id")!.Value, service ?? NameOf(result), inputs,
                        Named(result, "expected").Select(Value).FirstOrDefault(FeelValue.Null),
                        result.Attribute("errorResult")?.Value == "true");
                }
            }
        }
    }

    private static string NameOf(XElement element) => element.Attribute("name")!.Value;

    private static IEnumerable<XElement> Named(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    private static FeelValue Value(XElement node)
    {
        if (node.Attribute(Schema + "nil")?.Value == "true") return FeelValue.Null;
        if (Named(node, "list").FirstOrDefault() is { } list)
        {
            return list.Attribute(Schema + "nil")?.Value == "true"
                ? FeelValue.Null
                : FeelList.Of(Named(list, "item").Select(Value));
        }

        if (Named(node, "component").Any())
        {
            return FeelContext.Of(
                Named(node, "component").Select(part => KeyValuePair.Create(NameOf(part), Value(part))));
        }

        return Named(node, "value").FirstOrDefault() is { } value ? Simple(value) : FeelValue.Null;
    }

    private static FeelValue Simple(XElement value)
    {
        if (value.Attribute(Schema + "nil")?.Value == "true") return FeelValue.Null;
        var type = value.Attribute(Schema + "type")?.Value.Split(':')[^1] ?? "string";
        var text = type == "string" ? value.Value : value.Value.Trim();
        var read = type switch
        {
            "string" => new FeelString(text),
            "boolean" => FeelValue.Of(text is "true" or "1"),
            "decimal" or "double" or "integer" or "float" or "int" or "long" =>
                FeelNumber.OrNull(Decimal34.Parse(text)),
            "date" => TemporalParsing.Date(text),
            "time" => TemporalParsing.Time(text),
            "dateTime" => TemporalParsing.DateTime(text),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => TemporalParsing.Duration(text),
            _ => null,
        };
        return read ?? throw new InvalidDataException($"The kit has a value that is not understood: {type} {text}");
    }
}
