using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>One flow node, compiled. The kinds are a closed family; each has its behavior in
/// <c>Elements/</c>.</summary>
public abstract class ExecutableNode
{
    private protected ExecutableNode(FlowNode model) => Model = model;

    /// <summary>The element as drawn, with its texts, service levels and roles.</summary>
    public FlowNode Model { get; }

    public string Id => Model.Id;

    public string Label => Model.Label;

    /// <summary>The id of the process or sub-process that it lies directly in.</summary>
    internal string Within { get; set; } = "";

    /// <summary>The abstract roles that may do the work; none where no person does.</summary>
    public virtual ImmutableArray<string> CandidateRoles => [];

    internal ImmutableArray<ExecutableFlow> Incoming { get; set; } = [];

    internal ImmutableArray<ExecutableFlow> Outgoing { get; set; } = [];
}

/// <summary>A sequence flow with both ends resolved.</summary>
internal sealed record ExecutableFlow(string Id, ExecutableNode Source, ExecutableNode Target)
{
    public FeelExpression? Condition { get; init; }

    /// <summary>Taken when no condition of its source holds.</summary>
    public bool IsDefault { get; init; }
}

/// <summary>An activity: it may have events at its edge and may run many times over.</summary>
internal abstract class ActivityNode(Bpmn.Model.ActivityNode model) : ExecutableNode(model)
{
    public ImmutableArray<BoundaryEventNode> Boundary { get; set; } = [];

    public ExecutableMultiInstance? Loop { get; set; }

    public ExecutableStandardLoop? Repeat { get; set; }

    /// <summary>So many tokens must come before it begins.</summary>
    public int StartQuantity { get; } = model.StartQuantity;

    /// <summary>So many tokens leave by each outgoing flow.</summary>
    public int CompletionQuantity { get; } = model.CompletionQuantity;

    /// <summary>It is begun by what it takes back, never by the flow.</summary>
    public bool IsForCompensation { get; } = model.IsForCompensation;

    /// <summary>Takes back what the activity did: by an event at its edge, or an event sub-process inside.</summary>
    public CompensationHandler? Compensation { get; set; }

    /// <summary>Read when its work begins; they are the activity's own.</summary>
    public ImmutableArray<NamedValue> Inputs { get; set; } = [];
}

/// <param name="Items">The collection; null where <paramref name="Count"/> says how many.</param>
internal sealed record ExecutableMultiInstance(bool IsSequential, FeelExpression? Items, FeelExpression? Count)
{
    public string? ElementVariable { get; init; }

    public string? OutputVariable { get; init; }

    public FeelExpression? OutputElement { get; init; }

    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>Thrown whenever one of the instances completes, where its condition holds.</summary>
    public ImmutableArray<ExecutableMultiInstanceEvent> Events { get; init; } = [];
}

/// <summary>BPMN 2.0.2, table 10.29: what the behaviors None, One and Complex throw.</summary>
/// <param name="Condition">Null is always.</param>
internal sealed record ExecutableMultiInstanceEvent(FeelExpression? Condition, Thrown Throws, bool FirstOnly);

/// <param name="Condition">Null is true; then there is a maximum.</param>
internal sealed record ExecutableStandardLoop(bool TestBefore, int? Maximum, FeelExpression? Condition);

/// <summary>How a completed activity is compensated.</summary>
/// <param name="Handler">The activity beside it, or the event sub-process inside it.</param>
internal sealed record CompensationHandler(ActivityNode Handler);
