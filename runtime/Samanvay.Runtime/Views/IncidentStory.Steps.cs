using System.Collections.Immutable;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;

namespace Samanvay.Runtime.Views;

/// <summary>What happened to steps, to runs and to their promises.</summary>
internal sealed partial class IncidentStory
{
    private void TellStep(OperationFact fact)
    {
        switch (fact)
        {
            case WorkItemOffered { Item: var item }:
                _items[item.Id] = item;
                _roles.Add(item.Role);
                Step(TimelineKinds.Offered, item.Id, null);
                break;
            case WorkItemAcknowledged acknowledged:
                Step(TimelineKinds.Acknowledged, acknowledged.Item, acknowledged.By);
                break;
            case WorkItemDeclined declined:
                Step(TimelineKinds.Declined, declined.Item, declined.By, ("reason", declined.Reason));
                break;
            case WorkItemReportedUnable unable:
                Step(TimelineKinds.Unable, unable.Item, unable.By, ("reason", unable.Reason));
                break;
            case WorkItemReassigned reassigned:
                _items[reassigned.Item] = _items[reassigned.Item] with { Role = reassigned.ToRole };
                _roles.Add(reassigned.ToRole);
                Step(TimelineKinds.Reassigned, reassigned.Item, null,
                    ("from", _names.Role(reassigned.FromRole)), ("to", _names.Role(reassigned.ToRole)));
                break;
            case WorkItemMoved moved:
                _items[moved.Item] = _items[moved.Item] with { ElementId = moved.ElementId, Role = moved.Role };
                _roles.Add(moved.Role);
                break;
            case WorkItemCompleted completed:
                Step(TimelineKinds.Completed, completed.Item, completed.By);
                break;
            case WorkItemWithdrawn withdrawn:
                Step(TimelineKinds.Withdrawn, withdrawn.Item, null);
                break;
        }
    }

    private void TellRun(OperationFact fact)
    {
        switch (fact)
        {
            case RunStarted started:
                _versions[started.Run] = started.Version;
                Add(TimelineKinds.RunStarted, started.By, ("procedure", _names.Procedure(started.Version)));
                break;
            case RunSuspended held:
                _holds[held.Run] = new(held.At, _names.Person(held.By), held.Reason, 0);
                Add(TimelineKinds.RunHeld, held.By, ("procedure", _names.Procedure(_versions[held.Run])),
                    ("reason", held.Reason));
                break;
            case RunResumed resumed:
                _holds.Remove(resumed.Run);
                Add(TimelineKinds.RunResumed, resumed.By, ("procedure", _names.Procedure(_versions[resumed.Run])),
                    ("reason", resumed.Reason));
                break;
            case InputKept kept:
                _holds[kept.Run] = _holds[kept.Run] with { Kept = _holds[kept.Run].Kept + 1 };
                Add(TimelineKinds.InputKept, null, ("procedure", _names.Procedure(_versions[kept.Run])));
                break;
            case InputTurnedAway lost:
                _holds[lost.Run] = _holds[lost.Run] with { TurnedAway = _holds[lost.Run].TurnedAway + 1 };
                Add(TimelineKinds.InputTurnedAway, null, ("procedure", _names.Procedure(_versions[lost.Run])));
                break;
            case RunMigrated migrated:
                _versions[migrated.Run] = migrated.To;
                Add(TimelineKinds.RunMigrated, migrated.By, ("procedure", _names.Procedure(migrated.To)),
                    ("reason", migrated.Reason));
                break;
            case ClosingHeldBack held:
                Add(TimelineKinds.ClosingHeldBack, null, ("procedure", _names.Procedure(_versions[held.Run])));
                break;
        }
    }

    private void Tell(InstanceId run, Fact fact)
    {
        switch (fact)
        {
            case TokenLeft { Outcome: TokenOutcome.Completed } left:
                _completed[(run, left.Element)] = _completed.GetValueOrDefault((run, left.Element)) + 1;
                break;
            case ActivityRequested requested:
                Element(TimelineKinds.ActionRequested, run, requested.Element, ("type", requested.Type));
                break;
            case DecisionEvaluated decided:
                Element(TimelineKinds.Decided, run, decided.Element, ("decision", _names.Decision(decided.Decision)),
                    ("result", decided.Result is FeelString or FeelNumber or FeelBoolean
                        ? decided.Result.ToString() : null),
                    ("rules", string.Join(", ", decided.Reasons.Select(reason => Text(reason.Number)))));
                break;
            case TokenMoved or ActivityRepeated or StepSkipped:
                TellSteering(run, fact);
                break;
            case InstanceMigrated migrated:
                Rename(run, migrated.Elements);
                break;
            case FaultRaised raised:
                _faults[(run, raised.Fault)] = raised.Element;
                Element(TimelineKinds.FaultRaised, run, raised.Element, ("message", raised.Message));
                break;
            case FaultResolved resolved:
                Add(Entry(TimelineKinds.FaultResolved, run, _faults[(run, resolved.Fault)]), resolved.By,
                    ("resolution", resolved.Resolution.ToString().ToLowerInvariant()), ("reason", resolved.Reason));
                break;
            case ProcessCompleted:
                Ended(run, "completed");
                break;
            case ProcessTerminated:
                Ended(run, "terminated");
                break;
            case ProcessCancelled cancelled:
                Ended(run, "cancelled", cancelled.Reason, cancelled.By);
                break;
        }
    }

