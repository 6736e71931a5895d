using System.Xml.Linq;
using Samanvay.Bpmn.Xml;

namespace Samanvay.Bpmn.Validation;

/// <summary>What kind of data an element carries.</summary>
internal static class DataTypes
{
    /// <summary>The definition of an element's data; through a reference, that of what it refers to.</summary>
    public static XElement? DefinitionOf(this StandardDocument document, XElement? element) => element switch
    {
        null => null,
        { Name.LocalName: "dataObjectReference" } =>
            document.DefinitionOf(document.Find(element.Ref("dataObjectRef"))),
        { Name.LocalName: "dataStoreReference" } => document.DefinitionOf(document.Find(element.Ref("dataStoreRef"))),
        _ => document.Find(element.Ref("itemSubjectRef") ?? element.Ref("itemRef") ?? element.Ref("structureRef")),
    };

    /// <summary>Whether both may stand for the same data: they have one definition, or two of the same
    /// structure.</summary>
    public static bool Fit(XElement? one, XElement? other) =>
        one == other || (one?.Text("structureRef") is { } structure && structure == other?.Text("structureRef"));

    public static bool IsCollection(this XElement element) => element.Text("isCollection")?.Trim() is "true" or "1";
}
