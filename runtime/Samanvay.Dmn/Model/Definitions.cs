using System.Collections.Immutable;
using Samanvay.Dmn.Xml;

namespace Samanvay.Dmn.Model;

/// <summary>A decision model as it was drawn: inputs, decisions, knowledge, types. Nothing is checked yet.</summary>
public sealed record Definitions(string Name, string Namespace)
{
    public ImmutableArray<Import> Imports { get; init; } = [];

    public ImmutableArray<ItemDefinition> ItemDefinitions { get; init; } = [];

    public ImmutableArray<InputData> Inputs { get; init; } = [];

    public ImmutableArray<Decision> Decisions { get; init; } = [];

    public ImmutableArray<BusinessKnowledgeModel> KnowledgeModels { get; init; } = [];

    public ImmutableArray<DecisionService> Services { get; init; } = [];

    /// <summary>The document that it was read from; null for one made in code.</summary>
    public DmnSource? Source { get; init; }
}

/// <summary>Another model whose parts are named with <paramref name="Name"/> and a point before them.</summary>
public sealed record Import(string Name, string Namespace, string ImportType);

/// <summary>A part of the decision requirements graph.</summary>
/// <param name="Name">What FEEL calls it.</param>
/// <param name="TypeRef">The name of its type, when one is declared.</param>
public abstract record DrgElement(string Id, string Name, string? TypeRef)
{
    /// <summary>Cases that its author wants to hold.</summary>
    public ImmutableArray<TestRow> TestRows { get; init; } = [];
}

public sealed record InputData(string Id, string Name, string? TypeRef) : DrgElement(Id, Name, TypeRef);

/// <param name="Logic">Null when only its requirements were drawn.</param>
/// <param name="Requires">Hrefs of the inputs, decisions and knowledge that the logic may use.</param>
public sealed record Decision(
    string Id, string Name, string? TypeRef, BoxedExpression? Logic, ImmutableArray<string> Requires)
    : DrgElement(Id, Name, TypeRef);

/// <summary>A function that decisions share.</summary>
public sealed record BusinessKnowledgeModel(
    string Id, string Name, string? TypeRef, FunctionDefinition? Logic, ImmutableArray<string> Requires)
    : DrgElement(Id, Name, TypeRef);

/// <summary>Decisions with a fixed set of inputs, called as one function.</summary>
public sealed record DecisionService(string Id, string Name, string? TypeRef) : DrgElement(Id, Name, TypeRef)
{
    public ImmutableArray<string> OutputDecisions { get; init; } = [];

    public ImmutableArray<string> EncapsulatedDecisions { get; init; } = [];

    public ImmutableArray<string> InputDecisions { get; init; } = [];

    public ImmutableArray<string> Inputs { get; init; } = [];
}

/// <summary>A type of the author's own: another type narrowed, a list, a record of components, or a function.</summary>
/// <param name="AllowedValues">Unary tests that a value, or each item of a collection, must pass.</param>
/// <param name="TypeConstraint">Unary tests that the value as a whole must pass.</param>
public sealed record ItemDefinition(
    string Name, string? TypeRef, bool IsCollection, string? AllowedValues, string? TypeConstraint)
{
    public ImmutableArray<ItemDefinition> Components { get; init; } = [];

    public FunctionItem? Function { get; init; }
}

public sealed record FunctionItem(ImmutableArray<Parameter> Parameters, string? OutputTypeRef);

/// <summary>A name with the type that is declared for it.</summary>
public sealed record Parameter(string Name, string? TypeRef);
