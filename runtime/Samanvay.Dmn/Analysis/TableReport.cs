using System.Collections.Immutable;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Dmn.Analysis;

/// <summary>What is wrong with a decision table as a whole, found without asking it.</summary>
/// <param name="TableId">The id of the table, or of the decision whose logic it is.</param>
/// <param name="IsProven">All cases were looked at: what is not among the findings is not there. A table with cells
/// that are no comparisons, or with too many cases, is not proven.</param>
public sealed record TableReport(string TableId, ImmutableArray<TableFinding> Findings, bool IsProven)
{
    /// <summary>False where a rule or a column could not be read: gaps are then not looked for, and that rule is left
    /// out.</summary>
    public bool IsWhole { get; init; } = true;

    public IEnumerable<Diagnostic> Problems => Findings.Select(finding => finding.Problem);
}

/// <param name="Rules">The numbers of the rules that it is about, as the officials see them, from 1.</param>
public sealed record TableFinding(FindingKind Kind, Diagnostic Problem, ImmutableArray<int> Rules)
{
    /// <summary>A case for which it can be seen; empty where there is none to show.</summary>
    public ImmutableArray<ExampleInput> Example { get; init; } = [];

    /// <summary>For a gap: the input cells of a rule that would close it.</summary>
    public ImmutableArray<string> MissingRule { get; init; } = [];
}

public enum FindingKind
{
    /// <summary>No rule matches a case.</summary>
    Gap,

    /// <summary>Two rules match at once where only one may.</summary>
    Overlap,

    /// <summary>Two rules have the same conditions and the same results.</summary>
    Duplicate,

    /// <summary>Two rules match at once with different results, and nothing says which counts.</summary>
    Contradiction,

    /// <summary>Other rules decide every case before this one can.</summary>
    Unreachable,

    /// <summary>No value that may come passes the rule's cells.</summary>
    NeverMatches,

    /// <summary>A rule matches and leaves a result empty.</summary>
    NoResult,

    /// <summary>Something could not be looked at; what it hides is not known.</summary>
    NotProven,
}

/// <param name="Input">What the column asks about: its label, or its expression.</param>
public sealed record ExampleInput(string Input, FeelValue Value)
{
    public override string ToString() => $"{Input} = {Written}";

    private string Written => Value is FeelString ? FeelText.Literal(Value) : FeelText.Display(Value);
}
