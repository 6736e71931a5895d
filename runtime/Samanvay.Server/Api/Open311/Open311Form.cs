using System.Text;
using Samanvay.Adapters;

namespace Samanvay.Server.Api.Open311;

/// <summary>A form that hands in a request, apart from who does it and where.</summary>
/// <param name="Content">Without the key, which nobody keeps, and without the jurisdiction, which is known by
/// then.</param>
internal sealed record Open311Form(Incoming Content, string? ApiKey, string? Jurisdiction, string? Service)
{
    public static Open311Form Of(Incoming content)
    {
        var pairs = Encoding.UTF8.GetString(content.Body.Span).Split('&', StringSplitOptions.RemoveEmptyEntries);
        var named = pairs.Select(pair => (Text: pair, Name: NameOf(pair))).ToList();
        var kept = named.Where(pair => pair.Name is not (Open311Request.Key or Open311Request.Jurisdiction))
            .Select(pair => pair.Text);
        string? Find(string name) => named.Where(pair => pair.Name == name).Select(pair => ValueOf(pair.Text))
            .FirstOrDefault(value => value.Length > 0);
        return new Open311Form(
            content with { Body = Encoding.UTF8.GetBytes(string.Join('&', kept)) }, Find(Open311Request.Key),
            Find(Open311Request.Jurisdiction), Find("service_code"));
    }

    private static string NameOf(string pair) => Plain(pair.Split('=', 2)[0]);

    private static string ValueOf(string pair) => Plain(pair.Split('=', 2).ElementAtOrDefault(1) ?? "");

    private static string Plain(string text) => Uri.UnescapeDataString(text.Replace('+', ' ')).Trim();
}
