using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Lint.Events;

/// <summary>Each link that is thrown goes on at exactly one link of the same name in the same scope.</summary>
internal static class LinkRule
{
    public static IEnumerable<Diagnostic> Check(LintScope scope)
    {
        var thrown = Links<ThrowEvent>(scope);
        var caught = Links<IntermediateCatchEvent>(scope);
        foreach (var (name, node) in thrown.Where(link => caught.TrueForAll(other => other.Name != link.Name)))
        {
            yield return LintScope.Error("BPMN122", node,
                $"The link {name} leads nowhere. Add a link of that name that goes on.");
        }

        foreach (var (name, node) in caught.Where(link => thrown.TrueForAll(other => other.Name != link.Name)))
        {
            yield return LintScope.Error("BPMN122", node,
                $"Nothing leads to the link {name}. Add a link of that name that leads here.");
        }

        foreach (var (name, node) in caught.GroupBy(link => link.Name).SelectMany(links => links.Skip(1)))
            yield return LintScope.Error("BPMN122", node, $"The link {name} goes on at two places. Rename one.");
    }

    private static List<(string Name, EventNode Node)> Links<T>(LintScope scope) where T : EventNode =>
        [.. from node in scope.Nodes<T>()
            from link in node.Definitions.OfType<LinkEventDefinition>()
            where !string.IsNullOrEmpty(link.Name)
            select (link.Name, (EventNode)node)];
}
