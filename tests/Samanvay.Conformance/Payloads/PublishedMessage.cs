using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Adapters.NgsiLd;
using Samanvay.Adapters.NgsiV2;
using Samanvay.Adapters.Open311;
using Samanvay.Adapters.SensorThings;

namespace Samanvay.Conformance.Payloads;

/// <summary>A file as if it had just arrived, with the content type that its standard gives it.</summary>
internal sealed record PublishedMessage(Incoming Message, Func<Incoming, Reading> Adapter)
{
    private static readonly Instant Arrival = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static PublishedMessage Read(string folder, string file)
    {
        var (type, adapter) = WayOf(file);
        return new(new Incoming(File.ReadAllBytes(Path.Combine(folder, file)), type, Arrival), adapter);
    }

    public Reading Read() => Adapter(Message);

    private static (string Type, Func<Incoming, Reading> Adapter) WayOf(string file) => file.Split('/')[0] switch
    {
        "cap" => ("application/cap+xml", CapReader.Read),
        // One event is an object, several are a list: each has its own content type.
        "cloudevents" when file.EndsWith("/07.json", StringComparison.Ordinal)
            || file.EndsWith("/08.json", StringComparison.Ordinal) =>
            ("application/cloudevents-batch+json", CloudEventReader.Read),
        "cloudevents" => ("application/cloudevents+json", CloudEventReader.Read),
        "open311" => (
            Path.GetExtension(file) == ".xml" ? "text/xml; charset=utf-8" : "application/json; charset=utf-8",
            Open311Reader.Read),
        "sensorthings" => ("application/json", SensorThingsReader.Read),
        // The data models come in both: .jsonld is NGSI-LD, .json is NGSI v2; only NGSI-LD has GeoJSON.
        "smart-data-models" or "saref" when Path.GetExtension(file) == ".json"
            && !file.Contains("geojson", StringComparison.Ordinal) => ("application/json", NgsiV2Reader.Read),
        _ => (
            Path.GetExtension(file) == ".jsonld" ? "application/ld+json" : "application/json", NgsiLdReader.Read),
    };
}
