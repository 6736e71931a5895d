using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Dmn;
using Samanvay.Engine;
using Samanvay.Engine.Compilation;
using Samanvay.Feel;
using Shouldly;

namespace Samanvay.LongRuns.Walks;

/// <summary>Draws a process in the order in which it is read: each node follows the last one, unless told
/// otherwise.</summary>
internal sealed class ProcessBuilder
{
    private readonly List<FlowNode> _nodes = [];
    private readonly List<SequenceFlow> _flows = [];
    private readonly ProcessBuilder _root;
    private string? _last;
    private string? _condition;
    private bool _isDefault;

    private ProcessBuilder(string id, ProcessBuilder? root) => (Id, _root) = (id, root ?? this);

    public string Id { get; }

    /// <summary>The node that the next one will follow.</summary>
    public string Last => _last!;

    /// <summary>The exclusive gateway that was added last.</summary>
    public string? LastGateway => _nodes.OfType<ExclusiveGateway>().LastOrDefault()?.Id;

    public List<DecisionModel> Decisions { get; } = [];

    public List<Lane> Lanes { get; } = [];

    public List<DataObject> DataObjects { get; } = [];

    private readonly List<Association> _associations = [];

    public SopExtensions Sop { get; set; } = SopExtensions.None;

    public Limits Limits { get; set; } = Limits.Default;

    public static ProcessBuilder Of(string id) => new(id, null);

    public ProcessBuilder Start(string id = "start") => Add(new StartEvent { Id = id });

    public ProcessBuilder End(string id = "end") => Add(new EndEvent { Id = id });

    public ProcessBuilder End(string id, EventDefinition? throws) =>
        Add(new EndEvent { Id = id, Definitions = throws is null ? [] : [throws] });

    public ProcessBuilder User(string id, params string[] roles) => Add(new UserTask
    {
        Id = id,
        Resources = [.. roles.Select(
            role => new ResourceRole(ResourceRoleKind.PotentialOwner, null, null, role, null))],
    });

    public ProcessBuilder Service(
        string id, string type = "notify.sign", params (string Name, string Value)[] inputs) =>
        Add(new ServiceTask
        {
            Id = id,
            Sop = new SopExtensions { Activity = new(type, "1", [.. inputs.Select(Input)], []) },
        });

    public ProcessBuilder Script(string id, string feel, string? result = null) => Add(new ScriptTask
    {
        Id = id,
        ScriptFormat = "feel",
        Script = feel,
        Sop = new SopExtensions { Variables = result is null ? [] : [new(result, null)] },
    });

    public ProcessBuilder Exclusive(string id) => Add(new ExclusiveGateway { Id = id });

    public ProcessBuilder Parallel(string id) => Add(new ParallelGateway { Id = id });

    public ProcessBuilder Inclusive(string id) => Add(new InclusiveGateway { Id = id });

    public ProcessBuilder Throw(string id, EventDefinition definition) =>
        Add(new IntermediateThrowEvent { Id = id, Definitions = [definition] });

    public ProcessBuilder Catch(string id, EventDefinition definition) =>
        Add(new IntermediateCatchEvent { Id = id, Definitions = [definition] });

    public ProcessBuilder Sub(string id, Action<ProcessBuilder> inside) =>
        Add(new EmbeddedSubProcess { Id = id, Body = Inside(id, inside) });

    public ProcessBuilder Transaction(string id, Action<ProcessBuilder> inside) =>
        Add(new Transaction { Id = id, Body = Inside(id, inside) });

    /// <summary>Steps without an order: say <see cref="Apart"/> before each that nothing leads to.</summary>
    public ProcessBuilder AdHoc(
        string id, Action<ProcessBuilder> inside, Func<AdHocSubProcess, AdHocSubProcess>? change = null)
    {
        var sub = new AdHocSubProcess { Id = id, Body = Inside(id, inside) };
        return Add(change?.Invoke(sub) ?? sub);
    }

    public ProcessBuilder Call(string id, string process, params (string Name, string Value)[] inputs) =>
        Add(new CallActivity
        {
            Id = id,
            CalledElement = process,
            Sop = new SopExtensions { Inputs = [.. inputs.Select(Input)] },
        });

