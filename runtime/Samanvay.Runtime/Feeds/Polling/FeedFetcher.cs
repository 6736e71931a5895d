using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Samanvay.Runtime.Feeds.Polling;

/// <summary>Fetches what a feed's address leads to, within bounds, and nothing from networks that are not meant to be
/// reached.</summary>
/// <remarks>The address is judged when the connection is made, so that a name that leads elsewhere at the second look
/// gains nothing; and every redirection is judged anew. Nothing is unpacked.</remarks>
public sealed class FeedFetcher : IDisposable
{
    private readonly FetchSettings _settings;
    private readonly HttpClient _client;

    public FeedFetcher(FetchSettings settings, HttpMessageHandler? handler = null)
    {
        _settings = settings;
        _client = new HttpClient(handler ?? Handler(settings)) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Samanvay", "1"));
    }

    internal async Task<Fetched> GetAsync(FetchRequest request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_settings.Timeout);
        try
        {
            return await FollowAsync(request, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new FetchException("It did not answer in time.");
        }
        catch (HttpRequestException failure)
        {
            throw failure.InnerException as FetchException
                ?? new FetchException($"It can not be reached: {failure.Message}");
        }
        catch (IOException failure)
        {
            throw new FetchException($"Its answer ended before it was whole: {failure.Message}");
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<Fetched> FollowAsync(FetchRequest request, CancellationToken cancellation)
    {
        var address = request.Address;
        for (var redirects = 0; redirects <= _settings.RedirectsMax; redirects++)
        {
            Check(address);
            using var message = new HttpRequestMessage(HttpMethod.Get, address);
            if (request.ETag is { } tag) message.Headers.TryAddWithoutValidation("If-None-Match", tag);
            if (request.LastModified is { } at) message.Headers.TryAddWithoutValidation("If-Modified-Since", at);
            using var response = await _client.SendAsync(
                message, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (Onward(response, address) is { } next)
            {
                address = next;
                continue;
            }

            return await ReadAsync(response, address, cancellation);
        }

        throw new FetchException("It leads from one address to the next. Enter the last of them.");
    }

    private async Task<Fetched> ReadAsync(
        HttpResponseMessage response, Uri address, CancellationToken cancellation)
    {
        if (response.StatusCode == HttpStatusCode.NotModified) return new Fetched(address, null, null);
        if (!response.IsSuccessStatusCode)
        {
            throw new FetchException(string.Create(
                CultureInfo.InvariantCulture, $"It answers with status {(int)response.StatusCode}."))
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }

        var body = await BodyAsync(response, cancellation);
        return new Fetched(address, body, response.Content.Headers.ContentType?.ToString())
        {
            ETag = response.Headers.ETag?.ToString(),
            LastModified = response.Content.Headers.LastModified?.ToString("R", CultureInfo.InvariantCulture),
        };
    }

    private async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int count; (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + count > _settings.BytesMax)
            {
                throw new FetchException(string.Create(
                    CultureInfo.InvariantCulture, $"Its answer is longer than {_settings.BytesMax} bytes."));
            }

            body.Write(buffer, 0, count);
        }

        return body.ToArray();
    }

    private static Uri? Onward(HttpResponseMessage response, Uri address) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    private void Check(Uri address)
    {
        var isPlain = address.Scheme == Uri.UriSchemeHttp && address.IsLoopback
            && _settings.AllowedHosts.Contains(address.Host);
        if (address.Scheme != Uri.UriSchemeHttps && !isPlain)
            throw new FetchException("Only addresses with https:// are fetched.");
        if (address.UserInfo.Length > 0)
            throw new FetchException("An address with a password in it is not fetched: everybody could read it.");
    }

    private static SocketsHttpHandler Handler(FetchSettings settings) => new()
    {
        AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false,
        UseProxy = false, MaxResponseHeadersLength = 32, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, cancellation) => ConnectAsync(settings, context.DnsEndPoint, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(
        FetchSettings settings, DnsEndPoint host, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellation);
        var isAllowed = settings.AllowedHosts.Contains(host.Host.Trim('[', ']'));
        if (!isAllowed && !Array.TrueForAll(addresses, FetchSettings.IsPublic))
        {
            throw new FetchException(
                $"{host.Host} lies in a private network. Who runs the server must allow it (Feeds:AllowedHosts).");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

internal sealed record FetchRequest(Uri Address)
{
    public string? ETag { get; init; }

    public string? LastModified { get; init; }
}

/// <param name="Address">Where it was found in the end; what it points to is relative to that.</param>
/// <param name="Body">Absent where nothing has changed since the last time.</param>
internal sealed record Fetched(Uri Address, byte[]? Body, string? ContentType)
{
    public string? ETag { get; init; }

    public string? LastModified { get; init; }
}

/// <summary>Why something was not fetched, in words for who looks after the feed.</summary>
internal sealed class FetchException(string message) : Exception(message)
{
    public TimeSpan? RetryAfter { get; init; }
}
