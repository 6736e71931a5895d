using System.Collections.Immutable;

namespace Samanvay.Dmn.Model;

/// <summary>The logic of a decision: FEEL text, a table, or boxes of further expressions.</summary>
/// <param name="Id">The element's id, or that of the nearest one around it that has one.</param>
public abstract record BoxedExpression(string Id, string? TypeRef);

public sealed record LiteralExpression(string Id, string? TypeRef, string Text) : BoxedExpression(Id, TypeRef);

/// <summary>
/// Named steps, each of which sees those before it; <paramref name="Result"/> is the answer when there is one.
/// </summary>
public sealed record BoxedContext(
    string Id, string? TypeRef, ImmutableArray<BoxedEntry> Entries, BoxedExpression? Result)
    : BoxedExpression(Id, TypeRef);

public sealed record BoxedEntry(Parameter Variable, BoxedExpression? Value);

public sealed record BoxedList(string Id, string? TypeRef, ImmutableArray<BoxedExpression> Items)
    : BoxedExpression(Id, TypeRef);

/// <summary>A list of contexts, written as a grid.</summary>
public sealed record Relation(
    string Id, string? TypeRef, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<BoxedExpression>> Rows)
    : BoxedExpression(Id, TypeRef);

public sealed record Invocation(
    string Id, string? TypeRef, BoxedExpression? Called, ImmutableArray<BoxedEntry> Bindings)
    : BoxedExpression(Id, TypeRef);

/// <param name="IsExternal">Written in Java or PMML, which is never run.</param>
public sealed record FunctionDefinition(
    string Id, string? TypeRef, ImmutableArray<Parameter> Parameters, BoxedExpression? Body, bool IsExternal)
    : BoxedExpression(Id, TypeRef);

public sealed record Conditional(
    string Id, string? TypeRef, BoxedExpression? If, BoxedExpression? Then, BoxedExpression? Else)
    : BoxedExpression(Id, TypeRef);

public sealed record BoxedFilter(string Id, string? TypeRef, BoxedExpression? In, BoxedExpression? Match)
    : BoxedExpression(Id, TypeRef);

public enum IteratorKind { For, Some, Every }

public sealed record Iterator(string Id, string? TypeRef, IteratorKind Kind, string Variable)
    : BoxedExpression(Id, TypeRef)
{
    public BoxedExpression? In { get; init; }

    /// <summary>What <c>for</c> returns, or what must be satisfied.</summary>
    public BoxedExpression? Body { get; init; }
}
