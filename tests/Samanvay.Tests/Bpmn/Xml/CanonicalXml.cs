using System.Xml.Linq;

namespace Samanvay.Tests.Bpmn.Xml;

/// <summary>Tells whether two documents say the same: prefixes, attribute order and layout white space do not
/// count.</summary>
internal static class CanonicalXml
{
    public static string Of(string text) => Canonical(XDocument.Parse(text).Root!).ToString();

    private static XElement Canonical(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
            .OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal)
            .Select(attribute => new XAttribute(attribute.Name, attribute.Value)),
        element.Nodes().Select<XNode, object?>(node => node switch
        {
            XElement child => Canonical(child),
            XText text when string.IsNullOrWhiteSpace(text.Value) && element.HasElements => null,
            XText text => new XText(text.Value.ReplaceLineEndings("\n")),
            XComment comment => new XComment(comment.Value.ReplaceLineEndings("\n")),
            _ => null,
        }));
}
