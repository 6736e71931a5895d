using System.Text.RegularExpressions;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.NgsiV2;

/// <summary>Reads notifications of FIWARE NGSI v2, the older sister of NGSI-LD that many city brokers still speak, and
/// what stands in their <c>data</c> alone; normalised or as key and value.</summary>
/// <remarks>A notification tells no time of its own: an attribute's, the entity's, else its arrival.</remarks>
public static partial class NgsiV2Reader
{
    private const string Clause = "FIWARE NGSI v2, Notification Messages";

    public static Reading Read(Incoming message)
    {
        var (root, problem) = JsonBody.Read(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        var place = root!.Value;
        if (place.Has("subscriptionId") && place["data"] is not { IsArray: true })
            findings.Refuse(RefusalCodes.DataMissing, Clause, "data must be a list of entities.", place.At("data"));
        else if (place["data"] is { IsArray: true } data && place.Has("subscriptionId")) Many(data, message, findings);
        else if (place.IsArray) Many(place, message, findings);
        else findings.Keep(() => NgsiV2Entity.Read(place, message, findings));
        return findings.ToReading();
    }

    /// <summary>Field syntax restrictions: plain ASCII without blanks and <c>&amp; ? / #</c>, at most 256.</summary>
    internal static bool IsIdentifier(string text) => Identifier().IsMatch(text);

    private static void Many(JsonPlace list, Incoming message, Findings findings)
    {
        if (findings.AreTooMany(list, "entities", message.Limits)) return;
        foreach (var item in list.Items()) findings.Keep(() => NgsiV2Entity.Read(item, message, findings));
    }

    [GeneratedRegex(@"^[!-~-[&?/#]]{1,256}\z")]
    private static partial Regex Identifier();
}
