using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Feeds;

/// <summary>The message in a request: its body within limits, what it says that it is, and the headers that its reader
/// asks for.</summary>
internal static class MessageRequest
{
    public const int BytesMax = 1024 * 1024;

    public static async Task<RequestRead<Incoming>> ReadAsync(
        HttpContext context, IReadOnlyList<string> wanted, Instant now, TimeProvider host)
    {
        if (FeedMedia.Problem(context.Request, wanted) is { } unwanted) return unwanted;
        if (HeadersOf(context.Request.Headers) is not { } headers)
        {
            return new RequestProblem(
                StatusCodes.Status400BadRequest, SignalRefusals.DuplicateProperty,
                "A header of the event is there twice. Send each once, so that it is clear what holds.");
        }

        var isXml = context.Request.ContentType!.Contains("xml", StringComparison.OrdinalIgnoreCase);
        var body = isXml
            ? await BoundedBody.ReadBytesAsync(context, BytesMax, host)
            : await BoundedBody.ReadTextAsync(context, BytesMax, host);
        return body.Value is { } read
            ? new Incoming(read.Bytes, context.Request.ContentType, now) { Headers = headers }
            : body.Problem!;
    }

    /// <summary>Null where one that is read is there twice.</summary>
    public static ImmutableSortedDictionary<string, string>? HeadersOf(IHeaderDictionary headers)
    {
        var read = headers.Where(header => FeedHeaders.AreRead(header.Key)).ToList();
        return read.TrueForAll(header => header.Value.Count <= 1)
            ? read.ToImmutableSortedDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)
            : null;
    }
}
