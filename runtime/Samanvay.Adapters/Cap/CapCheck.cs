using System.Xml.Linq;

namespace Samanvay.Adapters.Cap;

/// <summary>Whether an element of CAP is built as the schema says (section 4.2 (a) makes that a condition).</summary>
internal static class CapCheck
{
    private const string Schema = "CAP 1.2, section 3.4 (schema)";
    private static readonly XNamespace Signature = "http://www.w3.org/2000/09/xmldsig#";

    public static void Shape(XElement element, Findings findings)
    {
        var slots = CapSchema.Of(element);
        var reached = 0;
        foreach (var child in element.Elements().Where(child => child.Name.Namespace != Signature))
        {
            var place = child.Name.Namespace == element.Name.Namespace ? IndexOf(slots, child) : -1;
            if (place < 0)
            {
                findings.Refuse(
                    RefusalCodes.UnknownElement, Schema,
                    $"{child.Name.LocalName} does not belong here. Leave it out, or send it as a parameter.",
                    child);
                continue;
            }

            if (place < reached)
            {
                findings.Refuse(
                    RefusalCodes.BadAttribute, Schema,
                    $"{child.Name.LocalName} stands too late: it belongs before {slots[reached].Name}.",
                    child);
            }

            reached = Math.Max(reached, place);
            Listed(child, findings);
        }

        foreach (var slot in slots) Number(element, slot, findings);
    }

    private static int IndexOf(IReadOnlyList<CapSchema.Slot> slots, XElement child)
    {
        for (var index = 0; index < slots.Count; index++)
        {
            if (slots[index].Name == child.Name.LocalName) return index;
        }

        return -1;
    }

    private static void Number(XElement element, CapSchema.Slot slot, Findings findings)
    {
        var found = element.Elements(element.Name.Namespace + slot.Name).Take(2).ToList();
        if (found.Count == 0 && CapSchema.IsRequired(element, slot))
        {
            findings.Refuse(
                RefusalCodes.AttributeMissing, ClauseOf(element),
                $"{slot.Name} is missing. Every {element.Name.LocalName} needs it.", element);
        }

        if (found.Count > 1 && !slot.IsMany)
        {
            findings.Refuse(
                RefusalCodes.DuplicateProperty, Schema,
                $"{slot.Name} is there more than once. Send one, so that it is clear what holds.",
                found[1]);
        }
    }

    private static void Listed(XElement child, Findings findings)
    {
        if (CapSchema.ValuesOf(child.Name.LocalName) is not { } values || values.Contains(child.Value.Trim())) return;
        findings.Refuse(
            RefusalCodes.BadAttribute, ClauseOf(child.Parent!),
            $"{child.Name.LocalName} must be one of {string.Join(", ", values.Order(StringComparer.Ordinal))}.",
            child);
    }

    public static string ClauseOf(XElement parent) => parent.Name.LocalName switch
    {
        "alert" => "CAP 1.2, section 3.2.1",
        "info" => "CAP 1.2, section 3.2.2",
        "resource" => "CAP 1.2, section 3.2.3",
        "area" => "CAP 1.2, section 3.2.4",
        _ => "CAP 1.2, section 3.2.2",
    };
}
