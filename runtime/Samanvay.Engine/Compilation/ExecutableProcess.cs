using System.Collections.Frozen;
using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation;

/// <summary>A procedure ready to run: every reference resolved, every expression compiled, nothing in it that is not
/// executed.</summary>
public sealed class ExecutableProcess
{
    internal ExecutableProcess(
        BpmnDefinitions model, ProcessDefinition definition, string version, Limits limits)
    {
        Model = model;
        Definition = definition;
        Version = version;
        Limits = limits;
        Body = new ExecutableBody(definition.Id);
    }

    public string Id => Definition.Id;

    /// <summary>Names the content; an instance is pinned to it.</summary>
    public string Version { get; }

    public ProcessDefinition Definition { get; }

    /// <summary>The file that it stands in.</summary>
    internal BpmnDefinitions Model { get; }

    public Limits Limits { get; }

    /// <summary>Every node at every depth, by id.</summary>
    public FrozenDictionary<string, ExecutableNode> Nodes { get; internal set; } =
        FrozenDictionary<string, ExecutableNode>.Empty;

    /// <summary>The names of the messages that start an instance, each with its start event's id.</summary>
    public ImmutableSortedDictionary<string, string> StartMessages { get; internal set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether it has a start that needs no event.</summary>
    public bool CanBeCalled => Body.NoneStart is not null || !Body.ImplicitStarts.IsEmpty;

    /// <summary>The names of the BPMN signals that start an instance, each with its start event's id.</summary>
    public ImmutableSortedDictionary<string, string> StartSignals { get; internal set; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Starts that wait for neither a message nor a person: for a timer or a BPMN signal.</summary>
    internal IEnumerable<ExecutableNode> StartsByItself => Body.Starts.Where(
        start => start.Trigger is { } trigger && !Entries.WaitsForMessage(trigger));

    internal ExecutableBody Body { get; }

    /// <summary>Whether any gateway must look at tokens elsewhere before it joins.</summary>
    internal bool HasInclusiveJoin { get; set; }

    internal bool HasComplexGateway { get; set; }

    internal bool HasAdHoc { get; set; }

    /// <summary>Whether any event waits for a condition over variables.</summary>
    internal bool HasConditions { get; set; }

    /// <summary>Defaults of the procedure's parameters, for those that the caller of a start leaves out.</summary>
    public FeelContext ParameterDefaults { get; internal set; } = FeelContext.Empty;

    internal ExecutableNode Node(string id) => Nodes[id];

    internal ExecutableNode NodeOf(Token token) => Nodes[token.Element];

    /// <summary>What is inside a scope of the given element: the process, a sub-process or an event
    /// sub-process.</summary>
    internal ExecutableBody BodyOf(string element) => element == Id ? Body : ((ContainerNode)Nodes[element]).Body;
}

/// <summary>What lies directly inside a process or a sub-process.</summary>
internal sealed class ExecutableBody(string element)
{
    public string Element { get; } = element;

    /// <summary>A cancel end event may stand in it.</summary>
    public bool IsTransaction { get; init; }

    /// <summary>The sub-process that it is the inside of; none for a process.</summary>
    public ContainerNode? Holder { get; init; }

    public ImmutableArray<StartEventNode> Starts { get; set; } = [];

    public ImmutableArray<EventSubProcessNode> EventSubProcesses { get; set; } = [];

    /// <summary>Names of data objects: variables that live as long as this scope.</summary>
    public ImmutableArray<string> DataObjects { get; set; } = [];

    /// <summary>Where there is no start event: all that nothing leads to begins at once (BPMN 2.0.2, 13.3.1).</summary>
    public ImmutableArray<ExecutableNode> ImplicitStarts { get; set; } = [];

    /// <summary>Receive tasks, and events behind a gateway, whose message starts an instance.</summary>
    public ImmutableArray<ExecutableNode> StartingCatches { get; set; } = [];

    /// <summary>The node that begins an embedded sub-process.</summary>
    public StartEventNode? NoneStart { get; set; }
}
