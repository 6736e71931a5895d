using System.Text;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Writes a model as the document it was read from: other vendors' extensions, comments and the diagram
/// stay.</summary>
public static class BpmnWriter
{
    public static string Write(BpmnDefinitions definitions) =>
        Write((definitions.Source ?? throw new ArgumentException("A model built in code has no document.",
            nameof(definitions))).Copy());

    internal static string Write(XDocument document)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false),
            NewLineHandling = NewLineHandling.Replace, NewLineChars = "\n" };
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, settings)) document.Save(writer);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
