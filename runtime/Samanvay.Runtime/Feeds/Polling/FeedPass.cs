using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.SensorThings;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>One time of fetching a feed: its address, and what that points to.</summary>
internal sealed class FeedPass(FeedPollerParts parts, Feed feed)
{
    // What is left is fetched the next time.
    private const int LinksMax = 50;
    private const int PagesMax = 20;

    // The feeds of all cities wait for the slowest server, and nobody else fetches this one meanwhile.
    private static readonly Duration Longest = Duration.FromMinutes(2);

    // Servers put requests into their lists some time after they were made.
    private static readonly Duration Overlap = Duration.FromHours(1);

    private readonly Instant _until = parts.Host.GetCurrentInstant() + Longest;

    private bool IsLate => parts.Host.GetCurrentInstant() >= _until;

    public async Task<Polled> RunAsync(PollState state, CancellationToken cancellation) => feed.Format switch
    {
        FeedFormat.Cap => await IndexAsync(state, cancellation),
        FeedFormat.SensorThings => new Polled(await PagesAsync(state, cancellation)),
        FeedFormat.Open311 => new Polled(await RequestsAsync(state, cancellation)),
        _ => new Polled(await WholeAsync(state, cancellation)),
    };

    private async Task<PollState> WholeAsync(PollState state, CancellationToken cancellation)
    {
        var fetched = await GetAsync(state, new Uri(state.Address), cancellation);
        if (fetched.Body is null) return state;
        await TakeAsync(state, fetched, cancellation);
        return Marked(state, fetched);
    }

    // Links lead to alerts by what they are, not by how they end.
    private async Task<Polled> IndexAsync(PollState state, CancellationToken cancellation)
    {
        var fetched = await GetAsync(state, new Uri(state.Address), cancellation);
        if (fetched.Body is null) return new Polled(state);
        await TakeAsync(state, fetched, cancellation);
        var seen = state.Seen.ToHashSet(StringComparer.Ordinal);
        var links = CapReader.Read(Content(state, fetched)).Items.OfType<CapLink>()
            .Where(link => !seen.Contains(NameOf(link))).ToList();
        FetchException? failed = null;
        var left = links.Count;
        foreach (var link in links.Take(LinksMax))
        {
            if (IsLate) break;
            left--;
            try
            {
                if (Uri.TryCreate(fetched.Address, link.Address, out var address))
                {
                    var alert = await parts.Fetcher.GetAsync(new FetchRequest(address), cancellation);
                    await TakeAsync(state, alert, cancellation);
                }

                state = state.With(NameOf(link));
            }
            catch (FetchException failure)
            {
                // One that is gone must not hold up the others.
                failed = failure;
            }
        }

        // As long as something is left, the index must be read again though it has not changed.
        var isWhole = failed is null && left == 0;
        return new Polled(isWhole ? Marked(state, fetched) : state with { ETag = null, LastModified = null })
        {
            Failure = failed,
        };
    }

    private static string NameOf(CapLink link) => $"{link.Key.Id} {link.Address}";

    // OGC 18-088, section 9.3.5: the next page; what was there before says that the rest is known.
    private async Task<PollState> PagesAsync(PollState state, CancellationToken cancellation)
    {
        var first = Newest(new Uri(state.Address));
        var address = state.Cursor is { } cursor ? Within(first, cursor) : first;
        Fetched? start = null;
        for (var page = 0; page < PagesMax && !(page > 0 && IsLate); page++)
        {
            var fetched = await GetAsync(state, address, cancellation);
            if (fetched.Body is null) return state;
            start ??= fetched;
            var lines = await TakeAsync(state, fetched, cancellation);
            if (!lines.Any(line => line.Outcome == FeedOutcome.Taken) || NextLink(fetched) is not { } next)
                return state.Cursor is null ? Marked(state, start) : state with { Cursor = null };
            address = Within(first, next.AbsoluteUri);
        }

        return state with { Cursor = address.AbsoluteUri, ETag = null, LastModified = null };
    }