    public ProcessBuilder Outputs(params (string Name, string Value)[] outputs) => But(node => node with
    {
        Sop = node.Sop with
        {
            Outputs = [.. outputs.Select(each => new SopOutput(each.Name, new(each.Value)))],
        },
    });

    /// <summary>Joins the last activity with what takes it back; the cursor stays where it was.</summary>
    public ProcessBuilder UndoneBy(Samanvay.Bpmn.Model.ActivityNode handler)
    {
        var host = _last!;
        var edge = new BoundaryEvent { Id = $"{host}-undo", AttachedToRef = host };
        _nodes.Add(edge with { Definitions = [Events.Compensate()] });
        _nodes.Add(handler with { IsForCompensation = true });
        _associations.Add(new($"{host}-join", $"{host}-undo", handler.Id));
        return this;
    }

    /// <summary>As <see cref="UndoneBy(Samanvay.Bpmn.Model.ActivityNode)"/>, by a person.</summary>
    public ProcessBuilder UndoneBy(string user) => UndoneBy(new UserTask { Id = user });

    /// <summary>The next node follows nothing.</summary>
    public ProcessBuilder Apart()
    {
        _last = null;
        return this;
    }

    /// <summary>An event sub-process; the cursor stays where it was.</summary>
    public ProcessBuilder On(
        string id, EventDefinition definition, Action<ProcessBuilder> inside, bool interrupting = false)
    {
        var body = Inside(id, sub =>
        {
            sub.Add(new StartEvent { Id = $"{id}-start", Definitions = [definition], IsInterrupting = interrupting });
            inside(sub);
        });
        _nodes.Add(new EventSubProcess { Id = id, Body = body });
        return this;
    }

    /// <summary>An event at the edge of a step; what follows begins there.</summary>
    public ProcessBuilder Boundary(string id, string on, EventDefinition definition, bool interrupting = true)
    {
        _last = null;
        return Add(
            new BoundaryEvent { Id = id, AttachedToRef = on, Definitions = [definition],
            CancelActivity = interrupting });
    }

    public ProcessBuilder Add(FlowNode node)
    {
        _nodes.Add(node);
        if (_last is { } last) Connect(last, node.Id);
        _last = node is EndEvent ? null : node.Id;
        return this;
    }

    /// <summary>Changes the node that was added last.</summary>
    public ProcessBuilder But(Func<FlowNode, FlowNode> change)
    {
        _nodes[^1] = change(_nodes[^1]);
        return this;
    }

    /// <summary>Makes the last activity run once for every element.</summary>
    public ProcessBuilder ForEach(
        string collection, string variable, Func<MultiInstanceLoop, MultiInstanceLoop>? change = null)
    {
        var loop = new MultiInstanceLoop { Collection = new(collection), ElementVariable = variable };
        return But(node => ((Samanvay.Bpmn.Model.ActivityNode)node) with { Loop = change?.Invoke(loop) ?? loop });
    }

    public ProcessBuilder Variable(string name, string? value = null) =>
        But(node =>
        {
            var variable = new SopVariable(name, value is null ? null : new(value));
            return node with { Sop = node.Sop with { Variables = node.Sop.Variables.Add(variable) } };
        });

    public ProcessBuilder When(string condition)
    {
        _condition = condition;
        return this;
    }

    public ProcessBuilder Otherwise()
    {
        _isDefault = true;
        return this;
    }

    public ProcessBuilder From(string id)
    {
        _last = id;
        return this;
    }

    public ProcessBuilder To(string id)
    {
        Connect(_last!, id);
        _last = id;
        return this;
    }

    public BpmnDefinitions Definitions() => new()
    {
        Id = $"{Id}-file",
        Processes = [new ProcessDefinition { Id = Id, IsExecutable = true, Body = Body(), Sop = Sop }],
        Messages = [.. Names<MessageEventDefinition>(each => each.MessageRef).Select(name => new Message(name, name))],
        Signals = [.. Names<SignalEventDefinition>(each => each.SignalRef).Select(name => new Signal(name, name))],
        Errors = [.. Names<ErrorEventDefinition>(each => each.ErrorRef).Select(
            code => new BpmnError(code, null, code))],
        Escalations = [.. Names<EscalationEventDefinition>(each => each.EscalationRef).Select(
            code => new Escalation(code, null, code))],
        Resources = [new Resource("res-police", "police.control"), new Resource("res-fire", "fire.control")],
    };

