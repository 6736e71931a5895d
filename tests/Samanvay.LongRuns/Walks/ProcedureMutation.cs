using System.Globalization;
using Samanvay.Bpmn.Model;

namespace Samanvay.LongRuns.Walks;

/// <summary>One random edit, as a careless author makes it; nothing keeps the blocks nested.</summary>
internal sealed class ProcedureMutation(Random random)
{
    private int _count;

    public BpmnDefinitions Edit(BpmnDefinitions definitions) => definitions with
    {
        Processes =
        [
            .. definitions.Processes.Select(process => process with { Body = Somewhere(process.Body) }),
        ],
    };

    // In this scope or in one inside it.
    private FlowScope Somewhere(FlowScope scope)
    {
        var inner = scope.Nodes.OfType<SubProcess>().ToArray();
        if (inner.Length == 0 || random.Next(inner.Length + 1) == 0) return Linked(Here(scope));
        var chosen = Pick(inner);
        var changed = chosen with { Body = Somewhere(chosen.Body) };
        return scope with { Nodes = scope.Nodes.Replace(chosen, changed) };
    }

    private FlowScope Here(FlowScope scope)
    {
        if (scope.Flows.IsEmpty) return scope;
        var flow = Pick([.. scope.Flows]);
        return random.Next(8) switch
        {
            0 => scope with { Flows = scope.Flows.Replace(flow, flow with { TargetRef = AnyNode(scope).Id }) },
            1 => scope with { Flows = scope.Flows.Replace(flow, flow with { SourceRef = AnyNode(scope).Id }) },
            2 => scope with { Flows = scope.Flows.Add(NewFlow(AnyNode(scope), AnyNode(scope))) },
            3 => scope with { Flows = scope.Flows.Remove(flow) },
            4 or 5 => WithGateway(scope, flow),
            6 => Twice(scope),
            _ => OfAnotherKind(scope),
        };
    }

    // A gateway in the flow that also leads to, or comes from, some other place.
    private FlowScope WithGateway(FlowScope scope, SequenceFlow flow)
    {
        var gateway = NewGateway(NewId("gateway"));
        var other = AnyNode(scope);
        var more = random.Next(2) == 0 ? NewFlow(gateway, other) : NewFlow(other, gateway);
        return scope with
        {
            Nodes = scope.Nodes.Add(gateway),
            Flows = scope.Flows.Replace(flow, flow with { TargetRef = gateway.Id })
                .Add(new SequenceFlow { Id = NewId("flow"), SourceRef = gateway.Id, TargetRef = flow.TargetRef })
                .Add(more),
        };
    }

    // The same step again beside itself; the inside of a sub-process would be there twice by name.
    private FlowScope Twice(FlowScope scope)
    {
        var node = AnyNode(scope);
        if (node is SubProcess) return scope;
        var copy = node with { Id = NewId("copy") };
        return scope with
        {
            Nodes = scope.Nodes.Add(copy),
            Flows =
            [
                .. scope.Flows,
                .. scope.Flows.Where(flow => flow.TargetRef == node.Id)
                    .Select(flow => flow with { Id = NewId("flow"), TargetRef = copy.Id, IsDefault = false }),
                .. scope.Flows.Where(flow => flow.SourceRef == node.Id)
                    .Select(flow => flow with { Id = NewId("flow"), SourceRef = copy.Id }),
            ],
        };
    }

    private FlowScope OfAnotherKind(FlowScope scope)
    {
        var gateways = scope.Nodes.OfType<Gateway>().ToArray();
        if (gateways.Length == 0) return scope;
        var gateway = Pick(gateways);
        return scope with { Nodes = scope.Nodes.Replace(gateway, NewGateway(gateway.Id)) };
    }

    private Gateway NewGateway(string id) => random.Next(4) switch
    {
        0 => new ParallelGateway { Id = id },
        1 => new ExclusiveGateway { Id = id },
        2 => new ComplexGateway { Id = id, ActivationCondition = new("activationCount >= 1") },
        _ => new InclusiveGateway { Id = id },
    };

    private SequenceFlow NewFlow(FlowNode from, FlowNode to) => new()
    {
        Id = NewId("flow"),
        SourceRef = from.Id,
        TargetRef = to.Id,
        Condition = from is ExclusiveGateway or InclusiveGateway || random.Next(4) == 0
            ? new(Pick(["dice > 3", "dice = 1", "true"]))
            : null,
    };

    private FlowNode AnyNode(FlowScope scope) => Pick([.. scope.Nodes]);

    // The nodes say again which flows enter and leave.
    private static FlowScope Linked(FlowScope scope) => scope with
    {
        Nodes =
        [
            .. scope.Nodes.Select(node => node with
            {
                Incoming = [.. scope.Flows.Where(flow => flow.TargetRef == node.Id).Select(flow => flow.Id)],
                Outgoing = [.. scope.Flows.Where(flow => flow.SourceRef == node.Id).Select(flow => flow.Id)],
            }),
        ],
    };

    private string NewId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-m{++_count}");

    private TItem Pick<TItem>(TItem[] choices) => choices[random.Next(choices.Length)];
}