    // Without an order the newest come last, behind all that is known.
    private static Uri Newest(Uri address) =>
        address.AbsolutePath.EndsWith("/Observations", StringComparison.Ordinal)
        && !Uri.UnescapeDataString(address.Query).Contains("$orderby", StringComparison.OrdinalIgnoreCase)
            ? With(address.AbsoluteUri, "$orderby=phenomenonTime%20desc")
            : address;

    private static Uri? NextLink(Fetched fetched)
    {
        try
        {
            using var document = JsonDocument.Parse(fetched.Body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("@iot.nextLink", out var link)
                && link.ValueKind == JsonValueKind.String
                && Uri.TryCreate(fetched.Address, link.GetString(), out var next) ? next : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Uri Within(Uri first, string next) => new Uri(first, next) is var address
        && address.Host == first.Host && address.Port == first.Port
            ? address
            : throw new FetchException(
                $"It leads to another server, {new Uri(first, next).Host}, which nobody has entered.");

    // GeoReport v2, GET Service Requests: a window in time; pages are an extension that others leave out of account, so
    // a page that tells only what one before it told is the last. What is refused was told as well.
    private async Task<PollState> RequestsAsync(PollState state, CancellationToken cancellation)
    {
        var now = parts.Time.Now(state.City);
        var window = state.Cursor is { } cursor ? $"start_date={Uri.EscapeDataString(cursor)}" : null;
        var told = new HashSet<string>(StringComparer.Ordinal);
        for (var page = 1; page <= PagesMax; page++)
        {
            // Then the same window is asked for again: what was taken of it is known.
            if (page > 1 && IsLate) return state with { ETag = null, LastModified = null };
            var turn = page == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"page={page}");
            var fetched = await GetAsync(state, With(state.Address, window, turn), cancellation);
            var lines = await TakeAsync(state, fetched, cancellation);
            var before = told.Count;
            told.UnionWith(lines.Select(line => line.Id ?? line.Place));
            if (told.Count == before) break;
        }

        return state with { Cursor = InstantPattern.General.Format(now - Overlap), ETag = null, LastModified = null };
    }

    private static Uri With(string address, params string?[] parameters)
    {
        var more = string.Join('&', parameters.OfType<string>());
        if (more.Length == 0) return new Uri(address);
        return new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{more}");
    }

    private Task<Fetched> GetAsync(PollState state, Uri address, CancellationToken cancellation)
    {
        var isFirst = address == Newest(new Uri(state.Address));
        return parts.Fetcher.GetAsync(
            new FetchRequest(address)
            {
                ETag = isFirst ? state.ETag : null, LastModified = isFirst ? state.LastModified : null,
            }, cancellation);
    }

    private async Task<ImmutableArray<FeedLine>> TakeAsync(
        PollState state, Fetched fetched, CancellationToken cancellation)
    {
        if (fetched.Body is null) return [];
        var message = new FeedMessage(
            state.City, feed.Id, FeedMessage.SenderOf(feed.Id), Content(state, fetched));
        return await parts.Inlet.TakeAsync(message, cancellation) switch
        {
            FeedAnswered answered => answered.Lines,
            FeedBusy => throw new FetchException("The server is too busy to take it in. It is fetched again soon."),
            _ => [],
        };
    }

    private Incoming Content(PollState state, Fetched fetched) =>
        new(fetched.Body, fetched.ContentType, parts.Time.Now(state.City))
        {
            // A page of observations tells its datastream only in its address, as MQTT does in the topic.
            Headers = feed.Format == FeedFormat.SensorThings
                ? Incoming.NoHeaders.Add(SensorThingsReader.TopicHeader, fetched.Address.AbsolutePath)
                : Incoming.NoHeaders,
        };

    private static PollState Marked(PollState state, Fetched fetched) =>
        state with { ETag = fetched.ETag, LastModified = fetched.LastModified };
}

/// <param name="State">As far as it came.</param>
internal sealed record Polled(PollState State)
{
    /// <summary>Of a part that could not be fetched.</summary>
    public FetchException? Failure { get; init; }
}
