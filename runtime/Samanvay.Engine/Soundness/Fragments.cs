using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Makes a drawing small before its net is built: a sub-process that nothing outside reaches into is judged
/// on its own, and where it is sound it is one step to what is around it.</summary>
/// <remarks>J. Vanhatalo, H. Völzer, F. Leymann, Faster and More Focused Control-Flow Analysis for Business Process
/// Models through SESE Decomposition, 2007: a process is sound when its fragments are and what is left is. The
/// fragments that officials draw are sub-processes.</remarks>
internal sealed class Fragments
{
    private const char Inside = '#';

    private readonly BpmnDefinitions _model;
    private readonly HashSet<string> _talking;
    private readonly Func<BpmnDefinitions, bool> _isSound;

    private Fragments(BpmnDefinitions model, Func<BpmnDefinitions, bool> isSound)
    {
        _model = model;
        _isSound = isSound;
        _talking = model.Collaborations.SelectMany(collaboration => collaboration.MessageFlows)
            .SelectMany(flow => new[] { flow.SourceRef, flow.TargetRef }).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="isSound">Whether nothing at all can be said against a drawing.</param>
    public static BpmnDefinitions Fold(BpmnDefinitions model, Func<BpmnDefinitions, bool> isSound)
    {
        var fragments = new Fragments(model, isSound);
        return model with
        {
            Processes =
            [
                .. model.Processes.Select(process => process with { Body = fragments.Fold(process.Body, false) }),
            ],
        };
    }

    /// <summary>The element that people know, where one was put in the place of a sub-process's inside.</summary>
    public static string Drawn(string element) => element.Split(Inside)[0];

    /// <param name="isCaught">Something around the scope catches what is thrown in it.</param>
    private FlowScope Fold(FlowScope body, bool isCaught)
    {
        isCaught |= body.Nodes.OfType<EventSubProcess>()
            .Any(beside => beside.Body.Nodes.OfType<StartEvent>().Any(CatchesThrown));
        return body with
        {
            Nodes = [.. body.Nodes.Select(node => node is SubProcess stage and not AdHocSubProcess
                ? Fold(body, stage, isCaught) : node)],
        };
    }

    private SubProcess Fold(FlowScope around, SubProcess stage, bool isCaught)
    {
        isCaught |= around.Nodes.OfType<BoundaryEvent>()
            .Any(edge => edge.AttachedToRef == stage.Id && CatchesThrown(edge));
        var folded = stage with { Body = Fold(stage.Body, isCaught) };
        return IsClosed(stage, isCaught) && _isSound(Alone(folded)) ? folded with { Body = Step(stage) } : folded;
    }

    private bool IsClosed(SubProcess stage, bool isCaught)
    {
        var inside = stage.Body.AllNodes().ToList();
        var starts = stage.Body.Nodes.OfType<StartEvent>().ToList();
        return stage is EmbeddedSubProcess or EventSubProcess
            && starts is [{ Outgoing: [_] }] && !inside.Exists(Instantiates) && !inside.Exists(ReachesOut)
            && !(isCaught && inside.OfType<CatchEvent>().Any(CatchesThrown));
    }

    // What one scope throws another may catch; what is taken back needs all that was done; messages between pools are
    // counted.
    private bool ReachesOut(FlowNode node) =>
        _talking.Contains(node.Id)
        || node is ActivityNode { IsForCompensation: true }
            or ActivityNode { Loop: MultiInstanceLoop { Behavior: not MultiInstanceBehavior.All } }
        || (node is CatchEvent caught && Catches.Compensation(caught))
        || (node is ThrowEvent thrown && thrown.Definitions.Any(definition => definition is ErrorEventDefinition
            or EscalationEventDefinition or CancelEventDefinition or CompensateEventDefinition));

    private static bool Instantiates(FlowNode node) =>
        node is EventBasedGateway { Instantiate: true } or ReceiveTask { Instantiate: true };

    private static bool CatchesThrown(CatchEvent node) => node.Definitions.Any(
        definition => definition is ErrorEventDefinition or EscalationEventDefinition);

    /// <summary>The inside as a process of its own, which begins at once.</summary>
    private BpmnDefinitions Alone(SubProcess stage) => _model with
    {
        Collaborations = [],
        Processes =
        [
            new()
            {
                Id = stage.Id,
                Body = stage.Body with
                {
                    Nodes = [.. stage.Body.Nodes.Select(
                        node => node is StartEvent start ? start with { Definitions = [] } : node)],
                },
            },
        ],
    };

    /// <summary>What is left of the inside: where somebody works in it, one work that may throw.</summary>
    private static FlowScope Step(SubProcess stage)
    {
        var into = $"{stage.Id}{Inside}into";
        var work = $"{stage.Id}{Inside}work";
        var from = $"{stage.Id}{Inside}from";
        var start = stage.Body.Nodes.OfType<StartEvent>().Single() with { Outgoing = [into] };
        var end = new EndEvent { Id = $"{stage.Id}{Inside}end", Incoming = [from] };
        var isWork = stage.Body.AllNodes().OfType<ActivityNode>()
            .Any(node => node is not SubProcess or AdHocSubProcess);
        if (!isWork)
        {
            return new()
            {
                Nodes = [start, end with { Incoming = [into] }],
                Flows = [new() { Id = into, SourceRef = start.Id, TargetRef = end.Id }],
            };
        }

        return new()
        {
            Nodes = [start, new UserTask { Id = work, Incoming = [into], Outgoing = [from] }, end],
            Flows =
            [
                new() { Id = into, SourceRef = start.Id, TargetRef = work },
                new() { Id = from, SourceRef = work, TargetRef = end.Id },
            ],
        };
    }
}
