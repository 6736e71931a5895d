using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>A decision as a list shows it.</summary>
/// <param name="Path">Its file among those of the procedure.</param>
/// <param name="Name">What procedures and people call it.</param>
public sealed record DecisionLine(ProcedureId Procedure, string Path, string Id, string Name)
{
    public required string ProcedureName { get; init; }

    /// <summary>Absent where the logic is no table.</summary>
    public DecisionTable? Table { get; init; }

    public int TestRows { get; init; }

    public int FailedRows { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    internal static IEnumerable<DecisionLine> Of(ShelvedProcedure shelved, string path, DecisionReview review) =>
        (review.Model?.Definitions.Decisions ?? []).Select(decision => Of(shelved, path, (review, decision)));

    private static DecisionLine Of(ShelvedProcedure shelved, string path, (DecisionReview Review, Decision It) of)
    {
        var table = of.It.Logic as DecisionTable;
        var tests = of.Review.Tests.Where(test => test.ElementId == of.It.Id).ToList();
        var found = of.Review.Tables.Where(report => report.TableId == table?.Id)
            .SelectMany(report => report.Problems).ToImmutableArray();
        return new(shelved.Id, path, of.It.Id, of.It.Name)
        {
            ProcedureName = shelved.Name,
            Table = table,
            TestRows = tests.Count,
            FailedRows = tests.Count(test => !test.Passed),
            Errors = found.Count(problem => problem.Severity == Severity.Error),
            Warnings = found.Count(problem => problem.Severity == Severity.Warning),
        };
    }
}
