using System.Collections.Immutable;
using Samanvay.Feel.Evaluation;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Evaluation;

/// <summary>An element of the graph, ready to be asked for its value.</summary>
internal abstract class CompiledElement(string id, string name, FeelType type)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public FeelType Type { get; } = type;
}

internal sealed class CompiledInputData(string id, string name, FeelType type) : CompiledElement(id, name, type);

/// <summary>
/// A decision or a knowledge model: logic over what it requires. Filled after all elements exist, since they refer
/// to each other.
/// </summary>
internal sealed class CompiledLogic(string id, string name, FeelType type, bool isFunction)
    : CompiledElement(id, name, type)
{
    public bool IsFunction { get; } = isFunction;

    public ImmutableArray<Requirement> Requirements { get; set; } = [];

    public Compiled Body { get; set; } = _ => FeelValue.Null;

    public int Depth { get; set; } = 1;

    /// <summary>The parameters of a knowledge model.</summary>
    public ImmutableArray<string> Parameters { get; set; } = [];
}

internal sealed class CompiledService(string id, string name, FeelType type) : CompiledElement(id, name, type)
{
    public ImmutableArray<CompiledElement> Outputs { get; set; } = [];

    /// <summary>Inputs and input decisions, in the order of the service's parameters.</summary>
    public ImmutableArray<CompiledElement> Parameters { get; set; } = [];
}

/// <summary>A name that logic can use: an element, or an import with the elements that are used of it.</summary>
internal sealed record Requirement(string Name, CompiledElement? Element, ImmutableArray<CompiledElement> Imported);
