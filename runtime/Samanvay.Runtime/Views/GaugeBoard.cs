using System.Collections.Immutable;
using NodaTime;
using Samanvay.Adapters.Measures;
using Samanvay.Engine.Situations;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Views;

/// <summary>Makes the curve of the gauge that an incident is about.</summary>
internal sealed class GaugeBoard(SeriesReader series, IIntakeContexts intake)
{
    private const int ReadingsMax = 50_000;
    private const int PointsMax = 400;

    private static readonly Duration Before = Duration.FromHours(6);

    public async Task<GaugeSeries?> OfAsync(ViewScene scene, OperationHeader incident, CancellationToken cancellation)
    {
        var context = await intake.GetAsync(scene.Asker.City, cancellation);
        if (RuleOf(context, incident.DedupeKey) is not { } rule) return null;
        if (DeviceOf(context, rule, incident) is not { } device) return null;
        var from = (incident.OpenedAt ?? scene.Now) - Before;
        var to = Instant.Max(incident.EndedAt ?? scene.Now, from);
        var read = await series.ReadingsAsync(
            scene.Asker.City, device, new Interval(from, to), ReadingsMax, cancellation);
        var points = read.Points.Select(point => Point(rule, device, point)).OfType<GaugePoint>().ToList();
        return new GaugeSeries(
            device.Id, device.Name, rule.Unit, Thin(points, rule.Direction),
            [.. rule.Levels.Select(level => new GaugeLevel(
                scene.Names.Level(rule.Id, level.Name), level.At, level.Severity))]);
    }

    // The key of an incident is the rule's id, the place and, where episodes are told apart, their number.
    private static SituationRule? RuleOf(IntakeContext context, string? dedupeKey) =>
        dedupeKey?.IndexOf('/') is { } end and > 0 ? context.Find(dedupeKey[..end]) : null;

    private static IntakeDevice? DeviceOf(IntakeContext context, SituationRule rule, OperationHeader incident)
    {
        var place = incident.DedupeKey![(rule.Id.Length + 1)..].Split('/')[0];
        var candidates = context.Devices.Values.Where(device =>
            context.RulesOf(device.Id).Any(each => each.Id == rule.Id));
        return rule.Key switch
        {
            Engine.Situations.SituationKey.Gauge => context.Devices.GetValueOrDefault(place),
            Engine.Situations.SituationKey.Ward => candidates.FirstOrDefault(device =>
                device.Place.Ward == place || device.Id == place),
            Engine.Situations.SituationKey.Asset => candidates.FirstOrDefault(device =>
                device.Place.Asset == place || device.Id == place),
            _ => candidates.FirstOrDefault(),
        };
    }

    private static GaugePoint? Point(SituationRule rule, IntakeDevice device, SeriesPoint point) =>
        point.Value is { } raw && Units.Convert(raw, device.Unit, rule.Unit) is { } value
            ? new GaugePoint(point.At, value) : null;

    /// <summary>The worst of each stretch is kept, so that no peak is lost.</summary>
    private static ImmutableArray<GaugePoint> Thin(List<GaugePoint> points, Direction direction)
    {
        var stretch = (points.Count + PointsMax - 1) / PointsMax;
        return stretch <= 1 ? [.. points] : [.. points.Chunk(stretch).Select(Worst)];

        GaugePoint Worst(GaugePoint[] each) => direction == Direction.Rising
            ? each.MaxBy(point => point.Value) : each.MinBy(point => point.Value);
    }
}
