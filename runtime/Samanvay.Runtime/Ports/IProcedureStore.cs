using System.Collections.Immutable;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;

namespace Samanvay.Runtime.Ports;

/// <summary>Keeps drafts, their saves and comments, and the published versions.</summary>
public interface IProcedureStore
{
    Task<ProcedureDraft?> FindDraftAsync(CityId city, ProcedureId procedure, CancellationToken cancellation);

    Task<ImmutableArray<ProcedureDraft>> DraftsAsync(CityId city, CancellationToken cancellation);

    /// <summary>Adds the draft and its first save together; false when the procedure has a draft already.</summary>
    Task<bool> AddDraftAsync(ProcedureDraft draft, DraftSave save, CancellationToken cancellation);

    /// <summary>Saves the draft and its save together; false when the stored revision is no longer the expected
    /// one.</summary>
    Task<bool> SaveDraftAsync(ProcedureDraft draft, long expected, DraftSave? save, CancellationToken cancellation);

    /// <summary>Keeps a save that came too late to become the draft.</summary>
    Task KeepAsync(DraftSave save, CancellationToken cancellation);

    /// <summary>The newest first, conflicts among them.</summary>
    Task<ImmutableArray<DraftSave>> SavesAsync(CityId city, ProcedureId procedure, CancellationToken cancellation);

    Task AddCommentAsync(ReviewComment comment, CancellationToken cancellation);

    Task<ImmutableArray<ReviewComment>> CommentsAsync(CityId city, ProcedureId procedure,
        CancellationToken cancellation);

    /// <summary>Adds the versions, retires those before them and takes the drafts away, all or nothing.</summary>
    /// <returns>False when a draft has changed meanwhile.</returns>
    Task<bool> PublishAsync(
        IReadOnlyList<ProcedureVersion> versions, ProcedureDraft? draft, CancellationToken cancellation);

    Task RetireAsync(ProcedureVersion version, CancellationToken cancellation);

    Task<ProcedureVersion?> FindVersionAsync(CityId city, ProcedureVersionId version, CancellationToken cancellation);

    /// <summary>Every version of the city, the retired ones too: what still runs on them needs them.</summary>
    Task<ImmutableArray<ProcedureVersion>> VersionsAsync(CityId city, CancellationToken cancellation);
}
