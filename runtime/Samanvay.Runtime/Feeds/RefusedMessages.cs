using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Extensions;
using Samanvay.Adapters;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Feeds.Requests;
using Samanvay.Runtime.Intake;

namespace Samanvay.Runtime.Feeds;

/// <summary>Keeps the messages of which something was refused. A sender that is wrong all the time is not let fill the
/// database: what comes too often is counted only.</summary>
public sealed partial class RefusedMessages(IFeedStore store, RefusedLimits limits, TimeProvider host)
{
    private const int TextMax = 1024;

    private readonly RefusedPaces _paces = new(limits);

    internal async ValueTask KeepAsync(
        FeedPlan plan, FeedMessage message, ImmutableArray<FeedLine> lines, CancellationToken cancellation)
    {
        var refused = lines.Where(line => line.Outcome == FeedOutcome.Refused).ToList();
        var at = message.Content.ReceivedAt;
        if (refused.Count == 0 || !_paces.Takes(message.City, message.Feed, Now, at)) return;
        var body = BodyOf(plan, message.Content);
        // Of what was not read, what was wrong with it tells one from another.
        var mark = message.UnreadSize is null ? body : Encoding.UTF8.GetBytes(refused[0].Problem!.Code);
        if (plan.Feed.Format == FeedFormat.Open311) mark = [.. mark, .. FormNumber.MarkOf(at)];
        var kept = new RefusedMessage(message.City, message.Feed, IdOf(message, mark), message.Sender)
        {
            ReceivedAt = at,
            LastAt = at,
            Key = message.Key,
            ContentType = Bounded(message.Content.ContentType),
            Headers = HeadersOf(message.Content),
            Body = body.Length <= limits.BodyMax ? body : body[..limits.BodyMax],
            Size = message.UnreadSize ?? body.Length,
            KeptSize = Math.Min(body.Length, limits.BodyMax),
            Problems = [.. refused.Take(limits.ProblemsMax).Select(line => PartOf(line, plan.Feed))],
            ProblemCount = refused.Count,
        };
        await store.KeepAsync(kept, NamesOf(plan, message, refused, at), limits, cancellation);
    }

    internal Instant Now => host.GetCurrentInstant();

    internal ImmutableArray<UnkeptRefusals> UnkeptOf(CityId city) => _paces.Of(city, Now);

    internal RefusedMessage StillRefused(RefusedMessage message, ImmutableArray<FeedLine> lines, Feed feed)
    {
        var refused = lines.Where(line => line.Outcome == FeedOutcome.Refused).ToList();
        return message with
        {
            Problems = [.. refused.Take(limits.ProblemsMax).Select(line => PartOf(line, feed))],
            ProblemCount = refused.Count,
        };
    }

    private static RefusedPart PartOf(FeedLine line, Feed feed) =>
        new(line.Problem!.Code, line.Problem.Clause, Bounded(line.Problem.Message)!, Bounded(line.Place)!)
        {
            Device = Bounded(line.Device),
            Property = Bounded(line.Property),
            Standard = feed.Format.ToString(),
            // A part of a template would be none.
            Template = line.Problem.Said.Template is { Length: <= TextMax } template ? template : null,
            Values = [.. line.Problem.Said.Values.Select(value => Bounded(value.ToString())!)],
        };

    private static List<UnboundName> NamesOf(
        FeedPlan plan, FeedMessage message, IEnumerable<FeedLine> refused, Instant at) =>
    [
        .. from line in refused
           where !plan.NamesDevices && line is { Device: { } device, Property: not null, Target: null }
               && line.Problem!.Code == SignalRefusals.UnknownDevice
               && ObservationInlet.AreNames(line.Device!, line.Property!)
           group line by (line.Device!, line.Property!) into same
           select new UnboundName(message.City, message.Feed, same.Key.Item1, same.Key.Item2)
           {
               Sender = message.Sender,
               Unit = same.Last().Unit,
               LastValue = same.Last().Value,
               FirstAt = at,
               LastAt = at,
               Count = same.Count(),
           },
    ];

    // What a form says of the sender's own key to another office is nobody's to read here.
    private static byte[] BodyOf(FeedPlan plan, Incoming content) => plan.Feed.Format == FeedFormat.Open311
        ? Encoding.Latin1.GetBytes(ApiKey().Replace(Encoding.Latin1.GetString(content.Body.Span), "$1"))
        : content.Body.ToArray();

    private static string IdOf(FeedMessage message, byte[] mark)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{message.Sender}\n{message.Content.ContentType}\n"));
        foreach (var (name, value) in HeadersOf(message.Content))
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}:{value}\n"));
        hash.AppendData(mark);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    // Only what a reader of the message asks for; everything else could be a secret.
    private static ImmutableSortedDictionary<string, string> HeadersOf(Incoming content) =>
        content.Headers.Where(header => FeedHeaders.AreRead(header.Key)).ToImmutableSortedDictionary(
            header => header.Key.ToLowerInvariant(), header => Bounded(header.Value)!, StringComparer.Ordinal);

    private static string? Bounded(string? text) => text is { Length: > TextMax } ? text[..TextMax] : text;

    [GeneratedRegex("((?:^|&)api_key=)[^&]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApiKey();
}

/// <summary>The headers that readers of messages ask for.</summary>
public static class FeedHeaders
{
    private const string Events = "ce-";

    public static bool AreRead(string name) => name.StartsWith(Events, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Adapters.SensorThings.SensorThingsReader.TopicHeader, StringComparison.OrdinalIgnoreCase);
}
