using Samanvay.Bpmn.Lint;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>The messages that begin a procedure that runs can be told apart: each has a name, and each begins it at
/// one place.</summary>
/// <remarks>By BPMN 2.0.2, 10.5.2, each start event begins an instance of its own, so one message would begin several.
/// A message is known by its name alone here, so that can not be meant.</remarks>
internal static class StartMessageRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        if (scope.Container is not ProcessDefinition { IsExecutable: true }) yield break;
        var waiting = (from start in scope.Nodes<StartEvent>()
                       from definition in start.Definitions.OfType<MessageEventDefinition>()
                       let message = scope.Definitions.Messages.FirstOrDefault(each => each.Id == definition.MessageRef)
                       where message is not null
                       select (Start: start, message.Name)).ToList();
        foreach (var (start, _) in waiting.Where(each => string.IsNullOrWhiteSpace(each.Name)))
        {
            yield return LintScope.Error("BPMN153", start,
                $"{start.Label} waits for a message without a name, which nobody can send. Name the message.");
        }

        foreach (var (start, name) in waiting.Where(each => !string.IsNullOrWhiteSpace(each.Name))
            .GroupBy(each => each.Name).SelectMany(same => same.Skip(1)))
        {
            yield return LintScope.Error("BPMN153", start,
                $"{start.Label} and another start event wait for the same message {name}. Keep one of them.");
        }
    }
}
