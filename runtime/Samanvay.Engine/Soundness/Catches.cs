using System.Collections.Immutable;
using Samanvay.Bpmn.Model;

namespace Samanvay.Engine.Soundness;

/// <summary>Who catches what is thrown up through the scopes: errors, escalations and cancellations.</summary>
internal static class Catches
{
    /// <summary>The nearest catcher, from the inside out: an event sub-process of the scope, then the edge of the
    /// scope.</summary>
    public static Catcher? Catcher(Region from, ImmutableArray<EventDefinition> thrown)
    {
        for (var region = from; region is not null; region = region.Parent)
        {
            var beside = region.Besides
                .FirstOrDefault(node => node != from.Node && node.Body.Nodes.OfType<StartEvent>().Any(Catches));
            if (beside is not null) return new(region, beside);
            var edge = region.Node is { } scope ? region.Parent?.Edge(scope.Id).FirstOrDefault(Catches) : null;
            if (edge is not null) return new(region, edge);
        }

        return null;

        bool Catches(CatchEvent node) => thrown.Any(definition => IsCaught(definition, node));
    }

    /// <summary>The catchers of errors and escalations around a scope, with what each waits for.</summary>
    public static IEnumerable<(Catcher Catcher, EventDefinition Definition)> Around(Region from)
    {
        for (var region = from; region is not null; region = region.Parent)
        {
            var besides = region.Besides
                .SelectMany(node => node.Body.Nodes.OfType<StartEvent>().SelectMany(start => Thrown(node, start)));
            var edges = region.Node is { } scope && region.Parent is { } outer
                ? outer.Edge(scope.Id).SelectMany(edge => Thrown(edge, edge)) : [];
            foreach (var (by, definition) in besides.Concat(edges)) yield return (new(region, by), definition);
        }
    }

    private static IEnumerable<(FlowNode By, EventDefinition Definition)> Thrown(FlowNode by, CatchEvent caught) =>
        caught.Definitions.Where(IsThrown).Select(definition => (by, definition));

    /// <summary>Whether the event waits for something that must be thrown to it.</summary>
    public static bool OnlyThrown(CatchEvent node) =>
        node.Definitions.Any(definition => IsThrown(definition) || definition is CancelEventDefinition);

    public static bool Compensation(CatchEvent node) =>
        node.Definitions.Any(definition => definition is CompensateEventDefinition);

    public static bool IsCaught(EventDefinition thrown, CatchEvent by) =>
        by.Definitions.Any(caught => IsCaught(thrown, caught));

    private static bool IsThrown(EventDefinition definition) =>
        definition is ErrorEventDefinition or EscalationEventDefinition;

    private static bool IsCaught(EventDefinition thrown, EventDefinition by) => (thrown, by) switch
    {
        (ErrorEventDefinition error, ErrorEventDefinition handler) =>
            handler.ErrorRef is null || handler.ErrorRef == error.ErrorRef,
        (EscalationEventDefinition escalation, EscalationEventDefinition handler) =>
            handler.EscalationRef is null || handler.EscalationRef == escalation.EscalationRef,
        (CancelEventDefinition, CancelEventDefinition) => true,
        _ => false,
    };
}

/// <param name="Scope">What is left when the catcher interrupts.</param>
/// <param name="By">A boundary event of the scope, or an event sub-process in it.</param>
internal sealed record Catcher(Region Scope, FlowNode By);
