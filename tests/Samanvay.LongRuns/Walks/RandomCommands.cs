using System.Globalization;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel.Values;

namespace Samanvay.LongRuns.Walks;

/// <summary>What people, sensors, timers and the outside ask of an operation, sensible and not.</summary>
internal sealed class RandomCommands(OperationContext context, DrawnProcedure drawn, int seed)
{
    private static readonly string[] People = ["p1", "p2", "f1", "nobody"];

    private readonly Procedure _procedure = drawn.Procedure;
    private readonly Random _random = new(seed);
    private Instant _now = Instant.FromUtc(2026, 7, 1, 6, 0) + Duration.FromMinutes(seed % 10_000);

    public OperationCommand Begin() => _random.Next(3) == 0 ? Start() : new OpenIncident(
        _now,
        new("river-flood", "Water in the market", Severity(), new("w12", "bridge", 18.52, 73.85), Perhaps("place-1")),
        _random.Next(5) == 0 ? [] : [new(_procedure.Version, null, Variables())],
        Perhaps("p1"));

    public OperationCommand Next(Operation operation)
    {
        // Some commands come in the same millisecond, some much later.
        _now += Duration.FromMilliseconds(_random.Next(4) switch { 0 => 0, 1 => 17, 2 => 61_000, _ => 600_000 });
        return _random.Next(36) switch
        {
            < 8 => new CompleteWorkItem(_now, Item(operation), Person(), Variables()),
            < 12 => Finish(operation),
            < 17 => Fire(operation),
            < 20 => new PublishMessage(_now, Text("m", 5), Variables(), Perhaps("p1")),
            20 => new AcknowledgeWorkItem(_now, Item(operation), Person()),
            21 => new DeclineWorkItem(_now, Item(operation), Person(), "elsewhere"),
            22 => new ReportUnable(_now, Item(operation), Person(), "no boat"),
            23 or 24 => Resolve(operation),
            25 or 26 => AdHoc(operation),
            27 => Rarely(operation),
            28 => Situation(),
            29 or 30 or 31 => Freely(operation),
            32 => Hold(operation),
            33 or 34 => Move(operation),
            _ => OfTheIncident(),
        };
    }

    private OperationCommand OfTheIncident() => _random.Next(4) switch
    {
        0 => new ChangeSeverity(_now, Severity(), Person(), "worse"),
        1 => new AddNote(_now, Person(), "seen from the bridge: 8 m \u00fcber \u0928\u0926\u0940"),
        2 => new AcknowledgeAlarm(_now, Person()),
        _ => new RecalculateClocks(_now),
    };

    // What a person may do to a run in spite of its drawing.
    private OperationCommand Freely(Operation operation)
    {
        var run = Run(operation);
        if (!operation.Runs.TryGetValue(run, out var there) || there.Instance.Tokens.IsEmpty)
            return new SkipStep(_now, run, new(Number(20)), null, Person(), "not needed");
        var process = context.Find(there.Version)!.Process;
        var token = Pick([.. there.Instance.Tokens.Values]);
        var element = Pick([.. process.Nodes.Keys.Order(StringComparer.Ordinal)]);
        var flows = process.Nodes[token.Element].Model.Outgoing;
        return _random.Next(3) switch
        {
            0 => new MoveStep(_now, run, token.Id, element, Person(), "another way"),
            1 => new RepeatStep(_now, run, token.Scope, element, Person(), "once more"),
            _ => new SkipStep(
                _now, run, token.Id, flows.IsEmpty ? null : Perhaps(Pick([.. flows])), Person(), "not needed"),
        };
    }

    // Held for a while: more often let go than held.
    private OperationCommand Hold(Operation operation) => _random.Next(3) == 0
        ? new SuspendRun(_now, Run(operation), Person(), "wait for the army")
        : new ResumeRun(_now, _random.Next(2) == 0 ? Run(operation) : null, Person(), "go on");

    // There and back, by a plan that makes itself and may have been spoilt since.
    private MigrateRun Move(Operation operation)
    {
        var run = Run(operation);
        var from = operation.Runs.TryGetValue(run, out var there) ? context.Find(there.Version)! : _procedure;
        var to = Pick([.. drawn.Later.Prepend(_procedure)]);
        var plan = MigrationPlanner.Propose(from.Process, to.Process);
        if (_random.Next(4) == 0 && !plan.Elements.IsEmpty)
            plan = plan.With(Pick([.. plan.Elements.Keys]), Perhaps(Pick([.. plan.Elements.Values])));
        return new(_now, run, to.Version, plan, Person()) { Reason = "new orders" };
    }

