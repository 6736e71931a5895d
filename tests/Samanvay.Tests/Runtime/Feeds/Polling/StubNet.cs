using System.Net;
using System.Net.Http.Headers;

namespace Samanvay.Tests.Runtime.Feeds.Polling;

/// <summary>The net as far as a test needs it: what lies at which address.</summary>
internal sealed class StubNet : HttpMessageHandler
{
    private readonly Dictionary<string, (string Body, string Type)> _pages = [];

    public List<string> Asked { get; } = [];

    /// <summary>Answers instead of the pages, where it answers at all.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Otherwise { get; set; } = static _ => null;

    public void Put(string address, string body, string type) => _pages[address] = (body, type);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.ToString();
        lock (Asked) Asked.Add(address);
        return Task.FromResult(Otherwise(request) ?? Answer(request, address));
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string address)
    {
        if (!_pages.TryGetValue(address, out var page)) return new HttpResponseMessage(HttpStatusCode.NotFound);
        var tag = new EntityTagHeaderValue($"\"{page.Body.Length}\"");
        if (request.Headers.IfNoneMatch.Contains(tag)) return new HttpResponseMessage(HttpStatusCode.NotModified);
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(page.Body) };
        answer.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(page.Type);
        answer.Headers.ETag = tag;
        return answer;
    }
}
