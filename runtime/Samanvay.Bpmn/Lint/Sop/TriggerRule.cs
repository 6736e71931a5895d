using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Sop;

/// <summary>A trigger stands on a message event whose message has the name that the situation sends.</summary>
internal static class TriggerRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        foreach (var node in scope.Body.Nodes)
        {
            foreach (var trigger in node.Sop.Triggers)
            {
                var names = Messages(node, scope.Definitions).ToList();
                if (names.Count == 0)
                {
                    yield return LintScope.Error("SOP001", node,
                        $"{node.Label} is triggered by a situation, so it must wait for a message. Make it a message "
                            + $"event.", "trigger");
                }
                else if (!names.Contains(trigger.MessageName))
                {
                    yield return LintScope.Error("SOP002", node,
                        $"{node.Label} waits for the message {names[0]}, but its situation sends "
                            + $"{trigger.MessageName}. Rename the message.",
                        "trigger");
                }
            }
        }
    }

    private static IEnumerable<string> Messages(FlowNode node, BpmnDefinitions file)
    {
        var references = node switch
        {
            CatchEvent caught => caught.Definitions.OfType<MessageEventDefinition>()
                .Select(definition => definition.MessageRef),
            ReceiveTask task => [task.MessageRef],
            _ => [],
        };
        return references.Select(id => file.Messages.FirstOrDefault(message => message.Id == id)?.Name ?? "")
            .Where(name => name.Length > 0);
    }
}
