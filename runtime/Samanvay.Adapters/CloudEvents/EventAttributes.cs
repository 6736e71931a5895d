using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

namespace Samanvay.Adapters.CloudEvents;

/// <summary>The attributes of one event, checked by sections 3 and 4 of CloudEvents 1.0.2.</summary>
internal sealed partial class EventAttributes(Findings findings, IncomingLimits limits, Func<string, string> placeOf)
{
    private const string Naming = "CloudEvents 1.0.2, section 3 (naming)";
    private const string Types = "CloudEvents 1.0.2, section 3.1 (type system)";
    private const string Required = "CloudEvents 1.0.2, section 3.1.1 (required attributes)";
    private const string Optional = "CloudEvents 1.0.2, section 3.1.2 (optional attributes)";

    private static readonly string[] Known =
        ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema"];

    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly int _before = findings.Count;

    public void Add(string name, string value)
    {
        if (!Name().IsMatch(name) || name == "data")
        {
            Refuse(RefusalCodes.BadAttribute, Naming, name,
                $"{name} is no name of an attribute: they are of small letters and digits.");
        }
        else if (value.Length == 0)
        {
            Refuse(RefusalCodes.BadAttribute, Required, name, $"{name} is empty. Leave it out, or fill it in.");
        }
        else if (value.Length > limits.NameMax)
        {
            Refuse(RefusalCodes.BadAttribute, IncomingLimits.Clause, name, TooLong(name));
        }
        else if (!IsPlain(value))
        {
            Refuse(RefusalCodes.BadAttribute, Types, name,
                $"{name} holds a character that can not be shown. Send plain text.");
        }
        else if (!_values.TryAdd(name, value))
        {
            Refuse(RefusalCodes.DuplicateProperty, Naming, name, $"{name} is there twice. Send it once.");
        }
    }

    public CloudEvent? ToEvent()
    {
        foreach (var name in (string[])["id", "source", "specversion", "type"])
        {
            if (!_values.ContainsKey(name))
                Refuse(RefusalCodes.AttributeMissing, Required, name, $"{name} is missing. Every event needs one.");
        }

        if (Find("specversion") is { } version && version != "1.0")
        {
            Refuse(RefusalCodes.WrongSpecversion, Required, "specversion",
                "specversion must be 1.0: no other CloudEvents are read here.");
        }

        CheckUri("source", UriKind.RelativeOrAbsolute, Required);
        CheckUri("dataschema", UriKind.Absolute, Optional);
        if (Find("datacontenttype") is { } type && !MediaType().IsMatch(type))
        {
            Refuse(RefusalCodes.BadAttribute, Optional, "datacontenttype",
                "datacontenttype must be a media type (RFC 2046), such as application/json.");
        }

        var time = Time();
        if (findings.Count > _before) return null;
        return new CloudEvent(new EventKey(_values["source"], _values["id"]), _values["type"])
        {
            Subject = Find("subject"),
            Time = time,
            DataContentType = Find("datacontenttype"),
            DataSchema = Find("dataschema"),
            Extensions = ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal, _values.Where(entry => !Known.Contains(entry.Key))),
        };
    }

    private string? Find(string name) => _values.GetValueOrDefault(name);

    private Instant? Time()
    {
        if (Find("time") is not { } text) return null;
        if (Moment.Read(text) is { } time) return time;
        Refuse(RefusalCodes.BadTime, Optional, "time",
            "time must be an RFC 3339 time with its offset, such as 2026-07-01T06:00:00Z.");
        return null;
    }

    private void CheckUri(string name, UriKind kind, string clause)
    {
        if (Find(name) is not { } text || (!text.Any(char.IsWhiteSpace) && Uri.TryCreate(text, kind, out _))) return;
        Refuse(RefusalCodes.BadAttribute, clause, name, $"{name} must be a URI (RFC 3986) without blanks.");
    }

    private void Refuse(string code, string clause, string name, Sentence message) =>
        findings.Refuse(code, clause, message, placeOf(name));

    private Sentence TooLong(string name) => $"{name} is longer than {limits.NameMax} characters.";

    // Section 3.1 (String): no control characters, no half pairs, no characters that are none. Beyond it: none that
    // turn the direction of writing or are not seen, for they make one name look like another. The two joiners belong
    // to the spelling of Hindi and its neighbours.
    private static bool IsPlain(string text) => text.EnumerateRunes().All(rune =>
        rune.Value is 0x200C or 0x200D || (!IsNone(rune.Value)
            && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));

    private static bool IsNone(int value) =>
        value is 0xFFFD or (>= 0xFDD0 and <= 0xFDEF) || (value & 0xFFFE) == 0xFFFE;

    [GeneratedRegex(@"^[a-z0-9]{1,64}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9!#$&^_.+\-]+/[A-Za-z0-9!#$&^_.+\-]+(?:\s*;.*)?\z")]
    private static partial Regex MediaType();
}
