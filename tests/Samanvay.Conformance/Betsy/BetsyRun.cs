using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Betsy;

/// <summary>Runs one case: every executable process of its file, on a clock that nobody has to wait for.</summary>
internal sealed class BetsyRun
{
    private static readonly Instant Begin = Instant.FromUtc(2026, 7, 1, 6, 0);

    private readonly SortedDictionary<string, ExecutableProcess> _processes = new(StringComparer.Ordinal);
    private readonly List<(ExecutableProcess Process, ProcessInstance State)> _instances = [];
    private readonly PriorityQueue<(int Instance, Command Command), (Instant At, int Order)> _due = new();
    private readonly List<(string Word, Instant From, Instant To)> _jobs = [];
    private int _order;
    private Instant _now = Begin;

    private BetsyRun(BpmnDefinitions file)
    {
        foreach (var process in file.Processes.Where(process => process.IsExecutable))
        {
            var compiled = ProcessCompiler.Compile(file, new() { ProcessId = process.Id });
            if (compiled.Value is { } value) _processes.Add(process.Id, value);
            else Refusal ??= string.Join(' ', compiled.Problems.Select(problem => problem.Message));
        }
    }

    /// <summary>Why the file can not run; null where it can.</summary>
    public string? Refusal { get; }

    public static (ImmutableArray<string> Trace, string? Refusal) Of(
        BpmnDefinitions file, string process, string? beside, FeelContext variables, Duration wait)
    {
        var run = new BetsyRun(BetsyModel.Translate(file));
        if (run.Refusal is { } refusal) return (["ERROR_deployment"], refusal);
        if (beside is not null) run.Start(beside, null, variables);
        run.Start(process, null, variables);
        run.Go(Begin + wait + Duration.FromSeconds(1));
        return (run.Trace(), null);
    }

    private void Start(string process, string? at, FeelContext variables)
    {
        _instances.Add((_processes[process], ProcessInstance.New(new(_instances.Count + 1))));
        Send(_instances.Count - 1, new StartProcess(
            _now, at, variables.With("trace", FeelList.Empty)));
    }

    private void Go(Instant until)
    {
        do
        {
            while (_due.TryPeek(out var next, out var when) && when.At <= until)
            {
                _due.Dequeue();
                _now = Instant.Max(_now, when.At);
                Send(next.Instance, next.Command);
            }
        }
        while (DoAdHoc());
    }

    // The suite means the steps of an ad-hoc sub-process to be done, each once, in any order.
    private bool DoAdHoc()
    {
        for (var index = 0; index < _instances.Count; index++)
        {
            var (process, state) = _instances[index];
            foreach (var scope in state.Scopes.Values.Where(scope => scope.Kind == ScopeKind.AdHoc && state.IsRunning))
            {
                var body = ((AdHocSubProcess)process.Nodes[scope.Element].Model).Body;
                var step = body.Nodes.FirstOrDefault(
                    node => node.Incoming.IsEmpty && scope.Steps?.Contains(node.Id) != true);
                if (step is not null) return Send(index, new StartAdHocStep(_now, scope.Id, step.Id));
            }
        }

        return false;
    }

    private bool Send(int index, Command command)
    {
        var (process, state) = _instances[index];
        if (ProcessEngine.Step(process, state, command) is not Accepted accepted) return false;
        _instances[index] = (process, accepted.Instance);
        foreach (var effect in accepted.Effects) Perform(index, effect);
        return true;
    }

    private void Perform(int index, Effect effect)
    {
        switch (effect)
        {
            case ScheduleTimer timer: Later(index, timer.DueAt, at => new FireTimer(at, timer.Timer)); break;
            case RequestActivity { Type: "THROW_ERROR" } job:
                Later(index, _now, at => new ThrowBpmnError(at, job.Token, "ERR_CODE", null));
                break;
            case RequestActivity job:
                var end = _now + Duration.FromSeconds(10);
                _jobs.Add((job.Type, _now, end));
                Later(index, end, at => new CompleteActivity(at, job.Token, FeelContext.Empty));
                break;
            case BroadcastSignal signal: Bring(index, signal.Name, isSignal: true); break;
            case SendMessage message: Bring(index, message.Name, isSignal: false); break;
        }
    }

    // To whom it may concern: what waits, and what it starts.
    private void Bring(int thrower, string name, bool isSignal)
    {
        for (var index = 0; index < _instances.Count; index++)
        {
            if (index != thrower)
                Send(index, isSignal ? new DeliverSignal(_now, name) : new DeliverMessage(_now, name));
        }

        foreach (var (id, process) in _processes)
        {
            var starts = isSignal ? process.StartSignals : process.StartMessages;
            if (starts.TryGetValue(name, out var start)) Start(id, start, FeelContext.Empty);
        }
    }

    private void Later(int index, Instant at, Func<Instant, Command> command) =>
        _due.Enqueue((index, command(at)), (at, _order++));

    private ImmutableArray<string> Trace()
    {
        var trace = _instances.SelectMany(each => (FeelList)each.State.Scopes.Values.First().Variables["trace"])
            .Select(word => word.ToString()!).ToList();
        var faults = _instances.SelectMany(each => each.State.Faults.Values).ToList();
        if (faults.Exists(fault => fault.Kind == FaultKind.UncaughtError)) trace.Add("ERROR_thrownErrorEvent");
        if (faults.Exists(fault => fault.Kind != FaultKind.UncaughtError)) trace.Add("ERROR_runtime");
        var timed = _jobs.Where(job => job.Word.StartsWith("CREATE_TIMESTAMP", StringComparison.Ordinal)).ToList();
        if (timed is [var one, var two] && one.From < two.To && two.From < one.To) trace.Add("EXECUTION_parallel");
        return [.. trace.Order(StringComparer.Ordinal)];
    }
}
