using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>One element in words: what it is called, and everything about it that matters, by name.</summary>
internal sealed record ElementWords(Sentence Title, ImmutableSortedDictionary<string, string> Properties)
{
    public static ImmutableSortedDictionary<string, ElementWords> Of(BpmnDefinitions definitions)
    {
        var words = ImmutableSortedDictionary.CreateBuilder<string, ElementWords>(StringComparer.Ordinal);
        foreach (var process in definitions.Processes)
        {
            words[process.Id] = Of(process, "Procedure", SopWords.Of(process.Sop));
            foreach (var scope in process.Body.AllScopes())
            {
                foreach (var node in scope.Nodes)
                    words[node.Id] = Of(node, KindOf(node), NodeWords.Of(definitions, process, node));
                foreach (var flow in scope.Flows) words[flow.Id] = Of(flow, "Flow", FlowWords(scope, flow));
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

    private static IEnumerable<(string, string?)> FlowWords(FlowScope scope, SequenceFlow flow) =>
    [
        ("from", scope.Find(flow.SourceRef)?.Label ?? flow.SourceRef),
        ("to", scope.Find(flow.TargetRef)?.Label ?? flow.TargetRef),
        ("condition", flow.Condition?.Body),
        ("taken otherwise", flow.IsDefault ? "yes" : null),
    ];

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
