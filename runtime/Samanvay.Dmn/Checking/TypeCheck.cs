using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Checking;

/// <summary>Finds what can make no sense for values of the declared types: in literal expressions, in the cells of
/// tables and in all boxes around them.</summary>
public static class TypeCheck
{
    public static ImmutableArray<Diagnostic> Of(DecisionModel model)
    {
        var graph = new GraphTypes(model);
        foreach (var decision in model.Definitions.Decisions) graph.Of(decision);
        foreach (var knowledge in model.Definitions.KnowledgeModels) graph.Of(knowledge);
        return graph.Problems;
    }

    /// <summary>What a decision gives; absent where the model has none of this name or id.</summary>
    public static FeelType? ResultOf(DecisionModel model, string decision) =>
        model.Definitions.Decisions.FirstOrDefault(one => one.Id == decision || one.Name == decision) is { } found
            ? new GraphTypes(model).Of(found)
            : null;
}
