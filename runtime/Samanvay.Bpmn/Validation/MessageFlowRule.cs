using System.Collections.Frozen;
using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using static Samanvay.Bpmn.Validation.ElementKinds;

namespace Samanvay.Bpmn.Validation;

/// <summary>A message flow joins two pools, from what can send to what can receive: BPMN 2.0.2, table 7.4, 9.4 and
/// 10.5.</summary>
internal static class MessageFlowRule
{
    private static readonly FrozenSet<string> Senders =
        Set([.. Activities, "participant", "intermediateThrowEvent", "endEvent"]);

    private static readonly FrozenSet<string> Receivers = Set([.. Activities, .. CatchEvents, "participant"]);

    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        document.Named("messageFlow").SelectMany(flow => Check(document, flow));

    private static IEnumerable<Diagnostic> Check(StandardDocument document, XElement flow)
    {
        if (document.Find(flow.Ref("sourceRef")) is not { } source) yield break;
        if (document.Find(flow.Ref("targetRef")) is not { } target) yield break;
        if (!source.Is(Senders) || (source.Is(Events) && !HasMessage(document, source)))
        {
            yield return StandardDocument.Error("BPMN141", flow,
                $"{StandardDocument.Label(source)} cannot send a message. Let the message flow begin at a pool, a step "
                    + $"or an event that throws a message.", "sourceRef");
        }

        if (!target.Is(Receivers) || (target.Is(Events) && !HasMessage(document, target)))
        {
            yield return StandardDocument.Error("BPMN141", flow,
                $"{StandardDocument.Label(target)} cannot receive a message. Let the message flow end at a pool, a "
                    + $"step "
                    + $"or an event that waits for a message.", "targetRef");
        }

        if (Pool(document, source) is { } pool && pool == Pool(document, target))
        {
            yield return StandardDocument.Error("BPMN141", flow,
                $"The message flow {StandardDocument.Label(flow)} stays within {StandardDocument.Label(pool)}. "
                    + $"Messages "
                    + $"go from one pool to another; use a sequence flow inside.");
        }
    }

    private static bool HasMessage(StandardDocument document, XElement node) =>
        node.Child("messageEventDefinition") is not null
        || node.ChildRefs("eventDefinitionRef").Any(
            id => document.Find(id)?.Name.LocalName == "messageEventDefinition");

    private static XElement? Pool(StandardDocument document, XElement end)
    {
        if (end.Name.LocalName == "participant") return end;
        var process = StandardDocument.Process(end);
        return document.Named("participant").FirstOrDefault(pool => pool.Ref("processRef") == process?.Text("id"))
            ?? process;
    }
}
