using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Feel;

namespace Samanvay.Dmn.Compilation;

/// <summary>A decision that waits for itself has no value: the circle is reported and cut.</summary>
internal static class RequirementCycles
{
    public static void Break(ModelPart part, ImmutableArray<Diagnostic>.Builder problems)
    {
        var done = new HashSet<CompiledElement>();
        var logic = part.Elements.Values.OfType<CompiledLogic>();
        foreach (var element in logic.OrderBy(element => element.Id, StringComparer.Ordinal))
            Visit(element, [], done, problems);
    }

    // Functions may call each other; only decisions wait for what they require.
    private static void Visit(
        CompiledLogic element, ImmutableList<CompiledLogic> path, HashSet<CompiledElement> done,
        ImmutableArray<Diagnostic>.Builder problems)
    {
        if (element.IsFunction || !done.Add(element)) return;
        var inner = path.Add(element);
        foreach (var requirement in element.Requirements)
        {
            if (requirement.Element is not CompiledLogic { IsFunction: false } required) continue;
            if (inner.Contains(required)) Cut(element, required, inner, problems);
            else Visit(required, inner, done, problems);
        }
    }

    private static void Cut(
        CompiledLogic element, CompiledLogic required, ImmutableList<CompiledLogic> path,
        ImmutableArray<Diagnostic>.Builder problems)
    {
        var circle = string.Join(" -> ", path.Skip(path.IndexOf(required)).Append(required).Select(part => part.Name));
        problems.Add(Diagnostic.Error(
            ProblemCodes.Circular, $"These decisions wait for each other: {circle}. Remove one of the arrows.",
            Location.Element(element.Id)));
        var missing = new CompiledLogic(required.Id, required.Name, required.Type, isFunction: false);
        element.Requirements = [.. element.Requirements.Select(requirement =>
            requirement.Element == required ? requirement with { Element = missing } : requirement)];
    }
}
