using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>An activity that holds a body of its own.</summary>
internal abstract class ContainerNode(SubProcess model) : ActivityNode(model)
{
    public ExecutableBody Body { get; } = new(model.Id);
}

internal sealed class SubProcessNode(EmbeddedSubProcess model) : ContainerNode(model);

/// <summary>Waits beside its scope until its start event occurs.</summary>
internal sealed class EventSubProcessNode(EventSubProcess model) : ContainerNode(model)
{
    public StartEventNode Start { get; set; } = null!;

    public bool IsInterrupting => ((StartEvent)Start.Model).IsInterrupting;
}
