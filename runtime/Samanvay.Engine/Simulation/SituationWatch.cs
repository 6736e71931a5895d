using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Situations;

namespace Samanvay.Engine.Simulation;

/// <summary>The situation rules of a drill: they judge readings.</summary>
internal sealed class SituationWatch(IReadOnlyList<SituationRule> rules, SituationTeller teller)
{
    private readonly SortedDictionary<string, (SituationRule Rule, SituationState State)> _machines =
        new(StringComparer.Ordinal);

    public void Observe(string signal, Observation reading)
    {
        foreach (var rule in rules)
        {
            foreach (var input in rule.Inputs.Prepend(rule.Own).Where(input => input.Signal == signal))
            {
                var key = SituationReports.DedupeKey(rule.Id, reading.Key);
                var state = _machines.TryGetValue(key, out var machine) ? machine.State : null;
                Keep(key, rule, SituationEngine.Observe(rule, state, reading with { Input = input.Name }));
            }
        }
    }

    public (Instant At, Action Fire)? NextTimer()
    {
        (Instant At, string Key)? next = null;
        foreach (var (key, machine) in _machines)
        {
            if (SituationEngine.NextDue(machine.Rule, machine.State) is { } due
                && (next is null || due < next.Value.At))
            {
                next = (due, key);
            }
        }

        return next is { } found ? (found.At, () => Tick(found.Key, found.At)) : null;
    }

    private void Tick(string key, Instant at)
    {
        var (rule, state) = _machines[key];
        Keep(key, rule, SituationEngine.Tick(rule, state, at));
    }

    private void Keep(string key, SituationRule rule, SituationMoved moved)
    {
        var episode = _machines.TryGetValue(key, out var before) ? before.State.Episode : 0;
        _machines[key] = (rule, moved.State);
        foreach (var (change, incident) in SituationReports.ByIncident(rule, episode, moved.Changes))
        {
            teller.Tell(incident, change);
            if (change is SensorFault or SensorRecovered)
                teller.TellOfSensors(SituationReports.SensorsKey(rule.Signal, change.Key), change);
        }
    }
}