    // What people did where the procedure as drawn did not fit.
    private void TellSteering(InstanceId run, Fact fact)
    {
        switch (fact)
        {
            case TokenMoved moved:
                Add(Entry(TimelineKinds.Moved, run, moved.Element), moved.By,
                    ("to", _names.Step(_versions[run], moved.To)), ("reason", moved.Reason));
                break;
            case ActivityRepeated repeated:
                Add(Entry(TimelineKinds.Repeated, run, repeated.Element), repeated.By, ("reason", repeated.Reason));
                break;
            case StepSkipped skipped:
                Add(Entry(TimelineKinds.Skipped, run, skipped.Element), skipped.By, ("reason", skipped.Reason));
                break;
        }
    }

    private void Tell(ServiceLevelFact fact)
    {
        if (!_clocks.TryGetValue(fact.Clock, out var clock)) return;
        var metric = ("metric", clock.State.Level.Metric.ToString().ToLowerInvariant());
        switch (fact)
        {
            case ClockWarned warned:
                Promise(TimelineKinds.Warned, clock.Subject, metric, ("percent", Text(warned.Percent)));
                break;
            case ClockBreached:
                Promise(TimelineKinds.Breached, clock.Subject, metric);
                break;
            case DueRecalculated:
                Promise(TimelineKinds.Recalculated, clock.Subject, metric);
                break;
            case LevelFired fired:
                Climbed(clock.Subject, fired.Level);
                Promise(TimelineKinds.LevelFired, clock.Subject, metric, ("level", Text(fired.Level)),
                    ("people", fired.People.IsEmpty ? null : _names.People(fired.People)));
                break;
            case LevelUnreachable unreachable:
                Promise(TimelineKinds.LevelUnreachable, clock.Subject, metric, ("level", Text(unreachable.Level)),
                    ("nobody", unreachable.Reason));
                break;
            case StoodDown stood when !stood.People.IsEmpty:
                Promise(TimelineKinds.StoodDown, clock.Subject, ("people", _names.People(stood.People)),
                    ("settled", stood.Reason.Split(' ')[0]));
                break;
        }
    }

    // What was done and what failed before is shown where it lies in the drawing of now.
    private void Rename(InstanceId run, ImmutableSortedDictionary<string, string> names)
    {
        foreach (var (key, element) in _faults.Where(each => each.Key.Run == run).ToList())
            _faults[key] = names.GetValueOrDefault(element, element);
        var counted = _completed.Where(each => each.Key.Run == run && names.ContainsKey(each.Key.Element)).ToList();
        foreach (var (key, _) in counted) _completed.Remove(key);
        foreach (var (key, count) in counted)
        {
            var renamed = (run, names[key.Element]);
            _completed[renamed] = _completed.GetValueOrDefault(renamed) + count;
        }
    }

    private void Climbed(ClockSubject subject, int level)
    {
        if (subject.Item is { } item) _levels[item] = Math.Max(_levels.GetValueOrDefault(item), level);
    }

    private void Step(string kind, WorkItemId id, string? by, params (string Name, string? Value)[] detail)
    {
        var item = _items[id];
        var entry = new TimelineEntry(_entry.At, kind, _entry.Sequence)
        {
            Item = id.Value,
            ElementId = item.ElementId,
            StepName = _names.Step(_versions[item.Run], item.ElementId),
        };
        Add(entry, by, [.. detail, ("role", _names.Role(item.Role)), ("subject", item.Subject)]);
    }

    private void Promise(string kind, ClockSubject subject, params (string Name, string? Value)[] detail) =>
        Add(Entry(kind, subject.Run, subject.ElementId) with { Item = subject.Item?.Value }, null, detail);

    private void Element(string kind, InstanceId run, string element, params (string Name, string? Value)[] detail) =>
        Add(Entry(kind, run, element), null, detail);

    private TimelineEntry Entry(string kind, InstanceId run, string element) =>
        new(_entry.At, kind, _entry.Sequence)
        {
            ElementId = element,
            StepName = _names.Step(_versions[run], element),
        };

    private void Ended(InstanceId run, string outcome, string? reason = null, string? by = null)
    {
        _holds.Remove(run);
        Add(TimelineKinds.RunEnded, by, ("procedure", _names.Procedure(_versions[run])), ("outcome", outcome),
            ("reason", reason));
    }
}
