using Samanvay.Runtime.Ports;
using static System.FormattableString;

namespace Samanvay.Runtime.Audit;

/// <summary>A place where what is stored is not what was stored, or was sealed.</summary>
/// <param name="Entry">The first entry of a history that is wrong; absent where the seals themselves are.</param>
public sealed record AuditFinding(AuditFault Fault, OperationSequence? Entry = null, string? Seal = null)
{
    /// <summary>The archive that it was found in.</summary>
    public string? Archive { get; init; }

    public string Message => Fault switch
    {
        AuditFault.EntryChanged => Invariant($"Entry {At} of incident {Of} was changed after it was written."),
        AuditFault.EntryMissing => Invariant($"Entry {At} of incident {Of} is missing."),
        AuditFault.StateWithoutEntry =>
            Invariant($"The state of incident {Of} does not end with entry {At} of its history."),
        AuditFault.StateMissing => Invariant($"Incident {Of} has a history and no state."),
        AuditFault.SealedEntryMissing => Invariant($"Entry {At} of incident {Of} was sealed and is no longer there."),
        AuditFault.SealedEntryDiffers =>
            Invariant($"The history of incident {Of} was written anew: entry {At} is not the one that was sealed."),
        AuditFault.ArchiveMissing => $"The archive {Archive} is missing.",
        AuditFault.ArchiveChanged => $"The archive {Archive} is not as it was written.",
        AuditFault.NotInArchive =>
            Invariant($"Incident {Of} was deleted, and the archive {Archive} does not hold it as it was."),
        AuditFault.SealedHashesChanged => Invariant($"The sealed hashes {Seal} are missing or were changed."),
        _ => Invariant($"The seal of {Seal} is not genuine, or a seal before it was taken away."),
    };

    private string Of => Entry?.Key.Operation.ToString() ?? "";

    private long At => Entry?.Sequence ?? 0;
}

/// <summary>In which way something is not as it was.</summary>
public enum AuditFault
{
    EntryChanged,
    EntryMissing,
    StateWithoutEntry,
    StateMissing,
    SealedEntryMissing,
    SealedEntryDiffers,
    SealedHashesChanged,
    SealForged,
    ArchiveMissing,
    ArchiveChanged,
    NotInArchive,
}
