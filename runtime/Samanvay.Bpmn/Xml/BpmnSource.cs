using System.Xml;
using System.Xml.Linq;

namespace Samanvay.Bpmn.Xml;

/// <summary>The document a model was read from, vendor extensions and diagram included. Never changes.</summary>
public sealed class BpmnSource
{
    private readonly XDocument _document;

    internal BpmnSource(XDocument document) => _document = document;

    /// <summary>The line on which the element with this id begins.</summary>
    public int? LineOf(string elementId) =>
        _document.Descendants().FirstOrDefault(element => (string?)element.Attribute("id") == elementId)
            is IXmlLineInfo line && line.HasLineInfo() ? line.LineNumber : null;

    /// <summary>Somebody has drawn it: shapes have coordinates.</summary>
    public bool HasDiagram => _document.Descendants(BpmnNames.Diagram + "BPMNShape").Any();

    /// <summary>A copy that the caller may change.</summary>
    internal XDocument Copy() => new(_document);
}
