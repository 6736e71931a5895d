using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Samanvay.Adapters.Text;

/// <summary>Reads XML that may be hostile: no document type, no entities, nothing fetched, bounded in size and
/// depth.</summary>
internal static class XmlBody
{
    private const string Xml = "XML 1.0";

    // Some senders still write the code page of the machine that they run on.
    static XmlBody() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static (XElement? Root, Refusal? Problem) Read(Incoming message)
    {
        if (message.Body.Length > message.Limits.BytesMax) return (null, JsonBody.TooLarge(message));
        var bytes = message.Body.ToArray();
        if (IsBlank(bytes)) return (null, Nothing);
        try
        {
            // Two passes: the limits are known to hold before a tree is built.
            using (var first = Open(bytes, message.Limits))
            {
                if (Measure(first, message.Limits) is { } problem) return (null, problem);
            }

            using var second = Open(bytes, message.Limits);
            return (XDocument.Load(second, LoadOptions.SetLineInfo).Root, null);
        }
        catch (XmlException problem)
        {
            return (null, Describe(problem));
        }
    }

    /// <summary>The path of an element from the outermost, with the number among its like from 1.</summary>
    public static string PathOf(XElement element)
    {
        var number = element.ElementsBeforeSelf(element.Name).Count() + 1;
        var isOne = number == 1 && !element.ElementsAfterSelf(element.Name).Any();
        var step = isOne
            ? element.Name.LocalName
            : string.Create(CultureInfo.InvariantCulture, $"{element.Name.LocalName}[{number}]");
        return element.Parent is { } parent ? $"{PathOf(parent)}/{step}" : $"/{step}";
    }

    // The parser finds no place in what is not there.
    private static bool IsBlank(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;
    }

    private static Refusal Nothing => new(
        RefusalCodes.NotXml, $"{Xml}, section 2.1", "The message is empty. Send the XML itself in its body.", "");

    private static XmlReader Open(byte[] bytes, IncomingLimits limits) => XmlReader.Create(
        new MemoryStream(bytes), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.BytesMax,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });

    private static Refusal? Measure(XmlReader reader, IncomingLimits limits)
    {
        var parts = 0;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element) continue;
            parts += 1 + reader.AttributeCount;
            if (reader.Depth < limits.DepthMax && parts <= limits.PartsMax) continue;
            return new Refusal(RefusalCodes.TooDeep, IncomingLimits.Clause,
                $"It nests deeper than {limits.DepthMax} or has more than {limits.PartsMax} parts. Send less.",
                "");
        }

        return null;
    }

    private static Refusal Describe(XmlException problem) =>
        problem.Message.Contains("DTD", StringComparison.Ordinal)
            ? new Refusal(
                RefusalCodes.DocumentType, IncomingLimits.Clause,
                "It has a document type (<!DOCTYPE …>), which could pull in other files. Nothing of it was expanded; "
                    + "send it without.", "")
            : new Refusal(RefusalCodes.NotXml, $"{Xml}, section 2.1",
                $"This is no well-formed XML from line {problem.LineNumber}, column {problem.LinePosition}. "
                + $"Correct it and send it again.", "");
}
