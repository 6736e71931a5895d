using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>An activity that holds a body of its own.</summary>
internal abstract class ContainerNode : ActivityNode
{
    protected ContainerNode(SubProcess model, ResultMapping result)
        : base(model)
    {
        Body = new(model.Id) { IsTransaction = model is Transaction, Holder = this };
        Result = result;
    }

    public ExecutableBody Body { get; }

    /// <summary>What is handed on to the scope around it; evaluated where its own variables are still seen.</summary>
    public ResultMapping Result { get; }
}

/// <summary>An embedded sub-process or a transaction.</summary>
internal sealed class SubProcessNode(SubProcess model, ResultMapping result) : ContainerNode(model, result);

internal sealed class AdHocNode(AdHocSubProcess model, FeelExpression? completion, ResultMapping result)
    : ContainerNode(model, result)
{
    public bool IsSequential { get; } = model.IsSequential;

    public bool CancelsRemaining { get; } = model.CancelRemainingInstances;

    public FeelExpression? CompletionCondition { get; } = completion;

    /// <summary>The steps that a person may start: nothing leads to them.</summary>
    public ImmutableArray<ActivityNode> Startable { get; set; } = [];

    /// <summary>Events that nothing leads to; they wait from the beginning.</summary>
    public ImmutableArray<CatchEventNode> Waiting { get; set; } = [];
}

/// <summary>Runs another process and waits for its end.</summary>
/// <param name="called">The id of the BPMN process.</param>
internal sealed class CallActivityNode(CallActivity model, string called, ResultMapping result) : ActivityNode(model)
{
    public string Called { get; } = called;

    public ResultMapping Result { get; } = result;
}

/// <summary>Waits beside its scope until its start event occurs.</summary>
internal sealed class EventSubProcessNode(EventSubProcess model)
    : ContainerNode(model, ResultMapping.Nowhere)
{
    public StartEventNode Start { get; set; } = null!;

    public bool IsInterrupting => ((StartEvent)Start.Model).IsInterrupting;
}
