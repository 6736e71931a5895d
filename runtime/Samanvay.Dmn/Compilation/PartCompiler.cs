using System.Collections.Immutable;
using System.Diagnostics;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Compilation;

/// <summary>Compiles a file and what it imports. A file is compiled once, however many others import it.</summary>
internal sealed class PartCompiler(ImmutableArray<Definitions> known, ImmutableArray<Diagnostic>.Builder problems)
{
    private readonly Dictionary<string, ModelPart> _parts = new(StringComparer.Ordinal);

    public ModelPart Compile(Definitions definitions)
    {
        if (_parts.TryGetValue(definitions.Namespace, out var done)) return done;
        var imports = definitions.Imports.Where(IsModel).ToImmutableArray();
        var imported = new Dictionary<string, ModelPart>(StringComparer.Ordinal);
        // Entered before its imports are, so that files that import each other come to an end.
        var placeholder = new ModelPart(definitions, new ItemTypes([], new Dictionary<string, FeelType>(), problems));
        _parts[definitions.Namespace] = placeholder;
        foreach (var import in imports)
        {
            if (Find(import) is { } found) imported[import.Name] = Compile(found);
        }

        var part = new ModelPart(definitions, new ItemTypes(definitions.ItemDefinitions, TypesOf(imported), problems));
        foreach (var (name, other) in imported) part.Imports[name] = other;
        _parts[definitions.Namespace] = part;
        foreach (var element in part.DrgElements) Enter(part, element);
        foreach (var element in part.DrgElements) new ElementCompiler(part, problems).Compile(element);
        RequirementCycles.Break(part, problems);
        return part;
    }

    private static bool IsModel(Import import) =>
        import.ImportType.Contains("/DMN/", StringComparison.Ordinal) || import.ImportType.Length == 0;

    private Definitions? Find(Import import)
    {
        var found = known.FirstOrDefault(definitions => definitions.Namespace == import.Namespace);
        if (found is null)
        {
            problems.Add(Diagnostic.Error(
                ProblemCodes.MissingImport, $"The imported model '{import.Name}' is missing. Add its file.",
                new Location(Field: "import")));
        }

        return found;
    }

    private static Dictionary<string, FeelType> TypesOf(Dictionary<string, ModelPart> imported)
    {
        var types = new Dictionary<string, FeelType>(StringComparer.Ordinal);
        foreach (var (prefix, part) in imported)
        {
            foreach (var (name, type) in part.Types.Named())
                types[prefix.Length == 0 ? name : $"{prefix}.{name}"] = type;
        }

        return types;
    }

    private void Enter(ModelPart part, DrgElement element)
    {
        if (part.Elements.Values.Any(other => other.Name == element.Name))
        {
            problems.Add(Diagnostic.Warning(
                ProblemCodes.DuplicateName,
                $"Another part of the model is also called '{element.Name}'. Rename one of them.",
                Location.Element(element.Id)));
        }

        var type = part.Types.Of(element.TypeRef, element.Id);
        part.Elements[element.Id] = element switch
        {
            InputData => new CompiledInputData(element.Id, element.Name, type),
            Decision => new CompiledLogic(element.Id, element.Name, type, isFunction: false),
            BusinessKnowledgeModel => new CompiledLogic(element.Id, element.Name, type, isFunction: true),
            DecisionService => new CompiledService(element.Id, element.Name, type),
            _ => throw new UnreachableException($"No element for {element.GetType().Name}."),
        };
    }
}
