using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;

namespace Samanvay.Bpmn.Xml;

/// <summary>
/// What our namespace allows, in the words of <c>sop.xsd</c>. A test holds this table, the XSD, the modeler's
/// descriptor and
/// the records together. A name published here is never renamed.
/// </summary>
internal static class SopSchema
{
    public static readonly ImmutableArray<SopShape> Shapes =
    [
        new("serviceLevel", ["metric", "target"], ["calendar", "warnAt", "ladder", "lifeSafety", "pause"]),
        new("ladder", ["id", "basis"], ["onExhausted"]) { Children = ["level"] },
        new("level", ["targets", "action"], ["after", "at", "afterBreach", "calendar", "repeatEvery", "repeatMax"]),
        new("trigger", ["situation"], ["change", "level"]),
        new("activity", ["type", "version"], []) { Children = ["input", "output"] },
        new("input", ["name"], []) { HasBody = true },
        new("output", ["name"], []) { HasBody = true },
        new("form", ["ref"], ["result"]),
        new("decision", ["ref"], ["result"]),
        new("text", ["lang"], ["for"]) { HasBody = true },
        new("parameter", ["name", "type"], ["unit", "default", "min", "max", "cite"]),
        new("signal", ["name"], ["unit"]),
        new("variable", ["name"], []) { HasBody = true },
        new("correlation", [], []) { HasBody = true },
        new("closeWhen", [], []) { HasBody = true },
    ];

    /// <summary>Our attributes on <c>multiInstanceLoopCharacteristics</c>, the only element of BPMN that has
    /// any.</summary>
    public static readonly FrozenSet<string> LoopAttributes =
        new[] { "collection", "elementVariable", "outputCollection",
            "outputElement" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, SopShape> ByName =
        Shapes.ToFrozenDictionary(shape => shape.Name, StringComparer.Ordinal);

    /// <summary>Reports what one of our elements may not have, so that a slip of the pen is never silently
    /// ignored.</summary>
    public static bool Check(XElement element, ReadContext context)
    {
        if (!ByName.TryGetValue(element.Name.LocalName, out var shape))
        {
            context.Error("BPMN013", element,
                $"sop:{element.Name.LocalName} is not known. Known are: {Listed(ByName.Keys)}.");
            return false;
        }

        foreach (var missing in shape.Required.Where(name => string.IsNullOrWhiteSpace(element.Text(name))))
        {
            context.Error("BPMN013", element, $"sop:{shape.Name} needs the attribute {missing}.",
                $"{shape.Name}.{missing}");
        }

        foreach (var attribute in element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            if (attribute.Name.Namespace == XNamespace.None && !shape.Allows(attribute.Name.LocalName))
            {
                context.Error("BPMN013", element,
                    $"sop:{shape.Name} has no attribute {attribute.Name.LocalName}. "
                    + $"It may have: {Listed([.. shape.Required, .. shape.Optional])}.",
                    $"{shape.Name}.{attribute.Name.LocalName}");
            }
        }

        foreach (var child in element.Elements().Where(child => child.Name.Namespace == BpmnNames.Sop))
        {
            if (shape.Children.Contains(child.Name.LocalName)) Check(child, context);
            else context.Error("BPMN013", child, $"sop:{child.Name.LocalName} may not stand inside sop:{shape.Name}.");
        }

        return true;
    }

    public static void CheckAttributes(XElement bpmnElement, ReadContext context)
    {
        var isLoop = bpmnElement.Name.LocalName == "multiInstanceLoopCharacteristics";
        foreach (var attribute in bpmnElement.Attributes()
            .Where(attribute => attribute.Name.Namespace == BpmnNames.Sop))
        {
            if (!isLoop || !LoopAttributes.Contains(attribute.Name.LocalName))
            {
                context.Error("BPMN013", bpmnElement,
                    $"The attribute sop:{attribute.Name.LocalName} has no meaning on a {bpmnElement.Name.LocalName}.");
            }
        }
    }

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));
}

/// <summary>One of our elements: its attributes, the elements of ours inside it, and whether its text means
/// something.</summary>
internal sealed record SopShape(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    public ImmutableArray<string> Children { get; init; } = [];
    public bool HasBody { get; init; }

    public bool Allows(string attribute) => Required.Contains(attribute) || Optional.Contains(attribute);
}
