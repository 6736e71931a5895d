using System.Text.RegularExpressions;
using Samanvay.Adapters.Places;
using Samanvay.Adapters.Text;

namespace Samanvay.Adapters.SensorThings;

/// <summary>What is known of the datastream that observations belong to (18-088, section 8.2.4).</summary>
/// <param name="Id">Its number or name on its server; absent where nothing tells it.</param>
/// <param name="Property">What it observes, in the server's words.</param>
/// <param name="Unit">The symbol of its unit, which the standard wants in UCUM.</param>
internal sealed partial record Datastream(string? Id, string Property, string? Unit, GeoPoint? Location, string? Server)
{
    public static readonly Datastream Unknown = new(null, "", null, null, null);

    /// <summary>An observation's number is unique on its server; one without a server, within its datastream.</summary>
    public string Source => $"{Server ?? "sensorthings"}/Datastreams({Id ?? ""})";

    public static Datastream Read(JsonPlace place, Datastream outer) => new(
        place["@iot.id"]?.TextOrNumber ?? place.TextOf("name") ?? outer.Id,
        place["ObservedProperty"]?.TextOf("name") ?? outer.Property,
        place["unitOfMeasurement"]?.TextOf("symbol") is { Length: > 0 } symbol ? symbol : outer.Unit,
        outer.Location,
        ServerOf(place.TextOf("@iot.selfLink")) ?? outer.Server);

    /// <summary>An observation that is not inside its datastream may still name it by a link.</summary>
    public Datastream LinkedBy(JsonPlace item)
    {
        var link = item.TextOf("Datastream@iot.navigationLink");
        var own = item.TextOf("@iot.selfLink");
        return this with { Id = IdOfTopic(link) ?? Id, Server = ServerOf(link) ?? ServerOf(own) ?? Server };
    }

    /// <summary>The link to the next page repeats what was asked for, and so which datastream it was.</summary>
    public Datastream OfPage(JsonPlace page)
    {
        var next = page.TextOf("@iot.nextLink");
        return this with { Id = IdOfTopic(next) ?? Id, Server = ServerOf(next) ?? Server };
    }

    /// <summary>The id in <c>v1.1/Datastreams(42)/Observations</c>.</summary>
    public static string? IdOfTopic(string? topic) =>
        topic is not null && Named().Match(topic) is { Success: true } match
            ? match.Groups["id"].Value.Trim('\'')
            : null;

    private static string? ServerOf(string? link) =>
        link is not null && Root().Match(link) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"Datastreams\((?<id>[^)]{1,200})\)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^https?://[^\s]{1,400}?/v1\.[01](?=/)")]
    private static partial Regex Root();
}
