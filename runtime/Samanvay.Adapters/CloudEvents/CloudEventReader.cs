using System.Text;
using System.Text.RegularExpressions;
using Samanvay.Adapters.Text;
using Samanvay.Feel.Values;

namespace Samanvay.Adapters.CloudEvents;

/// <summary>Reads CloudEvents 1.0: structured and batched JSON, and the binary mode of the HTTP binding.</summary>
public static partial class CloudEventReader
{
    private const string Structured = "application/cloudevents+json";
    private const string Batched = "application/cloudevents-batch+json";
    private const string BatchClause = "CloudEvents 1.0.2 JSON format, section 4";

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static Reading Read(Incoming message)
    {
        // HTTP binding, section 3: the content type alone tells the mode.
        if (message.MediaType is not (Structured or Batched) && message.Headers.ContainsKey("ce-specversion"))
            return Binary(message);
        if (message.MediaType.StartsWith("application/cloudevents", StringComparison.Ordinal)
            && message.MediaType is not (Structured or Batched))
        {
            return Findings.Refused(new Refusal(
                RefusalCodes.MediaType, "CloudEvents 1.0.2 HTTP binding, section 3",
                $"Events are read in JSON only: send {Structured} or {Batched}.", ""));
        }

        var (root, problem) = JsonBody.Parse(message);
        if (problem is not null) return Findings.Refused(problem);
        var findings = new Findings();
        var place = root!.Value;
        if (message.MediaType == Batched || (message.MediaType != Structured && place.IsArray))
            Batch(place, message.Limits, findings);
        else Take(place, new JsonBody.Count(message.Limits), findings);
        return findings.ToReading();
    }

    // Each event stands for itself: what spoils one does not spoil its neighbours.
    private static void Take(JsonPlace item, JsonBody.Count count, Findings findings) => findings.Keep(() =>
    {
        if (count.Check(item) is not { } problem) return JsonEvent.Read(item, count.Limits, findings);
        findings.Refuse(problem);
        return null;
    });

    private static void Batch(JsonPlace place, IncomingLimits limits, Findings findings)
    {
        if (!place.IsArray)
        {
            findings.Refuse(
                RefusalCodes.NotAnEvent, BatchClause, $"A batch is a list of events. Send one event as {Structured}.",
                "");
            return;
        }

        if (place.Element.GetArrayLength() > limits.ItemsMax)
        {
            findings.Refuse(RefusalCodes.EventCount, IncomingLimits.Clause,
                $"The batch has {place.Element.GetArrayLength()} events. Send at most {limits.ItemsMax} at a time.",
                "");
            return;
        }

        // An empty batch is a batch: the format allows it.
        var count = new JsonBody.Count(limits);
        foreach (var item in place.Items()) Take(item, count, findings);
    }

    private static Reading Binary(Incoming message)
    {
        if (message.Body.Length > message.Limits.BytesMax) return Findings.Refused(JsonBody.TooLarge(message));
        var findings = new Findings();
        var attributes = new EventAttributes(findings, message.Limits, name => $"header ce-{name}");
        foreach (var (header, value) in message.Headers)
        {
            if (!header.StartsWith("ce-", StringComparison.OrdinalIgnoreCase)) continue;
            attributes.Add(header["ce-".Length..].ToLowerInvariant(), FromHeader(value));
        }

        if (message.ContentType is { } type) attributes.Add("datacontenttype", type);
        findings.Keep(() => attributes.ToEvent() is { } made
            ? WithBody(made with { IsBinary = true }, message, findings)
            : null);
        return findings.ToReading();
    }

    // HTTP binding, section 3.1.3.2: double quotes, which older senders write around a value, are taken off first; what
    // is not plain is escaped by percents.
    private static string FromHeader(string value) => Uri.UnescapeDataString(
        value is ['"', .. var quoted, '"'] ? QuotedPair().Replace(quoted, "$1") : value);

    private static CloudEvent? WithBody(CloudEvent made, Incoming message, Findings findings)
    {
        if (message.Body.IsEmpty) return made;
        if (IsJson(message.MediaType))
        {
            var (root, problem) = JsonBody.Read(message);
            if (problem is not null) findings.Refuse(problem);
            return root?.ToFeel() is { } value ? made with { Data = value } : null;
        }

        if (message.MediaType.StartsWith("text/", StringComparison.Ordinal) || message.MediaType.EndsWith("xml",
            StringComparison.Ordinal))
        {
            try
            {
                return made with { Data = new FeelString(Strict.GetString(message.Body.Span)) };
            }
            catch (DecoderFallbackException)
            {
                return made with { Bytes = [.. message.Body.Span] };
            }
        }

        return made with { Bytes = [.. message.Body.Span] };
    }

    private static bool IsJson(string type) =>
        type is "application/json" or "" || type.EndsWith("+json", StringComparison.Ordinal)
        || type.EndsWith("/json", StringComparison.Ordinal);

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex QuotedPair();
}
