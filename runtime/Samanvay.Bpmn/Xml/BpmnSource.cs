using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;

namespace Samanvay.Bpmn.Xml;

/// <summary>The document a model was read from, vendor extensions and diagram included. Never changes.</summary>
public sealed class BpmnSource
{
    private readonly XDocument _document;

    private readonly Lazy<FrozenDictionary<string, int>> _lines;

    internal BpmnSource(XDocument document)
    {
        _document = document;
        _lines = new(() => Lines(document));
    }

    /// <summary>The line on which the element with this id begins.</summary>
    public int? LineOf(string elementId) => _lines.Value.TryGetValue(elementId, out var line) ? line : null;

    /// <summary>Somebody has drawn it: shapes have coordinates.</summary>
    public bool HasDiagram => _document.Descendants(BpmnNames.Diagram + "BPMNShape").Any();

    /// <summary>Only to be looked at.</summary>
    internal XElement Root => _document.Root!;

    /// <summary>A copy that the caller may change.</summary>
    internal XDocument Copy() => new(_document);

    private static FrozenDictionary<string, int> Lines(XDocument document) => document.Descendants()
        .Where(element => element.Attribute("id") is not null && element is IXmlLineInfo line && line.HasLineInfo())
        .GroupBy(element => element.Attribute("id")!.Value, StringComparer.Ordinal)
        .ToFrozenDictionary(same => same.Key, same => ((IXmlLineInfo)same.First()).LineNumber, StringComparer.Ordinal);
}
