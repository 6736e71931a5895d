using System.Collections.Immutable;
using Samanvay.Feel;

namespace Samanvay.Engine.Incidents;

/// <summary>What came of a command: accepted with its facts and effects, or refused with the reason.</summary>
public abstract record OperationResult;

public sealed record OperationAccepted(
    Operation Operation, ImmutableArray<OperationFact> Facts,
        ImmutableArray<OperationEffect> Effects) : OperationResult;

/// <summary>Nothing has changed.</summary>
public sealed record OperationRejected(OperationRejection Reason) : OperationResult;

/// <summary>Why a command was refused; the record's name is the code of the problem details.</summary>
public abstract record OperationRejection;

/// <summary>The item was completed or withdrawn before: somebody was faster, or the procedure moved on.</summary>
public sealed record WorkItemNotOpen(WorkItemId Item) : OperationRejection;

/// <summary>Another person has said "mine".</summary>
public sealed record WorkItemTaken(WorkItemId Item, string By) : OperationRejection;

public sealed record RunNotFound(InstanceId Run) : OperationRejection;

/// <summary>A person holds the run; it can be resumed, cancelled or moved to another version, and nothing
/// else.</summary>
public sealed record RunHeld(InstanceId Run, Suspension Suspension) : OperationRejection;

/// <summary>The run is held and as much is kept for it as can be.</summary>
public sealed record HeldRunFull(InstanceId Run) : OperationRejection;

public sealed record RunNotHeld(InstanceId Run) : OperationRejection;

/// <summary>No procedure runs here that is not held already.</summary>
public sealed record NothingToHold : OperationRejection;

public sealed record NothingHeld : OperationRejection;

public sealed record IncidentNotOpen : OperationRejection;

public sealed record IncidentAlreadyOpen : OperationRejection;

/// <summary>The version is not published in this city (any more).</summary>
public sealed record ProcedureNotFound(ProcedureVersionId Version) : OperationRejection;

/// <summary>No running promise of the operation is due at another instant by the calendars of now.</summary>
public sealed record NothingToRecalculate : OperationRejection;

/// <summary>The run can not go on with the other version.</summary>
/// <param name="Problems">Everything that stands against it, warnings too.</param>
public sealed record RunNotMovable(ImmutableArray<Diagnostic> Problems) : OperationRejection;

/// <summary>The process engine refused.</summary>
public sealed record ProcessRefused(Rejection Reason) : OperationRejection;
