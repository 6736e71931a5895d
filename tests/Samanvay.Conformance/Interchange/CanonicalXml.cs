using System.Xml.Linq;

namespace Samanvay.Conformance.Interchange;

/// <summary>Tells whether two documents say the same: prefixes, attribute order, the order of elements that differ in
/// name, and layout white space do not count.</summary>
internal static class CanonicalXml
{
    public static string Of(string text) => Canonical(XDocument.Parse(text).Root!).ToString();

    /// <summary>The first line that differs; null where both say the same.</summary>
    public static string? Difference(XDocument one, XDocument other)
    {
        var first = Canonical(one.Root!).ToString().Split('\n');
        var second = Canonical(other.Root!).ToString().Split('\n');
        for (var line = 0; line < Math.Max(first.Length, second.Length); line++)
        {
            var (left, right) = (first.ElementAtOrDefault(line)?.Trim(), second.ElementAtOrDefault(line)?.Trim());
            if (left != right) return $"{left} is {right}";
        }

        return null;
    }

    private static XElement Canonical(XElement element) => new(
        element.Name,
        element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration)
            .OrderBy(attribute => attribute.Name.ToString(), StringComparer.Ordinal)
            .Select(attribute => new XAttribute(attribute.Name, attribute.Value)),
        element.Nodes().Select<XNode, XNode?>(node => node switch
        {
            XElement child => Canonical(child),
            XText text when string.IsNullOrWhiteSpace(text.Value) && element.HasElements => null,
            XText text => new XText(text.Value.ReplaceLineEndings("\n")),
            XComment comment => new XComment(comment.Value.ReplaceLineEndings("\n")),
            _ => null,
        }).OrderBy(node => (node as XElement)?.Name.ToString(), StringComparer.Ordinal));
}
