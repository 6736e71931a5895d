using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the control room's screen.</summary>
internal sealed class LiveBoard(IViewStore store, DeviceBoard devices)
{
    private const int ClosedMax = 20;

    private readonly ConditionalWeakTable<CitySnapshot, string> _wards = [];

    public async Task<LiveView> OfAsync(ViewScene scene, CancellationToken cancellation)
    {
        var city = scene.Asker.City;
        var open = await IncidentLines.SeenAsync(
            scene, store, await store.OpenIncidentsAsync(city, cancellation), cancellation);
        var closed = await IncidentLines.SeenAsync(
            scene, store, await store.ClosedIncidentsAsync(city, ClosedMax, cancellation), cancellation);
        var lines = await IncidentLines.ReadAsync(scene, store, open, cancellation);
        return new LiveView
        {
            Clock = scene.Clock,
            IsSample = scene.City.City.Mode == CityMode.Sample,
            Open = await RingAsync(scene, IncidentLines.InOrder(open.Select(lines.Of)), cancellation),
            Closed = [.. closed.Select(lines.Of)],
            Wards = _wards.GetValue(scene.City, Wards),
            HasWards = !scene.City.Setup.Wards.IsEmpty,
            Devices = AccessPolicy.Allows(scene.Asker, FrontDoorOperation.ViewDevices, city)
                ? await devices.OfAsync(scene, cancellation) : [],
        };
    }

    // Few incidents are so grave, so their states may be read for it.
    private async Task<ImmutableArray<IncidentLine>> RingAsync(
        ViewScene scene, IEnumerable<IncidentLine> open, CancellationToken cancellation)
    {
        var lines = ImmutableArray.CreateBuilder<IncidentLine>();
        var person = AccessPolicy.ReachOf(scene.Asker, FrontDoorOperation.AcknowledgeAlarm) == AccessReach.Nothing
            ? null : scene.Asker.Person?.Value;
        foreach (var line in open)
        {
            lines.Add(line with
            {
                Rings = person is not null && line.Severity == IncidentSeverity.S1
                    && await store.StateAsync(scene.Asker.City, line.Id, cancellation) is { } stored
                    && OperationJson.ReadState(stored.State.Span).Incident is { } incident
                    && !incident.AlarmHeardBy.Contains(person),
            });
        }

        return lines.ToImmutable();
    }

    private static string Wards(CitySnapshot city)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", "FeatureCollection");
            writer.WriteStartArray("features");
            foreach (var ward in city.Setup.Wards.Values) Write(writer, ward);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Ward ward)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Feature");
        writer.WriteString("id", ward.Id.Value);
        writer.WriteStartObject("properties");
        writer.WriteString("id", ward.Id.Value);
        writer.WriteString("name", ward.Name);
        writer.WriteEndObject();
        writer.WritePropertyName("geometry");
        writer.WriteRawValue(ward.Geometry);
        writer.WriteEndObject();
    }
}
