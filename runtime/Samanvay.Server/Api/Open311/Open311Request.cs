using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds.Requests;

namespace Samanvay.Server.Api.Open311;

/// <summary>What the arguments of a request of GeoReport v2 ask for.</summary>
internal static class Open311Request
{
    public const string Key = "api_key";
    public const string Jurisdiction = "jurisdiction_id";

    private static readonly Duration SpanMax = Duration.FromDays(90);

    /// <summary>An argument that is empty is as one that is not there (GeoReport v2, Optional Arguments).</summary>
    public static string? Argument(HttpContext context, string name) =>
        context.Request.Query[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The query of GET Service Requests, or what is wrong with an argument.</summary>
    public static (RequestQuery? Query, string? Problem) Read(HttpContext context, CityId city, Instant now)
    {
        if (Words(context, "service_request_id") is [_, ..] ids)
            return (new RequestQuery(city) { Ids = ids }, null);
        var (start, end) = (Argument(context, "start_date"), Argument(context, "end_date"));
        if (start is not null && TimeOf(start) is null) return (null, Wrong("start_date"));
        if (end is not null && TimeOf(end) is null) return (null, Wrong("end_date"));
        var statuses = Words(context, "status");
        if (statuses.Any(status => status is not ("open" or "closed"))) return (null, "status is open or closed.");
        var from = start is null ? (Instant?)null : TimeOf(start);
        var until = (end is null ? null : TimeOf(end)) ?? (from is { } first ? first + SpanMax : now);
        return (new RequestQuery(city)
        {
            From = Instant.Max(from ?? until - SpanMax, until - SpanMax),
            Until = until,
            Services = Words(context, "service_code"),
            Statuses = statuses,
        }, null);
    }

    private static ImmutableArray<string> Words(HttpContext context, string name) =>
        [.. (Argument(context, name) ?? "").Split(
            ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(1000)];

    private static Instant? TimeOf(string text) =>
        OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed
            ? parsed.Value.ToInstant()
            : null;

    private static string Wrong(string name) =>
        $"{name} must be a time with its offset, like 2026-07-01T00:00:00Z.";
}
