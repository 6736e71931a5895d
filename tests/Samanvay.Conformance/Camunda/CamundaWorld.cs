using System.Xml.Linq;
using NodaTime;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Feel.Values;

namespace Samanvay.Conformance.Camunda;

/// <summary>The deployed models and all their instances, on a clock of their own.</summary>
internal sealed class CamundaWorld
{
    private static readonly XNamespace Bpmn = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    public CamundaWorld(IEnumerable<string> files)
    {
        foreach (var text in files)
        {
            foreach (var process in XDocument.Parse(text).Root!.Elements(Bpmn + "process"))
                _files.Add((string)process.Attribute("id")!, text);
        }
    }

    public static Instant Begin { get; } = Instant.FromUtc(2026, 7, 1, 6, 0);

    public Instant Now { get; set; } = Begin;

    /// <summary>The signals that start an instance, each with the start event that waits for it.</summary>
    public IEnumerable<(string Signal, string Element)> StartSignals() =>
        from file in _files
        let compiled = ProcessCompiler.Compile(
            CamundaFile.Read(file.Value, FeelContext.Empty), new() { ProcessId = file.Key })
        where compiled.Value is not null
        from start in compiled.Value!.StartSignals
        select (start.Key, start.Value);

    public List<CamundaInstance> Instances { get; } = [];

    public CamundaInstance Start(string process, FeelContext variables, string? at = null)
    {
        if (!_files.TryGetValue(process, out var text)) throw new CamundaFailure($"there is no process {process}");
        var compiled = ProcessCompiler.Compile(CamundaFile.Read(text, variables), new() { ProcessId = process });
        if (compiled.Value is not { } executable)
            throw new CamundaFailure(string.Join(' ', compiled.Problems.Select(problem => problem.Message)));
        // There a process with a message start only can be started by its name, and scripts write to the whole process.
        if (!executable.CanBeCalled && executable.StartMessages.Count == 1)
            at ??= executable.StartMessages.First().Value;
        if (text.Contains("\"sum\"", StringComparison.Ordinal) && variables["sum"].IsNull)
            variables = variables.With("sum", FeelValue.Null);
        var instance = new CamundaInstance(executable, text);
        Instances.Add(instance);
        Send(instance, new StartProcess(Now, at, variables));
        return instance;
    }

    public bool StartBy(string name, bool isSignal)
    {
        var started = false;
        foreach (var (id, text) in _files)
        {
            if (!text.Contains($"\"{name}\"", StringComparison.Ordinal)) continue;
            var compiled = ProcessCompiler.Compile(CamundaFile.Read(text, FeelContext.Empty), new() { ProcessId = id });
            var starts = isSignal ? compiled.Value?.StartSignals : compiled.Value?.StartMessages;
            if (starts?.TryGetValue(name, out var start) != true) continue;
            Start(id, FeelContext.Empty, start);
            started = true;
        }

        return started;
    }

    public bool Send(CamundaInstance instance, Command command)
    {
        if (ProcessEngine.Step(instance.Process, instance.State, command) is not Accepted accepted) return false;
        instance.State = accepted.Instance;
        foreach (var effect in accepted.Effects) Perform(instance, effect);
        if (instance.State.HasEnded) Answer(instance);
        return true;
    }

    public bool Broadcast(string name, bool isSignal, CamundaInstance? except)
    {
        var reached = false;
        foreach (var each in Instances.Where(each => each != except && each.State.IsRunning).ToList())
            reached |= Send(each, isSignal ? new DeliverSignal(Now, name) : new DeliverMessage(Now, name));
        return (StartBy(name, isSignal) && isSignal) || reached;
    }

    public bool Message(string name)
    {
        foreach (var each in Instances.Where(each => each.State.IsRunning).ToList())
            if (Send(each, new DeliverMessage(Now, name))) return true;
        return StartBy(name, isSignal: false);
    }

    public void Fire(CamundaInstance instance, TimerId timer)
    {
        if (!instance.State.Timers.TryGetValue(timer, out var armed)) throw new CamundaFailure("no such timer");
        Send(instance, new FireTimer(Instant.Max(Now, armed.DueAt), timer));
    }

    public void FireDue()
    {
        while (Instances.SelectMany(each => each.State.Timers.Values.Select(timer => (each, timer)))
            .Where(due => due.timer.DueAt <= Now && due.each.State.IsRunning)
            .OrderBy(due => due.timer.DueAt).Cast<(CamundaInstance, ArmedTimer)?>().FirstOrDefault() is { } next)
        {
            Fire(next.Item1, next.Item2.Id);
        }
    }

