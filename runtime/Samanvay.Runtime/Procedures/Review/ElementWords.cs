using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>One element in words: what it is called, and everything about it that matters, by name.</summary>
internal sealed record ElementWords(Sentence Title, ImmutableSortedDictionary<string, string> Properties)
{
    /// <param name="names">What elements are called now, so that a new name alone does not change every flow that
    /// leads to it.</param>
    public static ImmutableSortedDictionary<string, ElementWords> Of(
        BpmnDefinitions definitions, IReadOnlyDictionary<string, string> names)
    {
        var words = ImmutableSortedDictionary.CreateBuilder<string, ElementWords>(StringComparer.Ordinal);
        foreach (var process in definitions.Processes)
        {
            words[process.Id] = Of(process, "Procedure", SopWords.Of(process.Sop));
            foreach (var scope in process.Body.AllScopes())
            {
                foreach (var node in scope.Nodes)
                    words[node.Id] = Of(node, KindOf(node), NodeWords.Of(definitions, process, node));
                foreach (var flow in scope.Flows) words[flow.Id] = Of(scope, flow, names);
            }
        }

        return words.ToImmutable();
    }

    private static ElementWords Of(BpmnElement element, Sentence kind,
        IEnumerable<(string Property, string? Value)> properties)
    {
        var all = properties.Append(("name", element.Name))
            .Append(("description", string.Join(" ", element.Documentation)))
            .Where(property => !string.IsNullOrWhiteSpace(property.Item2));
        return new($"{kind} “{element.Label}”", all.ToImmutableSortedDictionary(
            property => property.Item1, property => property.Item2!, StringComparer.Ordinal));
    }

    private static ElementWords Of(FlowScope scope, SequenceFlow flow, IReadOnlyDictionary<string, string> names)
    {
        var (from, to) = (NameOf(flow.SourceRef), NameOf(flow.TargetRef));
        Sentence kind = "Flow";
        var words = Of(flow, kind,
        [
            ("from", from),
            ("to", to),
            ("condition", flow.Condition?.Body),
            ("taken otherwise", flow.IsDefault ? "yes" : null),
        ]);
        var way = $"{from} → {to}";
        return string.IsNullOrWhiteSpace(flow.Name) ? words with { Title = $"{kind} “{way}”" } : words;

        string NameOf(string id) => names.GetValueOrDefault(id) ?? scope.Find(id)?.Label ?? id;
    }

    private static Sentence KindOf(FlowNode node) => node switch
    {
        UserTask or ManualTask => "Step",
        ServiceTask or SendTask or ScriptTask => "Automatic action",
        BusinessRuleTask => "Decision",
        ReceiveTask or IntermediateCatchEvent => "Wait",
        CallActivity => "Sub-procedure",
        SubProcess => "Stage",
        Gateway => "Gateway",
        StartEvent => "Start",
        EndEvent => "End",
        BoundaryEvent => "If",
        _ => "Element",
    };
}
