using System.Collections.Immutable;
using NodaTime;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures;

/// <summary>Names a procedure over all its versions: the same as its process in the diagram.</summary>
public readonly record struct ProcedureId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>Where a draft is on its way. What is published is a version, no longer a draft.</summary>
public enum DraftState
{
    Draft,
    InReview,
    Approved,
}

/// <summary>What authors work on: at most one per procedure.</summary>
/// <param name="Revision">Raised by every save, so that a save made on an older one is noticed.</param>
public sealed record ProcedureDraft(CityId City, ProcedureId Id, string Name, long Revision, ProcedureFiles Files)
{
    public DraftState State { get; init; }

    /// <summary>Everybody who has changed it since it was last published: none of them may approve it.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    public required PersonId EditedBy { get; init; }

    public required Instant EditedAt { get; init; }

    public PersonId? ReviewedBy { get; init; }

    /// <summary>What the reviewer wrote when the draft was approved or returned.</summary>
    public string? ReviewNote { get; init; }
}

/// <summary>One save, kept so that no work is lost: neither to a slip nor to somebody else's save.</summary>
/// <param name="Revision">The revision that it made; with a conflict, the one that it was made on.</param>
/// <param name="IsConflict">Somebody else had saved meanwhile, so it did not become the draft.</param>
public sealed record DraftSave(
    CityId City, ProcedureId Procedure, Guid Id, long Revision, ProcedureFiles Files, bool IsConflict)
{
    public required PersonId By { get; init; }

    public required Instant At { get; init; }
}

/// <summary>Something that a reviewer or author says about the draft.</summary>
/// <param name="ElementId">The place in the diagram; absent when it is about the whole.</param>
public sealed record ReviewComment(CityId City, ProcedureId Procedure, Guid Id, string? ElementId, string Text)
{
    public required long Revision { get; init; }

    public required PersonId By { get; init; }

    public required Instant At { get; init; }
}
