using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Dmn;
using Samanvay.Dmn.Checking;
using Samanvay.Feel;
using Samanvay.Feel.Checking;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Procedures.Building;
using Samanvay.Runtime.Procedures.Forms;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>Checks the conditions of a procedure against what is known of its variables: what its forms ask for and
/// what its decisions give. A variable that anything else may set is of any type, and there may be others.</summary>
internal static class VariableTypes
{
    // Names and grammar are reported where the procedure is built.
    private static readonly ImmutableArray<string> OfTypes = ["FEEL008", "FEEL010", "FEEL011"];

    public static IEnumerable<Diagnostic> Check(string path, BuiltProcedure built, ImmutableArray<DecisionModel> models)
    {
        foreach (var process in built.Definitions?.Processes ?? [])
        {
            var typing = Of(process, built, models);
            foreach (var flow in process.Body.AllScopes().SelectMany(scope => scope.Flows))
            {
                if (flow.Condition is not { Body: var text }) continue;
                foreach (var problem in FeelChecker.Expression(Body(text), FeelType.Boolean, typing).Problems)
                {
                    if (!OfTypes.Contains(problem.Code)) continue;
                    yield return problem with
                    {
                        Location = new(path, flow.Id, "condition") { Offset = problem.Location.Offset },
                    };
                }
            }
        }
    }

    private static FeelTyping Of(
        ProcessDefinition process, BuiltProcedure built, ImmutableArray<DecisionModel> models)
    {
        var nodes = process.Body.AllNodes().ToList();
        var known = nodes.Select(node => OfForm(node, built)).Concat(nodes.Select(node => OfDecision(node, models)))
            .OfType<(string Name, FeelType Type)>().GroupBy(one => one.Name, StringComparer.Ordinal);
        var others = nodes.SelectMany(OtherResults).ToHashSet(StringComparer.Ordinal);
        // Where a part runs several times, a name may stand for each round or for all of them.
        others.UnionWith(nodes.OfType<ActivityNode>().Where(node => node.Loop is not null)
            .SelectMany(node => node is SubProcess part ? part.Body.AllNodes() : [node]).SelectMany(Results));
        return known.Aggregate(FeelTyping.None with { IsOpen = true }, (typing, name) => typing.With(
            name.Key, name.ToList() is [var only] && !others.Contains(name.Key) ? only.Type : FeelType.Any));
    }

    private static (string, FeelType)? OfForm(FlowNode node, BuiltProcedure built) =>
        node.Sop.Form is { Ref: var name, Result: var result } && built.Forms.TryGetValue(name, out var form)
            ? (result, FeelType.ContextOf(form.Inputs.Select(
                field => KeyValuePair.Create(field.Key, TypeOf(field))).DistinctBy(field => field.Key)))
            : null;

    private static (string, FeelType)? OfDecision(FlowNode node, ImmutableArray<DecisionModel> models) =>
        node.Sop.Decision is { Ref: var name, Result: { } result }
            ? (result, models.Select(model => TypeCheck.ResultOf(model, name)).OfType<FeelType>()
                .FirstOrDefault(FeelType.Any))
            : null;

    private static IEnumerable<string> Results(FlowNode node) =>
        new[] { node.Sop.Form?.Result, node.Sop.Decision?.Result }.OfType<string>();

    private static IEnumerable<string> OtherResults(FlowNode node) =>
        node.Sop.Variables.Select(variable => variable.Name).Concat(node.Sop.Outputs.Select(output => output.Name));

    private static FeelType TypeOf(FormField field) => field.Kind switch
    {
        FormFieldKind.Number => FeelType.Number,
        FormFieldKind.Checkbox => FeelType.Boolean,
        FormFieldKind.Checklist => FeelType.ListOf(FeelType.Text),
        FormFieldKind.Textfield or FormFieldKind.Textarea or FormFieldKind.Select or FormFieldKind.Radio =>
            FeelType.Text,
        _ => FeelType.Any,
    };

    private static string Body(string text) => text.TrimStart() is ['=', .. var expression] ? expression : text;
}
