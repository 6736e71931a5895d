using System.Diagnostics;
using System.Net.Http.Headers;
using Samanvay.Feel;
using Samanvay.Runtime.Feeds;
using Samanvay.Runtime.Intake;

namespace Samanvay.Server.Api.Feeds;

/// <summary>In which media types the messages of a format come.</summary>
internal static class FeedMedia
{
    private static readonly string[] Json = ["application/json", "application/ld+json"];

    private static readonly string[] Events =
        ["application/cloudevents+json", "application/cloudevents-batch+json", "application/json"];

    private static readonly string[] Alerts =
    [
        "application/cap+xml", "application/xml", "text/xml", "application/atom+xml", "application/rss+xml",
    ];

    private static readonly string[] Requests =
        ["application/x-www-form-urlencoded", "application/json", "application/xml", "text/xml"];

    private static readonly string[] Plain = ["application/json", "text/csv", "text/tab-separated-values"];

    /// <summary>The first is the one to recommend.</summary>
    public static IReadOnlyList<string> Of(FeedFormat format) => format switch
    {
        FeedFormat.CloudEvents => Events,
        FeedFormat.Cap => Alerts,
        FeedFormat.Open311 => Requests,
        FeedFormat.Mapped => Plain,
        FeedFormat.NgsiLd or FeedFormat.NgsiV2 or FeedFormat.Iudx or FeedFormat.SensorThings => Json,
        _ => throw new UnreachableException($"No media types for {format}."),
    };

    /// <summary>Null where the body may be read.</summary>
    public static RequestProblem? Problem(HttpRequest request, IReadOnlyList<string> wanted)
    {
        var names = string.Join(", ", wanted);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType is not { } name)
            return Unwanted($"Say what the body is: send a Content-Type of {names}.");
        var lower = name.ToLowerInvariant();
        if (!wanted.Contains(lower)) return Unwanted($"A body of this Content-Type is not taken. Send {names}.");
        var isUtf8 = type.CharSet is not { } charset
            || charset.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
        return isUtf8 || lower.EndsWith("xml", StringComparison.Ordinal)
            ? null
            : Unwanted("It is sent in UTF-8. Leave out the charset, or convert the text.");
    }

    private static RequestProblem Unwanted(Sentence said) =>
        new(StatusCodes.Status415UnsupportedMediaType, SignalRefusals.MediaType, said);
}
