using Samanvay.Feel;
using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Feel.Values;

namespace Samanvay.Engine.Compilation.Data;

/// <summary>Reads what goes into an element and what comes out: BPMN's data associations, and <c>sop:input</c> and
/// <c>sop:output</c>, which are the same in fewer words (BPMN 2.0.2, 10.4.2).</summary>
internal static class MappingReader
{
    /// <summary>The data that an activity has for itself: its properties, then its inputs.</summary>
    public static ImmutableArray<NamedValue> Inputs(Scene scene, Bpmn.Model.ActivityNode activity)
    {
        var own = activity.Properties.Select(property => new NamedValue(
            property.Name ?? property.Id, new(property.Id, null, FeelValue.Null)));
        var loop = (activity.Loop as MultiInstanceLoop)?.InputRef;
        var associated = activity.InputAssociations.Where(each => loop is null || each.TargetRef != loop)
            .SelectMany(each => Read(scene, activity, each));
        return [.. own, .. associated, .. Named(scene, activity, activity.Sop.Inputs)];
    }

    /// <summary>What a throwing event or a send task puts in its message.</summary>
    public static ImmutableArray<NamedValue> Payload(Scene scene, EventNode thrower) =>
    [
        .. thrower.DataAssociations.SelectMany(each => Read(scene, thrower, each)),
        .. Named(scene, thrower, thrower.Sop.Inputs),
    ];

    public static IEnumerable<NamedValue> Outputs(Scene scene, FlowNode node)
    {
        var associations = node switch
        {
            Bpmn.Model.ActivityNode activity =>
                activity.OutputAssociations.Where(each => !IsLoopOutput(activity, each)),
            CatchEvent occurrence => occurrence.DataAssociations,
            _ => [],
        };
        return associations.SelectMany(each => Read(scene, node, each));
    }

    /// <summary>The data output that stands for a result which has no fields.</summary>
    public static string? WholeOutput(FlowNode node) => node switch
    {
        Bpmn.Model.ActivityNode { Io.Outputs: [var only] } => only.Name ?? only.Id,
        CatchEvent { DataItems: [var only] } => only.Name ?? only.Id,
        _ => null,
    };

    private static bool IsLoopOutput(Bpmn.Model.ActivityNode activity, DataAssociation association) =>
        activity.Loop is MultiInstanceLoop { OutputRef: { } output } && association.SourceRefs.Contains(output);

    private static ImmutableArray<NamedValue> Named(Scene scene, FlowNode node, ImmutableArray<SopInput> inputs) =>
        ExpressionReader.Values(scene, node.Id, inputs.Select(input => (input.Name, input.Value)));

    private static List<NamedValue> Read(Scene scene, FlowNode node, DataAssociation association)
    {
        var target = Name(scene, node, association.TargetRef);
        var sources = association.SourceRefs.Select(source => Name(scene, node, source)).ToList();
        if (target is null || sources.Contains(null)) return [];
        var values = new List<NamedValue>();
        foreach (var assignment in association.Assignments)
        {
            if (assignment.To.Body is { Length: > 0 } to && to != target && to != association.TargetRef)
                Refuse(scene, node, $"assigns to '{to}'; assign '{target}' as a whole, for example with context put()");
            else if (Compiled(scene, node, assignment.From) is { } from) values.Add(new(target, from));
        }

        if (association.Transformation is { } transformation)
        {
            if (Compiled(scene, node, transformation) is { } made) values.Add(new(target, made));
        }
        else if (values.Count == 0 && association.Assignments.IsEmpty)
        {
            if (sources is [{ } source]) values.Add(new(target, new(source, null, null) { Variable = source }));
            else Refuse(scene, node, $"copies {sources.Count} things to '{target}'; write a transformation");
        }

        return values;
    }

    private static ExecutableValue? Compiled(Scene scene, FlowNode node, BpmnExpression expression) =>
        ExpressionReader.Expression(scene, node.Id, "dataAssociation", expression) is { } compiled
            ? new("dataAssociation", compiled, null)
            : null;

    private static string? Name(Scene scene, FlowNode node, string? id)
    {
        if (id is not null && scene.Data.IsStore(id))
            Refuse(scene, node, $"reads or writes the data store '{id}'; use an activity of the library");
        else if (id is not null && scene.Data.Find(id) is { } name) return name;
        else Refuse(scene, node, $"is joined to the data '{id}', which is not in the file");
        return null;
    }

    private static void Refuse(Scene scene, FlowNode node, Sentence what) => scene.Findings.Error(
        EngineCodes.DataNotExecuted, node.Id, $"'{node.Label}' {what}.", "dataAssociation");
}
