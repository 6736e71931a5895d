using System.Collections.Immutable;
using Samanvay.Dmn.Model;
using Samanvay.Feel;
using Samanvay.Runtime.Playbooks;

namespace Samanvay.Runtime.Procedures.Decisions;

/// <summary>A decision as a list shows it.</summary>
/// <param name="Path">Its file among those of the procedure.</param>
/// <param name="Name">What procedures and people call it.</param>
public sealed record DecisionLine(ProcedureId Procedure, string Path, string Id, string Name)
{
    public required string ProcedureName { get; init; }

    /// <summary>The playbook that brings it and is not in force yet; absent for what is the city's own.</summary>
    public PlaybookName? Playbook { get; init; }

    /// <summary>Absent where the logic is no table.</summary>
    public DecisionTable? Table { get; init; }

    /// <summary>The file itself can not be read; which decisions it holds is not known.</summary>
    public bool IsUnreadable { get; init; }

    public int TestRows { get; init; }

    public int FailedRows { get; init; }

    public int Errors { get; init; }

    public int Warnings { get; init; }

    /// <summary>Those of one file; one line for a file that can not be read: opened, it says why.</summary>
    internal static IEnumerable<DecisionLine> Of(
        (ProcedureId Id, string Name) procedure, string path, DecisionReview review)
    {
        if (review.Model is { } model)
            return model.Definitions.Decisions.Select(decision => Of(procedure, path, (review, decision)));
        var file = System.IO.Path.GetFileNameWithoutExtension(path);
        return
        [
            new(procedure.Id, path, file, file)
            {
                ProcedureName = procedure.Name, IsUnreadable = true, Errors = review.Read.Count(IsError),
            },
        ];
    }

    private static DecisionLine Of(
        (ProcedureId Id, string Name) procedure, string path, (DecisionReview Review, Decision It) of)
    {
        var table = of.It.Logic as DecisionTable;
        var tests = of.Review.Tests.Where(test => test.ElementId == of.It.Id).ToList();
        var parts = PartsOf(of.It).ToHashSet(StringComparer.Ordinal);
        var found = of.Review.Tables.Where(report => report.TableId == table?.Id)
            .SelectMany(report => report.Problems)
            .Concat(of.Review.Read.Concat(of.Review.Types)
                .Where(problem => parts.Contains(problem.Location.ElementId ?? "")))
            .ToImmutableArray();
        return new(procedure.Id, path, of.It.Id, of.It.Name)
        {
            ProcedureName = procedure.Name,
            Table = table,
            TestRows = tests.Count,
            FailedRows = tests.Count(test => !test.Passed),
            Errors = found.Count(IsError),
            Warnings = found.Count(problem => problem.Severity == Severity.Warning),
        };
    }

    private static IEnumerable<string> PartsOf(Decision decision) =>
    [
        decision.Id, .. decision.Logic is { } logic ? [logic.Id] : (string[])[],
        .. decision.Logic is DecisionTable table
            ? table.Rules.Select(rule => rule.Id).Concat(table.Inputs.Select(input => input.Id))
                .Concat(table.Outputs.Select(output => output.Id))
            : [],
    ];

    private static bool IsError(Diagnostic problem) => problem.Severity == Severity.Error;
}
