using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Engine.Situations.Windows;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Intake;

namespace Samanvay.Benchmarks.Situations;

/// <summary>
/// A city of sensors and rules: every sensor is judged by one rule, however many rules there are. Of ten rules six look
/// at the last value, two at an average, one at the change in an hour, and one asks for two sensors of its ward.
/// </summary>
internal sealed class SensorCity : IIntakeContexts
{
    public const int Sensors = 100_000;

    private static readonly Duration Period = Duration.FromMinutes(1);

    private readonly IntakeContext _context;

    public SensorCity(int rules)
    {
        var each = Sensors / rules;
        var devices = Enumerable.Range(0, Sensors).Select(sensor => new IntakeDevice(
            Name(sensor), Name(sensor), Signal(sensor / each), "m", PlaceOf(sensor))).ToList();
        var sites = Enumerable.Range(0, rules).Select(rule => new RuleSites(
            Rule(rule), ImmutableSortedDictionary<string, ImmutableArray<Site>>.Empty.Add(
                Signal(rule),
                [
                    .. Enumerable.Range(rule * each, each)
                        .Select(sensor => new Site(Name(sensor), PlaceOf(sensor))),
                ])));
        _context = new IntakeContext(
            devices.ToImmutableSortedDictionary(device => device.Id, device => device, StringComparer.Ordinal),
            SituationIndex.Of([.. sites]));
    }

    public static string Name(int sensor) => string.Create(CultureInfo.InvariantCulture, $"sensor-{sensor:000000}");

    public ValueTask<IntakeContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    private static string Signal(int rule) => string.Create(CultureInfo.InvariantCulture, $"level-{rule:00000}");

    // Two stand side by side.
    private static Place PlaceOf(int sensor) =>
        new(string.Create(CultureInfo.InvariantCulture, $"w{sensor / 2}"), null, null, null);

    private static SituationRule Rule(int number)
    {
        var rule = new SituationRule
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"rule-{number:00000}"), Signal = Signal(number),
            Unit = "m", Levels = [new("moderate", 4m, 3.5m, 3), new("high", 5m, 4.5m, 1)], ForReadings = 2,
            StaleAfter = Duration.FromDays(2), Plausible = new Plausibility(-1m, 50m, 3000m),
        };
        return (number % 10) switch
        {
            6 or 7 => rule with { Measure = Measure.In(MeasureKind.Avg, Duration.FromMinutes(10), Period) },
            8 => rule with { Measure = Measure.In(MeasureKind.Delta, Duration.FromHours(1), Period) },
            9 => rule with { Key = SituationKey.Ward, Quorum = new Quorum(2, 2) },
            _ => rule,
        };
    }
}
