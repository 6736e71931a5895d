using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using NodaTime;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.Cap;

/// <summary>The simple children of one element of CAP.</summary>
internal sealed class CapFields(XElement element, Findings findings, IncomingLimits limits)
{
    private string Clause => CapCheck.ClauseOf(element);

    /// <summary>Without the blanks around it; null where it is absent or empty.</summary>
    public string? Text(string name) => Child(name) is { } child ? TextOf(child) : null;

    public ImmutableArray<string> Texts(string name) =>
        [.. element.Elements(element.Name.Namespace + name).Select(TextOf).OfType<string>()];

    /// <summary>A text that must say something, where the element is there at all.</summary>
    public string? Required(string name)
    {
        if (Child(name) is not { } child) return null;
        if (TextOf(child) is { } text) return text;
        findings.Refuse(RefusalCodes.BadAttribute, Clause, $"{name} is empty. Fill it in.", child);
        return null;
    }

    /// <summary>An identifier or sender: no blanks, no commas, none of the restricted characters (section
    /// 3.2.1).</summary>
    public string? Name(string name)
    {
        if (Required(name) is not { } text) return null;
        var isPlain = !text.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '&');
        if (isPlain && text.Length <= limits.NameMax) return text;

        findings.Refuse(
            RefusalCodes.BadAttribute, Clause,
            $"{name} must be short and without blanks, commas, < and &: other alerts refer to it by these.",
            Child(name)!);
        return null;
    }

    public Instant? Time(string name)
    {
        if (Child(name) is not { } child) return null;
        // CAP 1.1 leaves the form of times to XML Schema, which knows Z and fractions too.
        var text = child.Value.Trim();
        var time = element.Name.Namespace == CapSchema.Cap11 ? Moment.Read(text) : Moment.ReadCap(text);
        if (time is null)
        {
            findings.Refuse(
                RefusalCodes.BadTime, "CAP 1.2, section 3.3.2",
                $"{name} must be a time with its offset in digits, such as 2026-07-01T06:00:00+05:30, without Z.",
                child);
        }

        return time;
    }

    public decimal? Number(string name)
    {
        if (Child(name) is not { } child) return null;
        if (decimal.TryParse(
            child.Value.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        findings.Refuse(
            RefusalCodes.BadValue, Clause, $"{name} must be a number, in feet.", child);
        return null;
    }

    public ImmutableArray<CapPair> Pairs(string name) =>
    [
        .. from pair in element.Elements(element.Name.Namespace + name)
           select new CapPair(ValueOf(pair, "valueName"), ValueOf(pair, "value")),
    ];

    private XElement? Child(string name) => element.Element(element.Name.Namespace + name);

    private string? TextOf(XElement child)
    {
        var text = child.Value.Trim();
        if (text.Length > limits.TextMax)
        {
            findings.Refuse(RefusalCodes.TooLarge, IncomingLimits.Clause,
                $"{child.Name.LocalName} is longer than {limits.TextMax} characters.", child);
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    private static string ValueOf(XElement pair, string name) =>
        pair.Element(pair.Name.Namespace + name)?.Value.Trim() ?? "";
}
