using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Samanvay.Benchmarks.Live;

/// <summary>Sends readings to the server's intake, each as one CloudEvent in a request of its own.</summary>
internal sealed class Gateway : IDisposable
{
    // As many as a city has gateways, and enough that none waits for another.
    private const int ConnectionsMax = 256;

    private static readonly MediaTypeHeaderValue Structured = new("application/cloudevents+json");

    private readonly string _source;
    private readonly HttpClient _client;
    private long _sent;

    /// <param name="source">Its events are told from those of other gateways by this.</param>
    public Gateway(string address, string source)
    {
        _source = source;
        _client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = ConnectionsMax,
            UseCookies = false,
        })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    /// <summary>Returns when the answer is there: then the reading is on the disk.</summary>
    public async Task<HttpStatusCode> SendAsync(string key, string device, double value)
    {
        var id = Interlocked.Increment(ref _sent);
        var time = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        var body = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"specversion":"1.0","type":"reading","source":"{{{_source}}}","id":"{{{id}}}","subject":"{{{device}}}",
             "time":"{{{time}}}","data":{"value":{{{value:0.00}}}}}
            """);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/signals")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = Structured;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    public void Dispose() => _client.Dispose();
}
