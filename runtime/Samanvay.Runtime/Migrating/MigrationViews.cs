using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.Migration;
using Samanvay.Feel;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Migrating;

/// <summary>Runs that are still on an earlier version than the one in force.</summary>
/// <param name="Incidents">How many open incidents have such runs.</param>
public sealed record OlderVersion(ProcedureVersion Version, ProcedureVersion InForce, int Incidents);

/// <summary>A plan with everything that a person needs to judge it.</summary>
public sealed record MigrationView(
    ProcedureVersion From, ProcedureVersion To, MigrationPlan Plan, ImmutableArray<MigrationElement> Elements)
{
    /// <summary>What stands against the plan itself, whatever runs.</summary>
    public required ImmutableArray<Diagnostic> Problems { get; init; }

    public required int Runs { get; init; }
}

/// <param name="Standing">How many things of the runs stand there now.</param>
public sealed record MigrationElement(PlannedElement Planned, int Standing);

/// <summary>What would become of the runs of one page.</summary>
/// <param name="Next">Where the next page begins; absent on the last.</param>
public sealed record MigrationTrial(ImmutableArray<TriedRun> Runs, OperationId? Next);

/// <param name="Title">The incident's; absent for an operation without one.</param>
public sealed record TriedRun(
    OperationId Operation, int Run, string? Title, ImmutableArray<Diagnostic> Problems)
{
    public bool IsRefused => Problems.Any(problem => problem.Severity == Severity.Error);

    public bool HasWarning => Problems.Any(problem => problem.Severity == Severity.Warning);
}

/// <summary>How far a batch is.</summary>
/// <param name="Next">The number to go on after; absent on the last page.</param>
public sealed record MigrationProgress(
    MigrationBatch Batch, MigrationCounts Counts, ImmutableArray<MigratedLine> Lines, int? Next)
{
    public required ProcedureVersion From { get; init; }

    public required ProcedureVersion To { get; init; }
}

/// <param name="Title">The incident's; absent for an operation without one.</param>
/// <param name="Place">What the element that the reason names is called.</param>
public sealed record MigratedLine(MigrationLine Line, string? Title, string? Place);
