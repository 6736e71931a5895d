using System.Collections.Immutable;

namespace Samanvay.Dmn.Model;

public sealed record DecisionTable(string Id, string? TypeRef, HitPolicy HitPolicy, Aggregation Aggregation)
    : BoxedExpression(Id, TypeRef)
{
    public ImmutableArray<InputClause> Inputs { get; init; } = [];

    public ImmutableArray<OutputClause> Outputs { get; init; } = [];

    public ImmutableArray<Rule> Rules { get; init; } = [];
}

/// <summary>What to do when several rules match. DMN 1.5, clause 8, hit policy.</summary>
public enum HitPolicy { Unique, First, Priority, Any, Collect, RuleOrder, OutputOrder }

/// <summary>What a collecting table makes of its matches.</summary>
public enum Aggregation { None, Sum, Count, Min, Max }

/// <param name="Text">The expression whose value the rules test.</param>
/// <param name="Values">Unary tests that every value must pass.</param>
public sealed record InputClause(string Id, string? Label, string Text, string? TypeRef, string? Values)
{
    /// <summary>What people call the column: its label, else what it asks.</summary>
    public string Heading => string.IsNullOrWhiteSpace(Label) ? Text.Trim() : Label.Trim();
}

/// <param name="Name">Null in a table with one output.</param>
/// <param name="Values">The values that may come out, the most important first.</param>
/// <param name="Default">What comes out when no rule matches.</param>
public sealed record OutputClause(
    string Id, string? Label, string? Name, string? TypeRef, string? Values, string? Default)
{
    /// <summary>What people call the column: its label, else its name.</summary>
    public string Heading => !string.IsNullOrWhiteSpace(Label) ? Label.Trim() : Name?.Trim() ?? "";
}

/// <param name="Inputs">Unary tests, one for each input.</param>
/// <param name="Outputs">Expressions, one for each output.</param>
public sealed record Rule(
    string Id, ImmutableArray<string> Inputs, ImmutableArray<string> Outputs, ImmutableArray<string> Annotations);
