using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation.Data;
using Samanvay.Engine.Compilation.Events;
using Samanvay.Feel;

namespace Samanvay.Engine.Compilation;

/// <summary>Turns one flow node of the diagram into one that runs. Flows, boundary and bodies are joined
/// afterwards.</summary>
internal sealed class NodeCompiler(Scene scene, BodySite site)
{
    /// <summary>Null where the element is refused; why is among the findings.</summary>
    public ExecutableNode? Compile(FlowNode node)
    {
        if (node is Bpmn.Model.ActivityNode activity) Quantities.Check(scene, activity);
        return node switch
        {
            AbstractTask or ManualTask => new ManualTaskNode(
                (Bpmn.Model.ActivityNode)node, ResultReader.Of(scene, node, null)),
            UserTask task => new UserTaskNode(task, RoleReader.Of(scene, task, site.Around(task.Id)), UserResult(task)),
            SendTask { Sop.Activity: null } task => Send(task),
            ServiceTask or SendTask => Activity((Bpmn.Model.ActivityNode)node),
            ReceiveTask task => new ReceiveTaskNode(
                task, TriggerReader.Message(scene, task, task.MessageRef), ResultReader.OfEvent(scene, task, true)),
            ScriptTask task => Script(task),
            BusinessRuleTask task => BusinessRule(task),
            ExclusiveGateway gateway => new ExclusiveGatewayNode(gateway),
            ParallelGateway gateway => new ParallelGatewayNode(gateway),
            InclusiveGateway gateway => new InclusiveGatewayNode(gateway),
            EventBasedGateway gateway => new EventBasedGatewayNode(gateway),
            EventNode each => Event(each),
            ComplexGateway gateway => Complex(gateway),
            EmbeddedSubProcess or Transaction => new SubProcessNode(
                (SubProcess)node, ResultReader.Of(scene, node, null)),
            AdHocSubProcess sub => AdHoc(sub),
            CallActivity call => Call(call),
            EventSubProcess sub => new EventSubProcessNode(sub),
            _ => throw new UnreachableException($"No case for {node.GetType().Name}."),
        };
    }

    private ComplexGatewayNode? Complex(ComplexGateway gateway)
    {
        if (gateway.ActivationCondition is null && gateway.Incoming.Length > 1)
        {
            Missing(gateway, "activationCondition", "joins several flows, but says not when it goes on");
            return null;
        }

        return new(gateway, Condition(gateway, "activationCondition", gateway.ActivationCondition));
    }

    private AdHocNode AdHoc(AdHocSubProcess sub) => new(
        sub, Condition(sub, "completionCondition", sub.CompletionCondition), ResultReader.Of(scene, sub, null));

    private FeelExpression? Condition(FlowNode node, string field, BpmnExpression? condition) =>
        condition is null ? null : ExpressionReader.Expression(scene, node.Id, field, condition);

    // BPMN 2.0.2, 13.3.4: a called global task runs as a task would that stands in the place of the call.
    private ExecutableNode? Call(CallActivity call)
    {
        if (string.IsNullOrWhiteSpace(call.CalledElement))
        {
            Missing(call, "calledElement", "says not what it calls; choose a procedure");
            return null;
        }

        if (scene.GlobalTask(call.CalledElement) is { } task)
            return Compile(task with { Id = call.Id, Name = call.Name ?? task.Name, Sop = Either(call, task) });
        return new CallActivityNode(call, call.CalledElement, ResultReader.Of(scene, call, null));
    }

    private static SopExtensions Either(CallActivity call, FlowNode task) =>
        call.Sop == SopExtensions.None ? task.Sop : call.Sop;

    private ExecutableNode? Event(EventNode node) => node switch
    {
        StartEvent start => Start(start),
        EndEvent end => new EndEventNode(end, ThrownReader.Of(scene, site, end))
        {
            Payload = MappingReader.Payload(scene, end),
        },
        IntermediateThrowEvent thrower => new ThrowEventNode(thrower, ThrownReader.Of(scene, site, thrower))
        {
            Payload = MappingReader.Payload(scene, thrower),
        },
        IntermediateCatchEvent catcher => TriggerReader.Of(scene, catcher) is { } trigger
            ? new CatchEventNode(catcher, trigger, ResultReader.OfEvent(scene, catcher, HasMessage(trigger)))
            : null,
        BoundaryEvent boundary => Boundary(boundary),
        _ => throw new UnreachableException($"No case for {node.GetType().Name}."),
    };

    private StartEventNode Start(StartEvent node)
    {
        var trigger = node.Definitions.IsEmpty ? null : TriggerReader.Of(scene, node);
        var isPlace = site.Kind switch
        {
            BodyKind.Process => Parts(trigger).All(part => part is MessageTrigger or SignalTrigger or TimerTrigger),
            BodyKind.SubProcess => trigger is null,
            _ => trigger is not null,
        };
        var problem = trigger is null ? "waits for nothing" : "does not start this kind of process";
        if (!isPlace) TriggerReader.Refuse(scene, node, problem);
        return new(node, site.Body, trigger)
        {
            Result = ResultReader.OfEvent(scene, node, HasMessage(trigger)),
        };
    }

    private BoundaryEventNode? Boundary(BoundaryEvent node)
    {
        var trigger = TriggerReader.Of(scene, node);
        if (scene.Nodes.GetValueOrDefault(node.AttachedToRef) is not ActivityNode host || host is EventSubProcessNode)
        {
            scene.Findings.Error(
                EngineCodes.DanglingReference, node.Id, $"'{node.Label}' is at the edge of no step that runs.",
                "attachedToRef");
            return null;
        }

        if (trigger is null) return null;
        return new(node, trigger, ResultReader.OfEvent(scene, node, HasMessage(trigger))) { Host = host };
    }

    private static bool HasMessage(Trigger? trigger) => Parts(trigger).Any(part => part is MessageTrigger);

    private static ImmutableArray<Trigger> Parts(Trigger? trigger) => trigger switch
    {
        null => [],
        SeveralTriggers several => several.Parts,
        _ => [trigger],
    };

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
            Arguments = ExpressionReader.Values(
                scene, task.Id, activity.Inputs.Select(input => (input.Name, input.Value))),
            Result = ResultReader.Of(scene, task, null),
        };
    }

    // A send task that says no activity of the library sends its message to the other processes.
    private SendTaskNode? Send(SendTask task) =>
        EventNames.Message(scene, task, task.MessageRef) is { } name
            ? new(task, new ThrownMessage(name), ResultReader.Of(scene, task, null))
            : null;

    private ScriptTaskNode? Script(ScriptTask task)
    {
        if (string.IsNullOrWhiteSpace(task.Script))
        {
            Missing(task, "script", "has no script");
            return null;
        }

        // BPMN 2.0.2, table 10.12: a script says its language. That of the file's expressions will do.
        var format = task.ScriptFormat ?? scene.Definitions.ExpressionLanguage;
        if (format is null)
        {
            Missing(task, "script", "does not say the language of its script; write it in FEEL and say so");
            return null;
        }

        if (!ExpressionReader.IsFeel(format))
        {
            scene.Findings.Error(
                EngineCodes.OtherLanguage, task.Id, $"'{task.Label}' is written in '{format}'; write it in FEEL.",
                "script");
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

    private void Missing(FlowNode node, string field, Sentence what) =>
        scene.Findings.Error(EngineCodes.PartMissing, node.Id, $"'{node.Label}' {what}.", field);
}
