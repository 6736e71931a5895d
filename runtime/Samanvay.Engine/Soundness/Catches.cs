using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Who catches the errors and escalations that are thrown up through the scopes.</summary>
internal sealed class Catches(BpmnDefinitions model)
{
    /// <summary>The nearest catcher, from the inside out; of those equally near, one that waits for this very code
    /// comes before one that waits for any.</summary>
    public Catcher? Catcher(Region from, ImmutableArray<EventDefinition> thrown)
    {
        return Outwards(from).Select(near => First(near, exactly: true) ?? First(near, exactly: false))
            .FirstOrDefault(catcher => catcher is not null);

        Catcher? First(IEnumerable<Catcher> near, bool exactly) => near.FirstOrDefault(
            catcher => thrown.Any(definition => IsCaught(definition, catcher.Event, exactly)));
    }

    /// <summary>The catchers around a scope, with what each waits for.</summary>
    public static IEnumerable<(Catcher Catcher, EventDefinition Definition)> Around(Region region) =>
        from near in Outwards(region)
        from catcher in near
        from definition in catcher.Event.Definitions.Where(IsThrown)
        select (catcher, definition);

    public bool IsCaught(EventDefinition thrown, CatchEvent by) => IsCaught(thrown, by, exactly: false);

    /// <summary>Whether the event waits only for what must be thrown to it.</summary>
    public static bool OnlyThrown(CatchEvent node) =>
        !node.Definitions.IsEmpty
        && node.Definitions.All(definition => IsThrown(definition) || definition is CancelEventDefinition);

    public static bool Compensation(CatchEvent node) =>
        node.Definitions.Any(definition => definition is CompensateEventDefinition);

    public static bool Interrupts(FlowNode by) => by switch
    {
        BoundaryEvent boundary => boundary.CancelActivity,
        EventSubProcess beside => Start(beside) is { IsInterrupting: true },
        _ => false,
    };

    // BPMN 2.0.2, 10.5.6 and 13.5.4: the event sub-processes of a scope come before the events at its edge. One does
    // not catch what is thrown inside itself, and once one has interrupted the scope no other of it waits any more.
    private static IEnumerable<IEnumerable<Catcher>> Outwards(Region from)
    {
        FlowNode? left = null;
        for (var region = from; region is not null; left = region.Node, region = region.Parent)
        {
            if (left is not EventSubProcess inside || !Interrupts(inside)) yield return Beside(region, left);
            if (region.Node is { } scope && region.Parent is { } outer)
                yield return outer.Edge(scope.Id).Select(edge => new Catcher(region, edge, edge));
        }
    }

    private static IEnumerable<Catcher> Beside(Region region, FlowNode? left) =>
        from node in region.Besides
        where node != left
        let start = Start(node)
        where start is not null
        select new Catcher(region, node, start);

    private static StartEvent? Start(EventSubProcess node) => node.Body.Nodes.OfType<StartEvent>().FirstOrDefault();

    private static bool IsThrown(EventDefinition definition) =>
        definition is ErrorEventDefinition or EscalationEventDefinition;

    private bool IsCaught(EventDefinition thrown, CatchEvent by, bool exactly) =>
        by.Definitions.Any(caught => (thrown, caught) switch
        {
            (ErrorEventDefinition error, ErrorEventDefinition handler) => Match(Code(error), Code(handler), exactly),
            (EscalationEventDefinition escalation, EscalationEventDefinition handler) =>
                Match(Code(escalation), Code(handler), exactly),
            _ => false,
        });

    private static bool Match(string? thrown, string? caught, bool exactly) =>
        caught is null ? !exactly : caught == thrown;

    private string? Code(ErrorEventDefinition definition) =>
        model.Errors.FirstOrDefault(each => each.Id == definition.ErrorRef) is { } error
            ? error.Code ?? error.Name ?? error.Id : definition.ErrorRef;

    private string? Code(EscalationEventDefinition definition) =>
        model.Escalations.FirstOrDefault(each => each.Id == definition.EscalationRef) is { } escalation
            ? escalation.Code : definition.EscalationRef;
}

/// <param name="Scope">What is left when the catcher interrupts.</param>
/// <param name="By">A boundary event of the scope, or an event sub-process in it.</param>
/// <param name="Event">The event that waits: the boundary event itself, or the start event of the other.</param>
internal sealed record Catcher(Region Scope, FlowNode By, CatchEvent Event);
