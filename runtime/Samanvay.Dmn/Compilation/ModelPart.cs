using System.Collections.Immutable;
using Samanvay.Dmn.Evaluation;
using Samanvay.Dmn.Model;

namespace Samanvay.Dmn.Compilation;

/// <summary>One file of a model: its types and its compiled elements by id.</summary>
internal sealed class ModelPart(Definitions definitions, ItemTypes types)
{
    public Definitions Definitions { get; } = definitions;

    public ItemTypes Types { get; } = types;

    public Dictionary<string, CompiledElement> Elements { get; } = new(StringComparer.Ordinal);

    /// <summary>The decision tables, in the order in which they were read.</summary>
    public List<ReadTable> Tables { get; } = [];

    /// <summary>The imported parts by the name under which this one knows them.</summary>
    public Dictionary<string, ModelPart> Imports { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<DrgElement> DrgElements { get; } =
        [.. definitions.Inputs, .. definitions.Decisions, .. definitions.KnowledgeModels, .. definitions.Services];
}
