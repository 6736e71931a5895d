using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Model;
using Samanvay.Dmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Dmn;

/// <summary>Makes a model ready to run, and says everything that is wrong with it.</summary>
public static class DecisionCompiler
{
    // Chains of decisions are followed recursively.
    private const int ElementsMax = 3_000;

    /// <summary>Reads and compiles one file that imports nothing.</summary>
    public static Parsed<DecisionModel> Compile(string xml)
    {
        var read = DmnReader.Read(xml);
        if (read.Value is null) return new(null, read.Problems);
        var compiled = Compile(read.Value);
        return compiled with { Problems = [.. read.Problems, .. compiled.Problems] };
    }

    /// <param name="others">The models that it may import, directly or through each other.</param>
    public static Parsed<DecisionModel> Compile(Definitions definitions, params IReadOnlyList<Definitions> others)
    {
        if (SizeOf(definitions) > ElementsMax) return TooLarge();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var part = new PartCompiler([definitions, .. others], problems).Compile(definitions);
        var elements = ImmutableSortedDictionary.CreateBuilder<string, Evaluation.CompiledElement>(
            StringComparer.Ordinal);
        foreach (var element in part.Elements.Values) elements.TryAdd(element.Id, element);
        foreach (var element in part.DrgElements.OrderBy(element => element is Decision ? 0 : 1))
        {
            // What people and procedures call a decision is its name, so a name goes before an id.
            if (element is not InputData) elements[element.Name] = part.Elements[element.Id];
        }

        return new(new DecisionModel(definitions, elements.ToImmutable(), part), problems.ToImmutable());
    }

    private static int SizeOf(Definitions definitions) =>
        definitions.Decisions.Length + definitions.KnowledgeModels.Length + definitions.Services.Length;

    private static Parsed<DecisionModel> TooLarge() => new(null, [Diagnostic.Error(
        ProblemCodes.TooLarge, $"The model has more than {ElementsMax} decisions. Divide it into several files.")]);
}
