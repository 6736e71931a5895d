using NodaTime;
using Samanvay.Adapters;
using Samanvay.Adapters.Cap;
using Samanvay.Adapters.CloudEvents;
using Samanvay.Adapters.Iudx;
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
        var body = File.ReadAllBytes(Path.Combine(folder, file));
        var (type, adapter) = WayOf(file, body);
        return new(new Incoming(body, type, Arrival), adapter);
    }

    public Reading Read() => Adapter(Message);

    private static (string Type, Func<Incoming, Reading> Adapter) WayOf(string file, byte[] body) =>
        file.Split('/')[0] switch
        {
            "cap" => ("application/cap+xml", CapReader.Read),
            // One event is an object, several are a list: each has its own content type.
            "cloudevents" when body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'[', ..] =>
                ("application/cloudevents-batch+json", CloudEventReader.Read),
            "cloudevents" => ("application/cloudevents+json", CloudEventReader.Read),
            "open311" => (
                Path.GetExtension(file) == ".xml" ? "text/xml; charset=utf-8" : "application/json; charset=utf-8",
                Open311Reader.Read),
            "iudx" => ("application/json", IudxReader.Read),
            "sensorthings" => ("application/json", SensorThingsReader.Read),
            // The data models come in both: .jsonld is NGSI-LD, .json is NGSI v2; only NGSI-LD has GeoJSON.
            "smart-data-models" or "saref" when Path.GetExtension(file) == ".json"
                && !file.Contains("geojson", StringComparison.Ordinal) => ("application/json", NgsiV2Reader.Read),
            _ => (
                Path.GetExtension(file) == ".jsonld" ? "application/ld+json" : "application/json", NgsiLdReader.Read),
        };
}
