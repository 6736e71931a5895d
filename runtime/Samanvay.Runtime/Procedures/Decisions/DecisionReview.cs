using System.Collections.Immutable;
using Samanvay.Dmn;
using Samanvay.Dmn.Analysis;
using Samanvay.Dmn.Checking;
using Samanvay.Dmn.Testing;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>What was found in one file of decisions, without asking anybody.</summary>
/// <param name="Model">Absent where the file can not be read.</param>
/// <param name="Read">What reading and compiling says of it.</param>
public sealed record DecisionReview(DecisionModel? Model, ImmutableArray<Diagnostic> Read)
{
    /// <summary>What is wrong with each table as a whole.</summary>
    public ImmutableArray<TableReport> Tables { get; init; } = [];

    /// <summary>What became of the test rows that stand in the file.</summary>
    public ImmutableArray<TestRowResult> Tests { get; init; } = [];

    /// <summary>What can make no sense for values of the declared types.</summary>
    public ImmutableArray<Diagnostic> Types { get; init; } = [];

    /// <summary>What stands against the file besides its being unreadable.</summary>
    public ImmutableArray<Diagnostic> Found =>
    [
        .. Read.Where(problem => Model is not null && DeadLogic.Is(problem)),
        .. Tables.SelectMany(table => table.Problems.Select(problem => Named(problem, table.TableId))),
        .. Tests.SelectMany(test => test.Problems), .. Types,
    ];

    // On a page of its own a table needs no name; among others it does.
    private Diagnostic Named(Diagnostic problem, string table) =>
        Model?.Definitions.Decisions.FirstOrDefault(decision => decision.Logic?.Id == table) is { } owner
            ? problem with { Said = $"{owner.Name}: {problem.Said}" }
            : problem;
}