    public Parsed<ExecutableProcess> TryCompile(string version = "v1") => ProcessCompiler.Compile(
        Definitions(), new() { Version = version, Decisions = [.. Decisions], Limits = Limits });

    public ExecutableProcess Compile(string version = "v1")
    {
        var parsed = TryCompile(version);
        parsed.Problems.ShouldBeEmpty();
        return parsed.Value.ShouldNotBeNull();
    }

    private FlowScope Body() => new()
    {
        Nodes = [.. _nodes.Select(WithFlows)],
        Flows = [.. _flows],
        Lanes = [.. Lanes],
        DataObjects = [.. DataObjects],
        Associations = [.. _associations],
    };

    private FlowNode WithFlows(FlowNode node) => node with
    {
        Incoming = [.. _flows.Where(flow => flow.TargetRef == node.Id).Select(flow => flow.Id)],
        Outgoing = [.. _flows.Where(flow => flow.SourceRef == node.Id).Select(flow => flow.Id)],
    };

    private FlowScope Inside(string id, Action<ProcessBuilder> inside)
    {
        var builder = new ProcessBuilder(id, _root);
        inside(builder);
        return builder.Body();
    }

    private static SopInput Input((string Name, string Value) input) => new(input.Name, new(input.Value));

    private void Connect(string from, string to)
    {
        var id = $"{from}-to-{to}";
        _flows.Add(new SequenceFlow
        {
            Id = _flows.Exists(flow => flow.Id == id) ? $"{id}-{_flows.Count}" : id,
            SourceRef = from,
            TargetRef = to,
            Condition = _condition is null ? null : new(_condition),
            IsDefault = _isDefault,
        });
        (_condition, _isDefault) = (null, false);
    }

    private ImmutableArray<string> Names<TDefinition>(Func<TDefinition, string?> name)
        where TDefinition : EventDefinition
    {
        var all = Body().AllNodes().ToList();
        var loops = all.OfType<Samanvay.Bpmn.Model.ActivityNode>().Select(node => node.Loop).OfType<MultiInstanceLoop>()
            .SelectMany(loop => loop.ComplexBehaviors.Select(each => each.Event).Append(loop.NoneEvent)
                .Append(loop.OneEvent));
        var events = all.OfType<EventNode>().SelectMany(node => node.Definitions).Concat(loops).OfType<TDefinition>()
            .Select(name);
        var receives = typeof(TDefinition) == typeof(MessageEventDefinition)
            ? all.OfType<ReceiveTask>().Select(task => task.MessageRef)
                .Concat(all.OfType<SendTask>().Select(task => task.MessageRef))
            : [];
        return [.. events.Concat(receives).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }
}

/// <summary>Short names for what events wait for and throw.</summary>
internal static class Events
{
    public static MessageEventDefinition Message(string name) => new(name);

    public static SignalEventDefinition Signal(string name) => new(name);

    public static TimerEventDefinition After(string duration) => new(TimerKind.Duration, BpmnExpression.Of(duration));

    public static TimerEventDefinition Every(string cycle) => new(TimerKind.Cycle, BpmnExpression.Of(cycle));

    public static TimerEventDefinition On(string date) => new(TimerKind.Date, BpmnExpression.Of(date));

    public static ErrorEventDefinition Error(string? code = null) => new(code);

    public static EscalationEventDefinition Escalation(string? code = null) => new(code);

    public static TerminateEventDefinition Terminate => new();

    public static CancelEventDefinition Cancel => new();

    public static ConditionalEventDefinition When(string condition) => new(new BpmnExpression(condition));

    public static LinkEventDefinition Link(string name) => new(name, [], null);

    public static CompensateEventDefinition Compensate(string? activity = null, bool waits = true) =>
        new(activity, waits);
}
