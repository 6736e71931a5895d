using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Engine.Situations;
using Samanvay.Engine.Situations.Alerts;

namespace Samanvay.Engine.Simulation;

/// <summary>
/// Runs a scenario on the production engine in virtual time: the one runner for drills, try-outs and playbook tests.
/// </summary>
public static class ScenarioRunner
{
    /// <param name="procedure">Planned with the scenario's parameters.</param>
    /// <param name="rules">Bound to the scenario's parameters.</param>
    /// <param name="alerts">The rules about alerts, bound alike.</param>
    /// <param name="calendars">The city's own; without them every hour counts.</param>
    public static ScenarioResult Run(
        Scenario scenario, Procedure procedure, IReadOnlyList<SituationRule> rules,
        IReadOnlyList<AlertRule>? alerts = null, CalendarBook? calendars = null)
    {
        var city = new VirtualCity(Context(scenario, procedure, calendars), scenario.Start);
        var sights = new SightRecorder();
        var crowd = new Crowd(city, scenario);
        var steps = ImmutableArray.CreateBuilder<VirtualStep>();
        city.Observer = step =>
        {
            steps.Add(step);
            sights.Observe(step);
            crowd.Observe(step);
        };
        var teller = new SituationTeller(city, sights);
        var watch = new SituationWatch(rules, teller);
        var warnings = new WarningWatch(alerts ?? [], teller, sights);
        city.OtherTimer = () => Earlier(watch.NextTimer(), warnings.NextTimer());
        foreach (var reading in scenario.Readings)
        {
            city.At(reading.At, () =>
                watch.Observe(reading.Signal, new Observation(reading.Key, reading.Key, reading.At, reading.Value)));
        }

        foreach (var alert in scenario.Alerts)
            city.At(alert.At, () => warnings.Receive(alert));

        foreach (var message in scenario.Messages)
            city.At(message.At, () => Publish(city, message));

        foreach (var start in scenario.Starts)
            city.At(start.At, () => Report(city, procedure, start));

        var isWhole = city.Run(scenario.Until, scenario.StepsMax);
        return new ScenarioResult(
            scenario, ExpectationCheck.Check(scenario, sights.Sights), sights.Sights, steps.ToImmutable(),
            [.. city.Operations])
        {
            IsWhole = isWhole,
        };
    }

    private static OperationContext Context(Scenario scenario, Procedure procedure, CalendarBook? calendars) => new()
    {
        Zone = scenario.Zone,
        Procedures = ImmutableSortedDictionary.Create<string, Procedure>(StringComparer.Ordinal)
            .Add(procedure.Version.Value, procedure),
        InForce = ImmutableSortedDictionary.Create<string, ProcedureVersionId>(StringComparer.Ordinal)
            .Add(procedure.ProcessId, procedure.Version),
        Calendars = calendars ?? CalendarBook.AlwaysOpen,
        Directory = DrillDirectory.For(procedure),
    };

    private static void Report(VirtualCity city, Procedure procedure, ScenarioStart start)
    {
        var kind = procedure.ProcessId;
        var opening = new IncidentOpening(kind, kind, IncidentSeverity.S3, Place.Unknown, DedupeKey: null);
        var id = city.NextOperation();
        city.Submit(id, at => new OpenIncident(
            at, opening, [new ProcedureStart(procedure.Version, start.Message, start.Payload)], By: null));
    }

    private static void Publish(VirtualCity city, ScenarioMessage message)
    {
        foreach (var operation in city.Operations.ToList())
            city.Submit(operation.Id, at => new PublishMessage(at, message.Name, message.Payload, By: null));
    }

    private static (Instant At, Action Fire)? Earlier(
        (Instant At, Action Fire)? one, (Instant At, Action Fire)? other) =>
        one is null || other?.At < one.Value.At ? other ?? one : one;
}

/// <summary>How a drill went.</summary>
/// <param name="Steps">Every accepted command with its facts, in order: what a screen plays back.</param>
public sealed record ScenarioResult(
    Scenario Scenario,
    ImmutableArray<ExpectationResult> Expectations,
    ImmutableArray<Sight> Sights,
    ImmutableArray<VirtualStep> Steps,
    ImmutableArray<Operation> Operations)
{
    /// <summary>False when the drill was ended because it took too many steps.</summary>
    public bool IsWhole { get; init; } = true;

    public bool Passed => Expectations.All(expectation => expectation.Holds);
}
