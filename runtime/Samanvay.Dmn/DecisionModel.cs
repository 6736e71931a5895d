using System.Collections.Immutable;
using Samanvay.Dmn.Compilation;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;

namespace Samanvay.Dmn;

/// <summary>A compiled decision model; can be asked any number of times, on any thread.</summary>
public sealed class DecisionModel
{
    internal DecisionModel(
        Definitions definitions, ImmutableSortedDictionary<string, CompiledElement> elements, ModelPart part)
    {
        (Definitions, Elements) = (definitions, elements);
        (ById, Tables, Types) = (part.Elements, [.. part.Tables], part.Types);
    }

    public Definitions Definitions { get; }

    /// <summary>The names of the decisions, in the order of the file.</summary>
    public IEnumerable<string> Decisions => Definitions.Decisions.Select(decision => decision.Name);

    internal ImmutableSortedDictionary<string, CompiledElement> Elements { get; }

    /// <summary>The elements of the file itself, by their ids only.</summary>
    internal IReadOnlyDictionary<string, CompiledElement> ById { get; }

    /// <summary>The decision tables of the file, wherever they stand in its logic.</summary>
    internal ImmutableArray<ReadTable> Tables { get; }

    internal ItemTypes Types { get; }

    /// <param name="decision">A name or an id.</param>
    public bool Has(string decision) => Elements.ContainsKey(decision);

    /// <summary>The inputs that a decision needs, directly or through others.</summary>
    public ImmutableSortedSet<string> InputsOf(string decision) =>
        InputsOf(Elements.GetValueOrDefault(decision));

    internal static ImmutableSortedSet<string> InputsOf(CompiledElement? element)
    {
        var names = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var seen = new HashSet<CompiledElement>();
        if (element is not null) Collect(element);
        return names.ToImmutable();

        void Collect(CompiledElement part)
        {
            if (!seen.Add(part)) return;
            if (part is CompiledInputData) names.Add(part.Name);
            if (part is CompiledService service) foreach (var output in service.Outputs) Collect(output);
            if (part is not CompiledLogic logic) return;
            foreach (var requirement in logic.Requirements)
            {
                if (requirement.Element is { } required) Collect(required);
                foreach (var imported in requirement.Imported) Collect(imported);
            }
        }
    }
}
