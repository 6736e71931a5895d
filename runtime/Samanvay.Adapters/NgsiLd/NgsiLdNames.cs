using System.Text.RegularExpressions;

namespace Samanvay.Adapters.NgsiLd;

/// <summary>Names of entities and attributes.</summary>
internal static partial class NgsiLdNames
{
    /// <summary>ETSI GS CIM 009, clause 4.6.2 and RFC 3986, section 3: a scheme, a colon, and only characters that a
    /// URI may have.</summary>
    public static bool IsUri(string text, IncomingLimits limits) =>
        text.Length <= limits.NameMax && Uri().IsMatch(text);

    /// <summary>Depending on its context a sender writes a name short or as a URI; the short one is what both
    /// share.</summary>
    public static string Short(string name)
    {
        if (!name.Contains("://", StringComparison.Ordinal)) return name;
        var last = name.TrimEnd('/').Split('/', '#')[^1];
        return last.Length == 0 ? name : last;
    }

    // Letters beyond ASCII are those of an IRI (RFC 3987), which JSON-LD writes for a URI.
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>""{}|\\^`\u0000-\u001F]+\z")]
    private static partial Regex Uri();
}