    private void Perform(CamundaInstance instance, Effect effect)
    {
        switch (effect)
        {
            case RequestActivity job: Send(instance, new CompleteActivity(Now, job.Token, FeelContext.Empty)); break;
            case CallProcess call when instance.State.Tokens.ContainsKey(call.Token): Call(instance, call); break;
            case WithdrawCall call:
                foreach (var each in Instances.Where(
                    each => each.Parent == instance && each.Caller == call.Token && each.State.IsRunning).ToList())
                {
                    Send(each, new CancelInstance(Now, "withdrawn"));
                }

                break;
            case PassEscalation escalation when instance.Parent is { } parent:
                CopyOut(parent, instance);
                Send(parent, new ThrowEscalation(Now, instance.Caller, escalation.Code));
                break;
            case BroadcastSignal signal: Broadcast(signal.Name, isSignal: true, instance); break;
            case SendMessage message: Message(message.Name); break;
        }
    }

    private void Call(CamundaInstance instance, CallProcess call)
    {
        var all = instance.Maps(call.Element, "in") ? instance.Visible(call.Token) : FeelContext.Empty;
        var process = CamundaFile.Fill(call.Process, name => instance.Visible(call.Token)[name].ToString());
        var text = _files.GetValueOrDefault(process) ?? throw new CamundaFailure($"there is no process {process}");
        var variables = all.Merge(call.Inputs);
        var compiled = ProcessCompiler.Compile(CamundaFile.Read(text, variables), new() { ProcessId = process });
        var child = new CamundaInstance(
            compiled.Value ?? throw new CamundaFailure(compiled.Problems[0].Message), text)
        {
            Parent = instance,
            Caller = call.Token,
        };
        Instances.Add(child);
        Send(child, new StartProcess(Now, null, variables) { IsCalled = true });
    }

    // There the mappings out of a call are also done when it ends, or tells something, in another way than by its end.
    private void CopyOut(CamundaInstance parent, CamundaInstance child)
    {
        var variables = child.State.Scopes.Values.First().Variables;
        var element = parent.State.Tokens[child.Caller].Element;
        var copied = parent.Maps(element, "out") ? variables : FeelContext.Empty;
        foreach (var (source, target) in parent.MapsOut(element)) copied = copied.With(target, variables[source]);
        if (copied.Names.Any()) Send(parent, new SetVariables(Now, copied));
    }

    private void Answer(CamundaInstance child)
    {
        if (child.Parent is not { } parent || !parent.State.Tokens.TryGetValue(child.Caller, out var token)) return;
        var outputs = child.State.Scopes.Values.First().Variables;
        if (child.State.Error is { } error)
        {
            CopyOut(parent, child);
            Send(parent, new ThrowBpmnError(Now, child.Caller, error.Code, error.Message));
        }

        if (child.State.Status is not (ProcessStatus.Completed or ProcessStatus.Terminated)) return;
        if (parent.Maps(token.Element, "out")) Send(parent, new SetVariables(Now, outputs));
        Send(parent, new CompleteCall(Now, child.Caller, outputs));
    }
}

/// <summary>One instance and the file that it was made of.</summary>
internal sealed class CamundaInstance(ExecutableProcess process, string text)
{
    private static readonly XNamespace Vendor = "http://camunda.org/schema/1.0/bpmn";

    private readonly XDocument _file = XDocument.Parse(text);

    public ExecutableProcess Process { get; } = process;

    public ProcessInstance State { get; set; } = ProcessInstance.New(new(1));

    public CamundaInstance? Parent { get; init; }

    public TokenId Caller { get; init; }

    public string? Assignee(string element) => (string?)Element(element)?.Attribute(Vendor + "assignee");

    /// <summary>Whether a call takes all variables along.</summary>
    public bool Maps(string element, string direction) => Element(element)?.Descendants(Vendor + direction)
        .Any(each => (string?)each.Attribute("variables") == "all") == true;

    public IEnumerable<(string Source, string Target)> MapsOut(string element) =>
        from mapping in Element(element)?.Descendants(Vendor + "out") ?? []
        where mapping.Attribute("source") is not null
        select ((string)mapping.Attribute("source")!, (string)mapping.Attribute("target")!);

    public FeelContext Visible(TokenId token) => VisibleAt(State.Tokens[token].Scope);

    public FeelContext VisibleAt(ScopeId id)
    {
        var scope = State.Scopes[id];
        return scope.Parent is { } parent ? VisibleAt(parent).Merge(scope.Variables) : scope.Variables;
    }

    /// <summary>Where a variable is, seen from a token; the whole process where it is nowhere yet.</summary>
    public ScopeId HomeOf(string name, ScopeId from)
    {
        for (var scope = State.Scopes[from]; ; scope = State.Scopes[scope.Parent.Value])
            if (scope.Parent is null || scope.Variables.TryGet(name, out _)) return scope.Id;
    }

    private XElement? Element(string id) =>
        _file.Descendants().FirstOrDefault(each => (string?)each.Attribute("id") == id);
}
