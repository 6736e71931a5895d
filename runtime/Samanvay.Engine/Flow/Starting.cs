using NodaTime;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Elements.Events;
using Samanvay.Engine.Elements.Tasks;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Flow;

/// <summary>How an instance begins: at a start event, at a receive task or event whose message creates it, or, where
/// nothing of that kind is drawn, at everything that nothing leads to (BPMN 2.0.2, 13.2).</summary>
internal static class Starting
{
    public static Rejection? Start(Turn turn, StartProcess command)
    {
        var node = Find(turn.Process, command.Start);
        var isImplicit = command.Start is null && !turn.Process.Body.ImplicitStarts.IsEmpty;
        if (node is null && !isImplicit) return new StartNotFound(command.Start);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(command.Zone) is null) return new ZoneNotFound(command.Zone);
        var scope = new ScopeId(turn.NextId);
        var given = turn.Process.ParameterDefaults.Merge(command.Variables);
        turn.Record(new InstanceStarted(
            turn.Now, turn.Process.Id, turn.Process.Version, command.Zone, node?.Id ?? turn.Process.Id, scope)
        {
            Variables = Scopes.Initial(turn.Process.Body, given),
            IsCalled = command.IsCalled,
        });
        Begin(turn, node, scope, command.Payload);
        return null;
    }

    private static void Begin(Turn turn, ExecutableNode? node, ScopeId scope, FeelContext? payload)
    {
        if (node is StartEventNode start)
        {
            StartEventBehavior.Begin(turn, start, scope, payload);
            return;
        }

        if (node is null)
        {
            if (Scopes.BeginWithoutStart(turn, turn.Process.Body, scope) is { } failure)
            {
                var first = turn.Place(turn.Process.Body.ImplicitStarts[0], scope, null);
                Faults.Raise(turn, first, FaultStage.Entering, failure);
            }

            return;
        }

        var flow = node.Incoming.FirstOrDefault();
        var token = turn.Place(node, scope, flow?.Id);
        if (Scopes.ArmHandlers(turn, turn.Process.Body, scope) is { } problem)
        {
            Faults.Raise(turn, token, FaultStage.Leaving, problem);
            return;
        }

        // BPMN 2.0.2, 13.4.4: behind a parallel gateway the others are needed too, in the instance that the first made.
        if (flow?.Source is EventBasedGatewayNode { Model: EventBasedGateway { IsParallel: true } } gateway)
        {
            foreach (var other in gateway.Outgoing.Where(other => other != flow))
                turn.Arrive(other.Target, scope, other.Id);
        }

        if (node is ReceiveTaskNode task) ReceiveTaskBehavior.Receive(turn, task, token, payload);
        else CatchEventBehavior.Receive(turn, (CatchEventNode)node, token, payload ?? FeelContext.Empty);
    }

    private static ExecutableNode? Find(ExecutableProcess process, string? name)
    {
        if (name is null) return process.Body.NoneStart;
        var id = process.StartMessages.GetValueOrDefault(name, name);
        return process.Body.Starts.Concat(process.Body.StartingCatches).FirstOrDefault(start => start.Id == id);
    }
}
