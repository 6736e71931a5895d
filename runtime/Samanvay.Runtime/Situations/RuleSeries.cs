using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Simulation;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Routing;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Cities;
using Samanvay.Runtime.Clock;
using Samanvay.Runtime.Intake;
using Samanvay.Runtime.Playbooks;
using Samanvay.Runtime.Ports;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Series;

namespace Samanvay.Runtime.Situations;

/// <summary>Finds the readings that a rule is tried on: a device's own, a table's, a scenario's.</summary>
public sealed class RuleSeries(CitySnapshots cities, SeriesReader series, IPlaybookStore playbooks, CityTime time)
{
    private const string Scenarios = "scenarios/";

    public Instant Now(CityId city) => time.Now(city);

    /// <summary>The series of the scenarios in the playbooks that hold a procedure.</summary>
    public async Task<ImmutableArray<RuleRecording>> RecordingsAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation) =>
    [
        .. from scenario in await ScenariosAsync(city, procedure, cancellation)
           from key in scenario.Read.Readings.Select(reading => (reading.Signal, reading.Key)).Distinct()
           select new RuleRecording(scenario.Playbook, scenario.File, scenario.Read.Name, key.Key)
           {
               Signal = key.Signal,
           },
    ];

    public async Task<Answer<TrialSeries>> ReadAsync(
        CityId city, RuleBench bench, (SituationRule Rule, TrialSource Source) wish, CancellationToken cancellation)
    {
        if (await cities.FindAsync(city, cancellation) is not { } snapshot) return new NotFound("city", city.Value);
        return wish.Source switch
        {
            DeviceSource device => await OfDeviceAsync(snapshot, bench, (wish.Rule, device), cancellation),
            TableSource table => OfTable(snapshot, table),
            RecordingSource recording => await OfRecordingAsync(city, bench, (wish.Rule, recording), cancellation),
            _ => new NotFound("series", ""),
        };
    }

    private static Answer<TrialSeries> OfTable(CitySnapshot city, TableSource table)
    {
        var read = RecordedSeries.Read(table.Csv, table.Name, city.Zone, table.Column);
        return read.Value is { } recorded ? recorded : new HasProblems(read.Problems);
    }

    private async Task<Answer<TrialSeries>> OfRecordingAsync(
        CityId city, RuleBench bench, (SituationRule Rule, RecordingSource Source) wish, CancellationToken cancellation)
    {
        if (bench.Recordings.FirstOrDefault(one => one.Id == wish.Source.Id) is not { } recording)
            return new NotFound("recording", wish.Source.Id);
        var found = (await ScenariosAsync(city, bench.Draft.Id, cancellation))
            .FirstOrDefault(one => one.Playbook == recording.Playbook && one.File == recording.File);
        if (found.Read is not { } scenario) return new NotFound("recording", wish.Source.Id);
        var inputs = InputsBySignal(wish.Rule);
        var readings =
            from reading in scenario.Readings
            where reading.Key == recording.Key || reading.Signal != wish.Rule.Signal
            from input in inputs[reading.Signal]
            select new Observation(recording.Key, $"{reading.Signal} {reading.Key}", reading.At, reading.Value)
            {
                Input = input.Name,
            };
        return new TrialSeries(recording.Name, Newest(readings, out var isCut))
        {
            From = scenario.Start, Until = scenario.Until, IsCut = isCut,
        };
    }

    private async Task<Answer<TrialSeries>> OfDeviceAsync(
        CitySnapshot city, RuleBench bench, (SituationRule Rule, DeviceSource Source) wish,
        CancellationToken cancellation)
    {
        var (rule, (id, length)) = wish;
        var index = SituationIndex.Of([IntakeContexts.SitesOf(city, bench.Draft.Id, rule)]);
        if (!city.Setup.Devices.TryGetValue(id, out var device) || device.Signal != rule.Signal)
            return new NotFound("device", id);
        // A device that the procedure does not read is tried alone.
        var own = index.RoutesOf(id).FirstOrDefault(route => route.Input is null) ?? new Route(rule, id);
        var until = time.Now(city.City.Id);
        var span = new Interval(until - LengthOf(length), until);
        var parts = new List<TrialPart>();
        foreach (var (other, route) in
            from other in city.Setup.Devices.Values
            from route in other == device ? [own] : index.RoutesOf(other.Id.Value)
            where route.Key == own.Key
            select (other, route))
        {
            parts.Add(new(other, route, await series.ReadingsAsync(
                city.City.Id, Known(other), span, RuleTrial.ReadingsMax, cancellation))
            {
                Unit = rule.SourceOf(route.Input)!.Unit,
            });
        }

        var perHour = TrialPart.PerHour(parts);
        var newest = Newest(parts.SelectMany(part => part.Observations(span, perHour)), out var isLong);
        return new TrialSeries(device.Name, newest)
        {
            From = span.Start, Until = until, KeptFrom = parts.Max(part => part.Read.KeptFrom),
            IsCut = isLong || parts.Exists(part => part.Read.IsCut),
            IsThinned = parts.Exists(part => part.Read.Hours.Any(hour => hour.Summary.Count > perHour)),
        };
    }

    private async Task<ImmutableArray<(string Playbook, string File, Scenario Read)>> ScenariosAsync(
        CityId city, ProcedureId procedure, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<(string, string, Scenario)>();
        foreach (var stored in await playbooks.ListAsync(city, cancellation))
        {
            var playbook = PlaybookFile.Open(stored);
            if (!playbook.Procedures.ContainsKey(procedure.Value)) continue;
            var tables = playbook.Files.In(Scenarios).Where(path => path.EndsWith(".csv", StringComparison.Ordinal))
                .ToDictionary(path => path[Scenarios.Length..], path => playbook.Files.Text(path) ?? "");
            foreach (var path in playbook.Files.In(Scenarios))
            {
                if (!path.EndsWith(".json", StringComparison.Ordinal)) continue;
                if (ScenarioReader.Read(playbook.Files.Text(path)!, tables).Value is { } scenario
                    && scenario.Procedure == procedure.Value)
                {
                    found.Add(($"{stored.Id} {stored.Version}", path[Scenarios.Length..], scenario));
                }
            }
        }

        return found.ToImmutable();
    }

    private static ILookup<string, SituationInput> InputsBySignal(SituationRule rule) =>
        rule.Inputs.Append(new SituationInput { Signal = rule.Signal, Unit = rule.Unit })
            .ToLookup(input => input.Signal, StringComparer.Ordinal);

    private static ImmutableArray<Observation> Newest(IEnumerable<Observation> readings, out bool isCut)
    {
        var all = readings.OrderBy(reading => reading.At).ToList();
        isCut = all.Count > RuleTrial.ReadingsMax;
        return [.. all.Skip(Math.Max(0, all.Count - RuleTrial.ReadingsMax))];
    }

    private static IntakeDevice Known(Device device) => new(
        device.Id.Value, device.Name, device.Signal, device.Unit, Engine.Incidents.Place.Unknown);

    private static Duration LengthOf(TrialSpan span) => Duration.FromDays(span switch
    {
        TrialSpan.Day => 1,
        TrialSpan.Week => 7,
        TrialSpan.Month => 31,
        _ => 366,
    });
}
