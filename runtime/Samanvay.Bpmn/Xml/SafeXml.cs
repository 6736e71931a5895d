using System.Text;
using System.Xml;
using System.Xml.Linq;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Xml;

/// <summary>Loads XML that may be hostile: no document type, no entities, nothing fetched, size and depth
/// limited.</summary>
internal static class SafeXml
{
    // Some tools still write the code page of the machine that they run on.
    static SafeXml() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Parsed<XDocument> Load(string text, BpmnReadLimits limits)
    {
        // A byte order mark that survived decoding is no content.
        var content = text.TrimStart('\uFEFF');
        if (content.Length > limits.SizeMax) return Refused(TooLarge(limits));
        return Load(settings => XmlReader.Create(new StringReader(content), settings), limits);
    }

    public static Parsed<XDocument> Load(Stream stream, BpmnReadLimits limits)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            if (copy.Length + read > limits.SizeMax) return Refused(TooLarge(limits));
            copy.Write(buffer, 0, read);
        }

        var bytes = copy.ToArray();
        return Load(settings => XmlReader.Create(new MemoryStream(bytes), settings), limits);
    }

    private static Parsed<XDocument> Load(Func<XmlReaderSettings, XmlReader> open, BpmnReadLimits limits)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.SizeMax,
            CloseInput = true,
        };
        try
        {
            // Two passes: the limits are known to hold before a tree is built.
            using (var first = open(settings))
            {
                if (Measure(first, limits) is { } problem) return Refused(problem);
            }

            using var second = open(settings);
            return new(XDocument.Load(second, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace), []);
        }
        catch (XmlException exception)
        {
            return Refused(Describe(exception));
        }
    }

    private static Diagnostic? Measure(XmlReader reader, BpmnReadLimits limits)
    {
        var elements = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            elements++;
            if (reader.Depth >= limits.DepthMax || elements > limits.ElementCountMax)
            {
                var line = reader is IXmlLineInfo info ? info.LineNumber : (int?)null;
                return Diagnostic.Error("BPMN003",
                    $"The file nests deeper than {limits.DepthMax} or has more than {limits.ElementCountMax} elements. "
                    + $"Split it into several procedures.", new Location(Line: line));
            }
        }

        return null;
    }

    private static Diagnostic TooLarge(BpmnReadLimits limits) =>
        Diagnostic.Error("BPMN003",
            $"The file is larger than {limits.SizeMax} characters. Split it into several procedures.");

    private static Diagnostic Describe(XmlException exception)
    {
        var place = new Location(Line: exception.LineNumber, Column: exception.LinePosition);
        return exception.Message.Contains("DTD", StringComparison.Ordinal)
            ? Diagnostic.Error("BPMN002",
                "The file has a document type declaration (<!DOCTYPE …>), which could pull in other files. Remove it.",
                place)
            : Diagnostic.Error("BPMN001", $"The file is not well-formed XML: {exception.Message}", place);
    }

    private static Parsed<XDocument> Refused(Diagnostic problem) => new(null, [problem]);
}
