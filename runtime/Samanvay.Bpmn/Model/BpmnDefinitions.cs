using System.Collections.Immutable;
using Samanvay.Bpmn.Xml;

namespace Samanvay.Bpmn.Model;

/// <summary>All that one BPMN file says: its processes and what they share.</summary>
public sealed record BpmnDefinitions
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public string? TargetNamespace { get; init; }
    public string? ExpressionLanguage { get; init; }
    public ImmutableArray<ProcessDefinition> Processes { get; init; } = [];

    /// <summary>Global tasks: a call activity may call one by id as it calls a process.</summary>
    public ImmutableArray<ActivityNode> GlobalTasks { get; init; } = [];
    public ImmutableArray<Message> Messages { get; init; } = [];
    public ImmutableArray<Signal> Signals { get; init; } = [];
    public ImmutableArray<BpmnError> Errors { get; init; } = [];
    public ImmutableArray<Escalation> Escalations { get; init; } = [];
    public ImmutableArray<Resource> Resources { get; init; } = [];
    public ImmutableArray<ItemDefinition> ItemDefinitions { get; init; } = [];
    public ImmutableArray<DataStore> DataStores { get; init; } = [];
    public ImmutableArray<ServiceInterface> Interfaces { get; init; } = [];
    public ImmutableArray<Collaboration> Collaborations { get; init; } = [];

    /// <summary>The document that was read, kept so that writing loses nothing; absent on a model built in
    /// code.</summary>
    public BpmnSource? Source { get; init; }

    public ProcessDefinition? FindProcess(string id) => Processes.FirstOrDefault(process => process.Id == id);

    /// <summary>Who may do a step: its own potential owners, else the innermost lane around it that is named as a
    /// role.</summary>
    public ImmutableArray<string> RolesOf(ProcessDefinition process, ActivityNode node)
    {
        var owners = node.Resources.Where(role =>
            role is { Kind: ResourceRoleKind.PotentialOwner, ResourceRef: not null });
        var roles = owners.Select(role => RoleName(role.ResourceRef!)).Distinct().ToImmutableArray();
        return roles.IsEmpty && LaneRole(process.Body, node.Id) is { } role ? [role] : roles;
    }

    /// <summary>The role that a <c>resourceRef</c> means.</summary>
    public string RoleName(string resourceRef) =>
        Resources.FirstOrDefault(resource => resource.Id == resourceRef)?.RoleName ?? resourceRef;

    private string? LaneRole(FlowScope scope, string nodeId)
    {
        var child = scope.Nodes.FirstOrDefault(node => Holds(node, nodeId));
        if (child is SubProcess sub && child.Id != nodeId && LaneRole(sub.Body, nodeId) is { } inner) return inner;
        if (child is null || scope.LaneOf(child.Id) is not { } lane) return null;
        var resource = Resources.FirstOrDefault(resource =>
            resource.Id == lane.PartitionElementRef || resource.RoleName == lane.Name || resource.Id == lane.Name);
        return resource?.RoleName;
    }

    private static bool Holds(FlowNode node, string id) =>
        node.Id == id || (node is SubProcess sub && sub.Body.Nodes.Any(child => Holds(child, id)));
}

/// <summary>A BPMN message. Its name is what a sender and a waiting step have in common.</summary>
public sealed record Message(string Id, string? Name, string? ItemRef = null);

/// <summary>A BPMN signal: a broadcast between procedures, not an observation from outside.</summary>
public sealed record Signal(string Id, string? Name, string? ItemRef = null);

public sealed record BpmnError(string Id, string? Name, string? Code, string? ItemRef = null);

public sealed record Escalation(string Id, string? Name, string? Code, string? ItemRef = null);

/// <summary>An abstract role such as <c>police.control</c>; a city binds it to people.</summary>
public sealed record Resource(string Id, string? Name)
{
    /// <summary>What <c>resourceRef</c> and lanes call it: the name, or the id where it has none.</summary>
    public string RoleName => Name is { Length: > 0 } name ? name : Id;
}

public sealed record ItemDefinition(string Id, string? StructureRef, bool IsCollection);

public sealed record DataStore(string Id, string? Name, string? ItemSubjectRef);

public sealed record ServiceInterface(string Id, string? Name, ImmutableArray<Operation> Operations);

public sealed record Operation(
    string Id, string? Name, string? InMessageRef, string? OutMessageRef, ImmutableArray<string> ErrorRefs);

public sealed record Collaboration(
    string Id, string? Name, ImmutableArray<Participant> Participants, ImmutableArray<MessageFlow> MessageFlows);

/// <summary>A pool. Without a process it is a black box: somebody outside to whom messages flow.</summary>
public sealed record Participant(string Id, string? Name, string? ProcessRef);

/// <summary>Source and target are participants or flow nodes of two different pools.</summary>
public sealed record MessageFlow(string Id, string? Name, string SourceRef, string TargetRef,
    string? MessageRef = null);
