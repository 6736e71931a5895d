using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>Changes single things in a document and leaves every other character's meaning as it was.</summary>
/// <remarks>Each change gives a new text; read it again to get the changed model and its problems.</remarks>
public sealed class BpmnEdit
{
    private readonly XDocument _document;

    private BpmnEdit(XDocument document) => _document = document;

    public static BpmnEdit Of(BpmnDefinitions definitions) =>
        new((definitions.Source ?? throw new ArgumentException("A model built in code has no document.",
            nameof(definitions))).Copy());

    public BpmnEdit Rename(string elementId, string name)
    {
        Element(elementId).SetAttributeValue("name", name);
        return this;
    }

    /// <summary>Puts an extension element of our namespace in the place of those with the same name and the same
    /// key.</summary>
    /// <param name="key">The attribute that tells elements of one name apart, for example <c>metric</c> or
    /// <c>lang</c>.</param>
    public BpmnEdit SetSop(string elementId, XElement extension, string? key = null)
    {
        RemoveSop(elementId, extension.Name.LocalName, key, key is null ? null : (string?)extension.Attribute(key));
        Extensions(Element(elementId)).Add(new XElement(extension));
        return this;
    }

    public BpmnEdit RemoveSop(string elementId, string name, string? key = null, string? value = null)
    {
        Element(elementId).Elements(BpmnNames.Bpmn + "extensionElements").Elements(BpmnNames.Sop + name)
            .Where(element => key is null || (string?)element.Attribute(key) == value).Remove();
        return this;
    }

    public string ToXml() => BpmnWriter.Write(_document);

    public Parsed<BpmnDefinitions> Read() => BpmnReader.Read(ToXml());

    private XElement Element(string id) =>
        _document.Descendants().FirstOrDefault(element =>
            element.Name.Namespace == BpmnNames.Bpmn && (string?)element.Attribute("id") == id)
        ?? throw new ArgumentException($"There is no element {id}.", nameof(id));

    // BPMN's schema wants documentation first, then extensions, then the rest.
    private static XElement Extensions(XElement element)
    {
        if (element.Element(BpmnNames.Bpmn + "extensionElements") is { } present) return present;
        var created = new XElement(BpmnNames.Bpmn + "extensionElements");
        if (element.Elements(BpmnNames.Bpmn + "documentation").LastOrDefault() is { } documentation)
        {
            documentation.AddAfterSelf(created);
        }
        else
        {
            element.AddFirst(created);
        }

        return created;
    }
}
