using System.Xml.Linq;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads a BPMN 2.0 file. It may come from anywhere: nothing in it is executed, expanded or fetched.</summary>
public static class BpmnReader
{
    public static Parsed<BpmnDefinitions> Read(string text, BpmnReadLimits? limits = null) =>
        Read(SafeXml.Load(text, limits ?? BpmnReadLimits.Default));

    public static Parsed<BpmnDefinitions> Read(Stream stream, BpmnReadLimits? limits = null) =>
        Read(SafeXml.Load(stream, limits ?? BpmnReadLimits.Default));

    private static Parsed<BpmnDefinitions> Read(Parsed<XDocument> loaded)
    {
        if (loaded.Value is not { Root: { } root } document) return new(null, loaded.Problems);
        if (root.Name != BpmnNames.Bpmn + "definitions")
        {
            return new(null, [Diagnostic.Error("BPMN004",
                "This is not a BPMN 2.0 file: its outermost element must be definitions of the BPMN namespace.",
                root.Place())]);
        }

        var context = new ReadContext(root);
        var definitions = DefinitionsReader.Read(root, context) with { Source = new BpmnSource(document) };
        return new(definitions, [.. context.Problems, .. StructureCheck.Check(definitions, root)]);
    }
}
