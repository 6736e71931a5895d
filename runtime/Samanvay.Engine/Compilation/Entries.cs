using Samanvay.Feel;
using System.Collections.Immutable;

namespace Samanvay.Engine.Compilation;

/// <summary>Checks that every body has a way in and that every node of it can be reached by the rules of its
/// kind.</summary>
internal static class Entries
{
    public static void Check(Scene scene, BodySite site, List<ExecutableNode> nodes)
    {
        var starts = site.Body.Starts;
        var expected = site.Kind switch
        {
            BodyKind.Process => BeginsSomewhere(site.Body) ? null : "at least one start event",
            BodyKind.SubProcess when starts.IsEmpty => site.Body.ImplicitStarts.IsEmpty ? "a start" : null,
            BodyKind.SubProcess => starts.Length == 1 ? null : "exactly one plain start event",
            BodyKind.AdHoc => starts.IsEmpty ? null : "no start event: its steps are started by people",
            _ => starts.Length == 1 ? null : "exactly one start event that waits for something",
        };
        if (expected is not null)
        {
            scene.Findings.Error(
                EngineCodes.NoWayIn, site.Body.Element, $"'{site.Body.Element}' needs {(Sentence)expected}.");
        }

        foreach (var node in nodes)
        {
            if (BodyStarts.BeginsElsewhere(node) && node is not CatchEventNode)
            {
                CheckFree(scene, node);
            }
            else if (IsOrphan(site, node))
            {
                scene.Findings.Error(
                    EngineCodes.NoWayIn, node.Id, $"Nothing leads to '{node.Label}'; draw a flow to it.");
            }
        }
    }

    private static bool BeginsSomewhere(ExecutableBody body) =>
        !body.Starts.IsEmpty || !body.ImplicitStarts.IsEmpty || !body.StartingCatches.IsEmpty;

    // BPMN 2.0.2, 13.2 and 13.3.4: what has a start event begins there, and not at elements that nothing leads to.
    private static bool IsOrphan(BodySite site, ExecutableNode node) =>
        node.Incoming.IsEmpty && node.Model.Incoming.IsEmpty && !BodyStarts.BeginsElsewhere(node)
        && !site.Body.ImplicitStarts.Contains(node) && BodyStarts.Catches(node).IsEmpty
        && !(site.Body.Holder is AdHocNode adHoc && (adHoc.Startable.Contains(node) || adHoc.Waiting.Contains(node)));

    /// <summary>BPMN 2.0.2, 10.6.6: behind the gateway stand only events and receive tasks that nothing else leads
    /// to.</summary>
    public static void CheckEventGateway(Scene scene, EventBasedGatewayNode gateway)
    {
        if (gateway.Outgoing.IsEmpty) Bad("has no event behind it");
        foreach (var target in gateway.Outgoing.Select(flow => flow.Target))
        {
            if (target is not (CatchEventNode or ReceiveTaskNode))
                Bad($"leads to '{target.Label}', which waits for no event");
            if (target is ReceiveTaskNode { Boundary.IsEmpty: false })
                Bad($"leads to '{target.Label}', which has events at its edge");
            if (target.Incoming.Length > 1) Bad($"shares '{target.Label}' with another flow");
        }

        void Bad(Sentence what) =>
            scene.Findings.Error(EngineCodes.BadEventGateway, gateway.Id, $"The gateway '{gateway.Label}' {what}.");
    }

    public static void UsedTwice(Scene scene, string id) =>
        scene.Findings.Error(
            EngineCodes.DanglingReference, id, $"The id '{id}' is used twice; give each element its own.");

    /// <summary>Which message starts the process where; one name must not lead to two starts.</summary>
    public static ImmutableSortedDictionary<string, string> StartMessages(Scene scene, ExecutableBody body)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var start in body.Starts.Concat(body.StartingCatches))
        {
            foreach (var name in Names(start))
            {
                if (!names.TryAdd(name, start.Id))
                {
                    scene.Findings.Error(
                        EngineCodes.AmbiguousStart, start.Id, $"Message '{name}' starts at '{names[name]}' already.");
                }
            }
        }

        return names.ToImmutable();
    }

    /// <summary>A signal starts an instance wherever it is named first: it is for all.</summary>
    public static ImmutableSortedDictionary<string, string> StartSignals(ExecutableBody body) =>
        body.Starts.Concat(body.StartingCatches)
            .SelectMany(start => Parts(start).OfType<SignalTrigger>().Select(part => (part.Name, start.Id)))
            .DistinctBy(start => start.Name)
            .ToImmutableSortedDictionary(start => start.Name, start => start.Id, StringComparer.Ordinal);

    public static bool WaitsForMessage(Trigger trigger) => trigger is MessageTrigger
        || (trigger is SeveralTriggers several && several.Parts.All(part => part is MessageTrigger));

    private static IEnumerable<string> Names(ExecutableNode start) =>
        Parts(start).OfType<MessageTrigger>().SelectMany(part => part.Names);

    private static ImmutableArray<Trigger> Parts(ExecutableNode start)
    {
        var trigger = start switch
        {
            StartEventNode node => node.Trigger,
            CatchEventNode node => node.Trigger,
            ReceiveTaskNode node => node.Message,
            _ => null,
        };
        if (trigger is SeveralTriggers several) return several.Parts;
        return trigger is null ? [] : [trigger];
    }

    private static void CheckFree(Scene scene, ExecutableNode node)
    {
        if (!node.Incoming.IsEmpty)
        {
            scene.Findings.Error(
                EngineCodes.NoWayIn, node.Id, $"No flow may lead to '{node.Label}': an event starts it.");
        }
    }
}
