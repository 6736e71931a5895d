using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Xml.Linq;

namespace Samanvay.Adapters.Cap;

/// <summary>What the schema of CAP (section 3.4) says of order, number and listed values.</summary>
internal static class CapSchema
{
    public static readonly XNamespace Cap12 = "urn:oasis:names:tc:emergency:cap:1.2";
    public static readonly XNamespace Cap11 = "urn:oasis:names:tc:emergency:cap:1.1";

    private const string Many = "*";

    // A name alone: exactly one. ?: none or one. *: any number. +: at least one.
    private static readonly FrozenDictionary<string, ImmutableArray<Slot>> Slots =
        new Dictionary<string, ImmutableArray<Slot>>
        {
            ["alert"] = Of("identifier sender sent status msgType source? scope restriction? addresses? code* note? "
                + "references? incidents? info*"),
            ["info"] = Of("language? category+ event responseType* urgency severity certainty audience? eventCode* "
                + "effective? onset? expires? senderName? headline? description? instruction? web? contact? "
                + "parameter* resource* area*"),
            ["resource"] = Of("resourceDesc mimeType? size? uri? derefUri? digest?"),
            ["area"] = Of("areaDesc polygon* circle* geocode* altitude? ceiling?"),
            ["eventCode"] = Of("valueName value"),
            ["parameter"] = Of("valueName value"),
            ["geocode"] = Of("valueName value"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Listed =
        new Dictionary<string, FrozenSet<string>>
        {
            ["status"] = Words("Actual Exercise System Test Draft"),
            ["msgType"] = Words("Alert Update Cancel Ack Error"),
            ["scope"] = Words("Public Restricted Private"),
            ["category"] = Words("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other"),
            ["responseType"] = Words("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None"),
            ["urgency"] = Words("Immediate Expected Future Past Unknown"),
            ["severity"] = Words("Extreme Severe Moderate Minor Unknown"),
            ["certainty"] = Words("Observed Likely Possible Unlikely Unknown"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ImmutableArray<Slot> Of(XElement element) =>
        Slots.TryGetValue(element.Name.LocalName, out var slots) ? slots : [];

    public static FrozenSet<string>? ValuesOf(string name) => Listed.GetValueOrDefault(name);

    /// <summary>CAP 1.1 knows no mime type that must be there; CAP 1.2, section 3.2.3, does.</summary>
    public static bool IsRequired(XElement parent, Slot slot) => slot.IsRequired
        || (slot.Name == "mimeType" && parent.Name.Namespace == Cap12);

    private static ImmutableArray<Slot> Of(string text) =>
    [
        .. text.Split(' ').Select(word => new Slot(
            word.TrimEnd('?', '*', '+'), !word.EndsWith('?') && !word.EndsWith('*'),
            word.EndsWith(Many, StringComparison.Ordinal) || word.EndsWith('+'))),
    ];

    private static FrozenSet<string> Words(string text) => text.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    internal sealed record Slot(string Name, bool IsRequired, bool IsMany);
}
