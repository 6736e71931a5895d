using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Migrating;

/// <summary>All runs of one version that are to go on with another, by one plan, asked for by one person.</summary>
/// <param name="Plan">As JSON.</param>
public sealed record MigrationBatch(
    CityId City, Guid Id, ProcedureVersionId From, ProcedureVersionId To, string Plan)
{
    public required PersonId By { get; init; }

    public required string Reason { get; init; }

    public required Instant StartedAt { get; init; }

    /// <summary>When the last run had its result.</summary>
    public Instant? EndedAt { get; init; }
}

/// <summary>One run of a batch, and what became of it.</summary>
/// <param name="Number">Counts the runs of the batch from 1: pages go by it.</param>
public sealed record MigrationLine(CityId City, Guid Batch, int Number, OperationId Operation, int Run)
{
    public MigrationState State { get; init; }

    /// <summary>What stood against it, as <c>MIG012</c>, or the engine's own word.</summary>
    public string? Code { get; init; }

    /// <summary>The place that the reason names.</summary>
    public string? Element { get; init; }

    /// <summary>In English.</summary>
    public string? Message { get; init; }

    public Instant? At { get; init; }
}

public enum MigrationState { Waiting, Moved, Refused }

public sealed record MigrationCounts(int Waiting, int Moved, int Refused)
{
    public int All => Waiting + Moved + Refused;
}
