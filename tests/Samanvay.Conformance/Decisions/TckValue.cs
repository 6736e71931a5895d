using System.Xml.Linq;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Decisions;

/// <summary>Values as the kit's schema writes them, and whether two are equal by its rules.</summary>
internal static class TckValue
{
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly Decimal34 Tolerance = Decimal34.Of(0.00000001m);

    public static FeelValue Of(XElement node)
    {
        if (IsNil(node)) return FeelValue.Null;
        if (Named(node, "list").FirstOrDefault() is { } list)
            return IsNil(list) ? FeelValue.Null : FeelList.Of(Named(list, "item").Select(Of));
        if (Named(node, "component").Any()) return Context(Named(node, "component"));
        return Named(node, "value").FirstOrDefault() is { } value ? Simple(value) : FeelValue.Null;
    }

    public static FeelContext Context(IEnumerable<XElement> entries) =>
        FeelContext.Of(entries.Select(entry => KeyValuePair.Create(NameOf(entry), Of(entry))));

    public static string NameOf(XElement element) => (string)element.Attribute("name")!;

    public static IEnumerable<XElement> Named(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name);

    /// <summary>Numbers may differ in what a binary fraction can not hold; everything else is exact.</summary>
    public static bool AreEqual(FeelValue actual, FeelValue expected) => (actual, expected) switch
    {
        (FeelNumber a, FeelNumber b) =>
            DecimalArithmetic.Subtract(a.Value, b.Value) is { } gap && gap < Tolerance && gap > -Tolerance,
        (FeelList a, FeelList b) => a.Count == b.Count && a.Zip(b).All(pair => AreEqual(pair.First, pair.Second)),
        (FeelContext a, FeelContext b) =>
            a.Count == b.Count && b.All(entry => a.TryGet(entry.Key, out var own) && AreEqual(own, entry.Value)),
        _ => FeelComparison.Equal(actual, expected) == true,
    };

    private static FeelValue Simple(XElement value)
    {
        if (IsNil(value)) return FeelValue.Null;
        var type = ((string?)value.Attribute(Schema + "type"))?.Split(':')[^1] ?? "string";
        var text = type == "string" ? value.Value : value.Value.Trim();
        return type switch
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
        } ?? throw new InvalidDataException($"The kit has a value that is not understood: {type} {text}");
    }

    private static bool IsNil(XElement element) => (string?)element.Attribute(Schema + "nil") is "true" or "1";
}
