using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>Short words for looking into a BPMN element.</summary>
internal static class XmlReading
{
    public static XElement? Child(this XElement element, string name) => element.Element(BpmnNames.Bpmn + name);

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements(BpmnNames.Bpmn + name);

    public static string? Text(this XElement element, string attribute) => (string?)element.Attribute(attribute);

    /// <summary>A reference held in an attribute. References are qualified names; the prefix of a known namespace is
    /// dropped.</summary>
    public static string? Ref(this XElement element, string attribute) =>
        element.Text(attribute) is { } text ? Unqualified(element, text) : null;

    /// <summary>A reference held in a child element's text.</summary>
    public static string? ChildRef(this XElement element, string child) =>
        element.Child(child) is { } found ? Unqualified(found, found.Value) : null;

    public static ImmutableArray<string> ChildRefs(this XElement element, string child) =>
        [.. element.Children(child).Select(found => Unqualified(found, found.Value))];

    public static BpmnExpression? ChildExpression(this XElement element, string child) =>
        element.Child(child) is { } found ? Expression(found) : null;

    public static BpmnExpression Expression(XElement element) =>
        BpmnExpression.Of(element.Value, element.Text("language"));

    public static Location Place(this XElement element, string? field = null)
    {
        var owner = element.AncestorsAndSelf().FirstOrDefault(candidate => candidate.Attribute("id") is not null);
        var line = element is IXmlLineInfo info && info.HasLineInfo() ? info : null;
        return new(ElementId: owner?.Text("id"), Field: field, Line: line?.LineNumber, Column: line?.LinePosition);
    }

    public static string Unqualified(XElement element, string text)
    {
        var name = text.Trim();
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && element.GetNamespaceOfPrefix(name[..colon]) is not null ? name[(colon + 1)..] : name;
    }

    public static int? ParseInt(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : null;
}