    private OperationCommand Rarely(Operation operation) => _random.Next(8) switch
    {
        0 => new CloseIncident(_now, Person(), "over"),
        1 or 2 => new CancelRun(_now, Run(operation), Person(), "enough"),
        _ => Start(),
    };

    private StartProcedure Start() => new(_now, new(_procedure.Version, null, Variables()), Perhaps("p1"));

    private ChangeSituation Situation()
    {
        var kind = Pick([
            SituationReportKinds.Raised, SituationReportKinds.Lowered, SituationReportKinds.Cleared,
            SituationReportKinds.Faulty]);
        var level = kind is SituationReportKinds.Raised or SituationReportKinds.Lowered ? "moderate" : null;
        return new(
            _now, new("river-level", kind, level, _random.Next(2) == 0 ? Severity() : null, _now),
            _random.Next(3) == 0 ? [new(_procedure.Version, null, Variables())] : []);
    }

    private FinishActivity Finish(Operation operation)
    {
        var waiting = operation.Runs.SelectMany(run => run.Value.Instance.Tokens.Values
            .Where(token => token.State == TokenState.Requested).Select(token => (Run: run.Key, token.Id))).ToArray();
        var (at, token) = waiting.Length == 0 || Strays() ? (Run(operation), new TokenId(Number(50))) : Pick(waiting);
        return new(_now, at, token, _random.Next(5) switch
        {
            0 => new ActivityGaveUp("no answer"),
            1 => new ActivityRefused(Text("x", 3), "not allowed"),
            _ => new ActivitySucceeded(Variables()),
        });
    }

    private FireDue Fire(Operation operation)
    {
        var timers = OperationProjection.Timers(operation, context.Calendars);
        if (timers.IsEmpty || Strays()) return new(_now, TimerKey.Of(Run(operation), new(Number(9))), _random.Next(3));
        var (key, timer) = Pick([.. timers]);
        // A clock may be asked before its time; a process is never.
        if (timer.Kind == OperationTimerKind.Process || _random.Next(4) > 0) _now = Instant.Max(_now, timer.DueAt);
        return new(_now, key, timer.Generation);
    }

    private ResolveFault Resolve(Operation operation)
    {
        var faults = operation.Runs.SelectMany(run =>
            run.Value.Instance.Faults.Keys.Select(fault => (Run: run.Key, fault))).ToArray();
        var (at, chosen) = faults.Length == 0 || Strays() ? (Run(operation), new FaultId(Number(9))) : Pick(faults);
        return new(_now, at, chosen, (FaultRemedy)_random.Next(2), Person(), "agreed by phone");
    }

    private OperationCommand AdHoc(Operation operation)
    {
        var stages = operation.Runs.SelectMany(run => run.Value.Instance.Scopes.Values
            .Where(scope => scope.Kind == ScopeKind.AdHoc).Select(scope => (Run: run.Key, Scope: scope))).ToArray();
        if (stages.Length == 0) return new FinishStage(_now, Run(operation), new(Number(9)), Person(), "none");
        var (at, stage) = Pick(stages);
        if (_random.Next(6) == 0) return new FinishStage(_now, at, stage.Id, Person(), "enough");
        var process = context.Find(operation.Runs[at].Version)!.Process;
        var steps = ((Samanvay.Bpmn.Model.AdHocSubProcess)process.Nodes[stage.Element].Model).Body.Nodes;
        return new StartStep(_now, at, stage.Id, Pick([.. steps]).Id, Person());
    }

    private WorkItemId Item(Operation operation) =>
        operation.WorkItems.IsEmpty || Strays() ? new(Number(30)) : Pick([.. operation.WorkItems.Keys]);

    private InstanceId Run(Operation operation) =>
        operation.Runs.IsEmpty || Strays() ? new(Number(5)) : Pick([.. operation.Runs.Keys]);

    private FeelContext Variables() => FeelContext.Of(
        ("dice", FeelNumber.Of(Number(6))), ("missing", FeelValue.True),
        ("text", new FeelString(Text("word-", 9))));

    private IncidentSeverity Severity() => (IncidentSeverity)Number(5);

    private string Person() => Pick(People);

    private string? Perhaps(string text) => _random.Next(2) == 0 ? text : null;

    private bool Strays() => _random.Next(12) == 0;

    private int Number(int most) => _random.Next(1, most + 1);

    private string Text(string start, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"{start}{Number(most)}");

    private TItem Pick<TItem>(TItem[] choices) => choices[_random.Next(choices.Length)];
}
