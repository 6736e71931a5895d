using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Samanvay.Adapters.Text;
using Samanvay.Feel;

namespace Samanvay.Adapters.Open311;

/// <summary>A request that is handed in: <c>POST requests</c> of GeoReport v2.</summary>
/// <remarks>The form has no number of its own, so what names it is what it says: the same form sent again, as a phone
/// does that heard no answer, is the same request.</remarks>
internal static partial class FormRequest
{
    private const string Clause = "GeoReport v2, POST Service Request";
    private const int DescriptionMax = 4000;

    // Says who may ask, not what is asked: another key does not make another request.
    private const string Key = "api_key";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static Reading Read(Incoming message)
    {
        if (message.Body.Length > message.Limits.BytesMax) return Findings.Refused(JsonBody.TooLarge(message));
        var findings = new Findings();
        if (Decode(message) is not { } pairs)
        {
            return Findings.Refused(new Refusal(
                RefusalCodes.NotUtf8, "GeoReport v2, Encoding", "The form is not UTF-8 in percents. Send it so.", ""));
        }

        findings.Keep(() => Request(pairs, message.Limits, findings));
        return findings.ToReading();
    }

    private static ServiceRequest? Request(
        ImmutableArray<(string Name, string Value)> pairs, IncomingLimits limits, Findings findings)
    {
        var fields = Fields(pairs, limits, findings);
        string? Find(string name) => fields.TryGetValue(name, out var text) && text.Length > 0 ? text : null;
        var code = Find("service_code");
        if (code is null) Missing("service_code", "service_code is missing: it says what is asked for.", findings);
        var (north, east) = (Find("lat"), Find("long"));
        var location = Coordinates.Read(north, east);
        if ((north ?? east) is not null && location is null)
        {
            findings.Refuse(
                RefusalCodes.BadPlace, Clause, "lat and long must both be there, in degrees of WGS 84.", "lat");
        }
        else if (location is null && Find("address_string") is null && Find("address_id") is null)
        {
            Missing("lat", "Say where: lat and long, address_string or address_id.", findings);
        }

        if (Find("description") is { Length: > DescriptionMax })
        {
            findings.Refuse(RefusalCodes.TooLarge, Clause, $"description is longer than {DescriptionMax} characters.",
                "description");
        }

        return code is null ? null : new ServiceRequest(KeyOf(pairs, Find("jurisdiction_id")), code)
        {
            Description = Find("description"),
            Location = location,
            Address = Find("address_string"),
            AddressId = Find("address_id"),
            MediaUrl = Find("media_url"),
            Requester = new Requester
            {
                FirstName = Find("first_name"),
                LastName = Find("last_name"),
                Phone = Find("phone"),
                Email = Find("email"),
                Account = Find("account_id"),
                Device = Find("device_id"),
            },
            Attributes = Answers(pairs),
        };
    }

    private static Dictionary<string, string> Fields(
        ImmutableArray<(string Name, string Value)> pairs, IncomingLimits limits, Findings findings)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in pairs.Where(pair => !Attribute().IsMatch(pair.Name)))
        {
            if (value.Length > limits.TextMax)
            {
                findings.Refuse(RefusalCodes.TooLarge, IncomingLimits.Clause, $"{name} is too long.", name);
            }
            else if (!fields.TryAdd(name, value))
            {
                findings.Refuse(
                    RefusalCodes.DuplicateProperty, Clause,
                    $"{name} is there twice. Send it once, so that it is clear what holds.", name);
            }
        }

        return fields;
    }

    // attribute[CODE]=value, and attribute[CODE][]=value for each of several.
    private static ImmutableSortedDictionary<string, ImmutableArray<string>> Answers(
        ImmutableArray<(string Name, string Value)> pairs) => (
        from pair in pairs
        let match = Attribute().Match(pair.Name)
        where match.Success
        group pair.Value by match.Groups["code"].Value)
        .ToImmutableSortedDictionary(
            group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);

    private static EventKey KeyOf(ImmutableArray<(string Name, string Value)> pairs, string? jurisdiction)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in pairs.Where(pair => pair.Name != Key)
            .OrderBy(pair => pair.Name, StringComparer.Ordinal).ThenBy(pair => pair.Value, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}={value.Length}:{value};");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
        return new EventKey($"open311/{jurisdiction}", Convert.ToHexStringLower(hash));
    }

    private static ImmutableArray<(string Name, string Value)>? Decode(Incoming message)
    {
        try
        {
            var text = Strict.GetString(message.Body.Span);
            var pairs = text.Split('&', StringSplitOptions.RemoveEmptyEntries);
            if (pairs.Length > message.Limits.ItemsMax) return null;
            return
            [
                .. pairs.Select(pair => pair.Split('=', 2))
                    .Select(pair => (Part(pair[0]), Part(pair.ElementAtOrDefault(1)))),
            ];
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Part(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var bytes = new List<byte>(text.Length);
        var source = Strict.GetBytes(text);
        for (var place = 0; place < source.Length; place++)
        {
            var isEscape = source[place] == '%' && place + 2 < source.Length
                && char.IsAsciiHexDigit((char)source[place + 1]) && char.IsAsciiHexDigit((char)source[place + 2]);
            if (!isEscape)
            {
                bytes.Add(source[place] == '+' ? (byte)' ' : source[place]);
                continue;
            }

            bytes.Add(Convert.FromHexString(Encoding.ASCII.GetString(source, place + 1, 2))[0]);
            place += 2;
        }

        return Strict.GetString([.. bytes]).Trim();
    }

    private static void Missing(string field, Sentence message, Findings findings) =>
        findings.Refuse(RefusalCodes.AttributeMissing, Clause, message, field);

    [GeneratedRegex(@"^attribute\[(?<code>[^\]]{1,200})\](?:\[\])?\z")]
    private static partial Regex Attribute();
}
