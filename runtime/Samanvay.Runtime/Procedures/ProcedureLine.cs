using System.Collections.Immutable;
using NodaTime;
using Samanvay.Engine.Incidents;
using Samanvay.Runtime.Access;

namespace Samanvay.Runtime.Procedures;

/// <summary>A procedure in a list: what is in force of it, and what is being worked on.</summary>
public sealed record ProcedureLine(ProcedureId Id, string Name)
{
    /// <summary>The version in force; absent when none is.</summary>
    public ProcedureVersionId? Version { get; init; }

    public int? VersionNumber { get; init; }

    public Instant? PublishedAt { get; init; }

    public string? Playbook { get; init; }

    /// <summary>There were versions, and the last was retired.</summary>
    public bool IsRetired { get; init; }

    /// <summary>Absent when nobody works on it.</summary>
    public DraftState? Draft { get; init; }

    public long? DraftRevision { get; init; }

    public PersonId? EditedBy { get; init; }

    public Instant? EditedAt { get; init; }

    internal static ImmutableArray<ProcedureLine> Of(
        IEnumerable<ProcedureVersion> versions, IEnumerable<ProcedureDraft> drafts)
    {
        var newest = versions.GroupBy(version => version.Procedure)
            .ToDictionary(group => group.Key, group => group.Last());
        var open = drafts.ToDictionary(draft => draft.Id);
        return [.. newest.Keys.Union(open.Keys).OrderBy(id => id.Value, StringComparer.Ordinal)
            .Select(id => Of(id, newest.GetValueOrDefault(id), open.GetValueOrDefault(id)))];
    }

    private static ProcedureLine Of(ProcedureId id, ProcedureVersion? version, ProcedureDraft? draft)
    {
        var inForce = version is { RetiredAt: null } ? version : null;
        return new ProcedureLine(id, draft?.Name ?? version!.Name)
        {
            Version = inForce?.Id,
            VersionNumber = inForce?.Number,
            PublishedAt = inForce?.PublishedAt,
            Playbook = version?.Playbook,
            IsRetired = version is not null && inForce is null,
            Draft = draft?.State,
            DraftRevision = draft?.Revision,
            EditedBy = draft?.EditedBy,
            EditedAt = draft?.EditedAt,
        };
    }
}
