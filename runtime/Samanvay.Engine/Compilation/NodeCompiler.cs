using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Compilation;

/// <summary>Turns one flow node of the diagram into one that runs. Flows, boundary and bodies are joined
/// afterwards.</summary>
internal sealed class NodeCompiler(Scene scene, BodySite site)
{
    /// <summary>Null where the element is refused; why is among the findings.</summary>
    public ExecutableNode? Compile(FlowNode node)
    {
        Refusals.Check(scene, node);
        return node switch
        {
            AbstractTask or ManualTask => new ManualTaskNode((Bpmn.Model.ActivityNode)node),
            UserTask task => new UserTaskNode(task, RoleReader.Of(scene, task, site.Around(task.Id)), UserResult(task)),
            ServiceTask or SendTask => Activity((Bpmn.Model.ActivityNode)node),
            ReceiveTask { Instantiate: false } task => new ReceiveTaskNode(
                task, TriggerReader.Message(scene, task, task.MessageRef), ResultReader.OfEvent(scene, task, true)),
            ScriptTask task => Script(task),
            BusinessRuleTask task => BusinessRule(task),
            ExclusiveGateway gateway => new ExclusiveGatewayNode(gateway),
            ParallelGateway gateway => new ParallelGatewayNode(gateway),
            InclusiveGateway gateway => new InclusiveGatewayNode(gateway),
            EventBasedGateway { Instantiate: false } gateway => new EventBasedGatewayNode(gateway),
            EventNode each => Event(each),
            EmbeddedSubProcess sub => new SubProcessNode(sub),
            EventSubProcess sub => new EventSubProcessNode(sub),
            _ => Refused(node),
        };
    }

    private ExecutableNode? Event(EventNode node) => node switch
    {
        StartEvent start => Start(start),
        EndEvent end => new EndEventNode(end, TriggerReader.Thrown(scene, end)),
        IntermediateThrowEvent thrower => new ThrowEventNode(thrower, TriggerReader.Thrown(scene, thrower)),
        IntermediateCatchEvent catcher => TriggerReader.Of(scene, catcher, true) is { } trigger
            ? new CatchEventNode(catcher, trigger, ResultReader.OfEvent(scene, catcher, trigger is MessageTrigger))
            : null,
        BoundaryEvent boundary => Boundary(boundary),
        _ => Refused(node),
    };

    private StartEventNode Start(StartEvent node)
    {
        var trigger = node.Definitions.IsEmpty ? null : TriggerReader.Of(scene, node, node.IsInterrupting);
        var isPlace = site.Kind switch
        {
            BodyKind.Process => trigger is null or MessageTrigger,
            BodyKind.SubProcess => trigger is null,
            _ => trigger is not null,
        };
        var problem = trigger is null ? "waits for nothing" : "does not start this kind of process";
        if (!isPlace) TriggerReader.Refuse(scene, node, problem);
        return new(node, site.Body, trigger)
        {
            Result = ResultReader.OfEvent(scene, node, trigger is MessageTrigger),
        };
    }

    private BoundaryEventNode? Boundary(BoundaryEvent node)
    {
        var trigger = TriggerReader.Of(scene, node, node.CancelActivity);
        if (scene.Nodes.GetValueOrDefault(node.AttachedToRef) is not ActivityNode host || host is EventSubProcessNode)
        {
            scene.Findings.Error(
                EngineCodes.DanglingReference, node.Id, $"'{node.Label}' is at the edge of no step that runs.",
                "attachedToRef");
            return null;
        }

        if (trigger is null) return null;
        return new(node, trigger, ResultReader.OfEvent(scene, node, trigger is MessageTrigger)) { Host = host };
    }

    private ResultMapping UserResult(UserTask task) =>
        ResultReader.Of(scene, task, task.Sop.Form?.Result ?? ResultReader.DefaultName(task));

    private ActivityTaskNode? Activity(Bpmn.Model.ActivityNode task)
    {
        if (task.Sop.Activity is not { } activity)
        {
            Missing(task, "sop:activity", "says no activity of the library; choose one");
            return null;
        }

        return new(task, activity)
        {
            Inputs = ExpressionReader.Values(
                scene, task.Id, activity.Inputs.Select(input => (input.Name, input.Value))),
            Result = ResultReader.Of(scene, task, null),
        };
    }

    private ScriptTaskNode? Script(ScriptTask task)
    {
        if (!ExpressionReader.IsFeel(task.ScriptFormat))
        {
            scene.Findings.Error(
                EngineCodes.OtherLanguage, task.Id,
                $"'{task.Label}' is written in '{task.ScriptFormat}'; write it in FEEL.", "script");
            return null;
        }

        if (string.IsNullOrWhiteSpace(task.Script))
        {
            Missing(task, "script", "has no script");
            return null;
        }

        var script = ExpressionReader.Expression(scene, task.Id, "script", BpmnExpression.Of(task.Script).Body);
        return script is null ? null : new(task, script, ResultReader.Of(scene, task, ResultReader.DefaultName(task)));
    }

    private BusinessRuleTaskNode? BusinessRule(BusinessRuleTask task)
    {
        if (task.Sop.Decision is not { } reference)
        {
            Missing(task, "sop:decision", "names no decision; choose one");
            return null;
        }

        if (scene.Decision(reference.Ref) is { } decision)
        {
            return new(
                task, decision, ResultReader.Of(scene, task, reference.Result ?? ResultReader.DefaultName(task)));
        }

        scene.Findings.Error(
            EngineCodes.DecisionMissing, task.Id,
            $"'{task.Label}': decision '{reference.Ref}' is not in the playbook.", "sop:decision");
        return null;
    }

    private void Missing(FlowNode node, string field, string what) =>
        scene.Findings.Error(EngineCodes.PartMissing, node.Id, $"'{node.Label}' {what}.", field);

    private ExecutableNode? Refused(FlowNode node)
    {
        scene.Findings.Error(
            EngineCodes.ElementNotExecuted, node.Id,
            $"'{node.Label}': {Refusals.Kind(node)} is not executed; use another element.");
        return null;
    }
}
