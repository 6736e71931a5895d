using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Syntax;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>Resolves what an element requires and compiles its logic over exactly that.</summary>
internal sealed class ElementCompiler(ModelPart part, ImmutableArray<Diagnostic>.Builder problems)
{
    public void Compile(DrgElement element)
    {
        switch (element)
        {
            case Decision decision:
                Logic(
                    decision, decision.Requires, (boxes, names) => boxes.Translate(decision.Logic, names, decision.Id));
                break;
            case BusinessKnowledgeModel knowledge:
                ((CompiledLogic)part.Elements[knowledge.Id]).Parameters =
                    [.. knowledge.Logic?.Parameters.Select(parameter => parameter.Name) ?? []];
                Logic(knowledge, knowledge.Requires, (boxes, names) => knowledge.Logic is { } logic
                    ? boxes.Function(logic, names)
                    : boxes.Translate(null, names, knowledge.Id));
                break;
            case DecisionService service:
                Service(service);
                break;
        }
    }

    private void Logic(
        DrgElement element, ImmutableArray<string> requires, Func<BoxedTranslation, FeelNames, Node> translate)
    {
        var compiled = (CompiledLogic)part.Elements[element.Id];
        compiled.Requirements = Requirements(element, requires);
        var names = Names(compiled.Requirements);
        var types = VariableTypes(element, compiled.Requirements);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var node = translate(
            new BoxedTranslation(
                part.Types, found, (table, inside) => part.Tables.Add(
                    new(table, inside, types) { Requirements = compiled.Requirements })),
            names);
        var compilation = new Samanvay.Feel.Evaluation.Compilation(names);
        var scope = compilation.Scope([.. compiled.Requirements.Select(requirement => requirement.Name)]);
        compiled.Body = compilation.Within(scope, () => compilation.Expression(node));
        compiled.Depth = node.Depth + 1;
        problems.AddRange(found.Select(problem => OfElement(problem, element)));
        foreach (var problem in compilation.Problems)
        {
            var place = problem.Location with { ElementId = problem.Location.ElementId ?? element.Id };
            problems.Add(Explained(problem, element) with { Location = place });
        }
    }

    // A file may have many tables; what is wrong in an expression is told with the name of its own.
    private static Diagnostic OfElement(Diagnostic problem, DrgElement element) =>
        problem.Code.StartsWith("FEEL", StringComparison.Ordinal)
            ? problem with { Said = $"{Shown.Of(element.Name)}: {problem.Said}" }
            : problem;

    // Boxes around a table may give a name another meaning, so only a table that is the whole logic knows its types.
    private ImmutableSortedDictionary<string, FeelType> VariableTypes(
        DrgElement element, ImmutableArray<Requirement> requirements)
    {
        var types = ImmutableSortedDictionary.CreateBuilder<string, FeelType>(StringComparer.Ordinal);
        if (element is not (Decision { Logic: DecisionTable } or BusinessKnowledgeModel { Logic.Body: DecisionTable }))
            return types.ToImmutable();
        foreach (var requirement in requirements)
        {
            if (requirement.Element is { } required) types[requirement.Name] = required.Type;
        }

        foreach (var parameter in (element as BusinessKnowledgeModel)?.Logic?.Parameters ?? [])
            types[parameter.Name] = part.Types.OrAny(parameter.TypeRef);
        return types.ToImmutable();
    }

    // The most frequent mistake in a graph: the thing is there, but the arrow is not.
    private Diagnostic Explained(Diagnostic problem, DrgElement element)
    {
        var meant = part.DrgElements.FirstOrDefault(
            other => problem.Message.Contains($"'{other.Name}'", StringComparison.Ordinal) && other.Id != element.Id);
        if (meant is null) return OfElement(problem, element);
        Sentence said =
            $"'{element.Name}' uses '{meant.Name}' but does not require it. Draw an arrow to it from there.";
        return problem with { Code = ProblemCodes.MissingRequirement, Said = said };
    }

    private FeelNames Names(ImmutableArray<Requirement> requirements)
    {
        var members = part.Definitions.ItemDefinitions.SelectMany(ItemTypes.ComponentNames)
            .Concat(requirements.SelectMany(requirement => requirement.Imported.Select(imported => imported.Name)));
        return FeelNames.Of([.. requirements.Select(requirement => requirement.Name)]) with
        {
            Members = members.ToImmutableSortedSet(StringComparer.Ordinal),
            Types = part.Types.Named(),
        };
    }

    private ImmutableArray<Requirement> Requirements(DrgElement element, ImmutableArray<string> hrefs)
    {
        var own = new List<Requirement>();
        var imported = new SortedDictionary<string, ImmutableArray<CompiledElement>>(StringComparer.Ordinal);
        foreach (var href in hrefs.Distinct())
        {
            if (Resolve(href, element) is not { } found) continue;
            if (found.Import.Length == 0) own.Add(new(found.Element.Name, found.Element, []));
            else imported[found.Import] = imported.GetValueOrDefault(found.Import, []).Add(found.Element);
        }

        return [.. own, .. imported.Select(import => new Requirement(import.Key, null, import.Value))];
    }

    private void Service(DecisionService service)
    {
        var compiled = (CompiledService)part.Elements[service.Id];
        compiled.Outputs = Elements(service, service.OutputDecisions);
        compiled.Parameters = [.. Elements(service, service.Inputs), .. Elements(service, service.InputDecisions)];
    }

    private ImmutableArray<CompiledElement> Elements(DrgElement element, ImmutableArray<string> hrefs) =>
        [.. hrefs.Select(href => Resolve(href, element)?.Element).OfType<CompiledElement>()];

    private (string Import, CompiledElement Element)? Resolve(string href, DrgElement element)
    {
        var hash = href.IndexOf('#', StringComparison.Ordinal);
        var (space, id) = hash < 0 ? ("", href) : (href[..hash], href[(hash + 1)..]);
        if (space.Length == 0 || space == part.Definitions.Namespace)
        {
            if (part.Elements.TryGetValue(id, out var own)) return ("", own);
        }

        foreach (var (name, import) in part.Imports.OrderBy(import => import.Key, StringComparer.Ordinal))
        {
            if (import.Definitions.Namespace == space && import.Elements.TryGetValue(id, out var imported))
                return (name, imported);
        }

        problems.Add(Diagnostic.Error(
            ProblemCodes.UnknownReference,
            $"'{element.Name}' requires something that is not in the model. Draw the arrow again.",
            Location.Element(element.Id)));
        return null;
    }
}
