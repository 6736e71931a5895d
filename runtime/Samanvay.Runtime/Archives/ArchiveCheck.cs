using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Commands;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Archives;

/// <summary>
/// Whether an archive is as it was written: each history by its own hashes, and the file by its signature.
/// </summary>
public static class ArchiveCheck
{
    /// <param name="key">The public key of the seals; absent to leave the signature unchecked.</param>
    public static CheckedArchive Read(string path, ECDsa? key)
    {
        var archive = Path.GetFileName(path);
        if (!File.Exists(path)) return Faulty(AuditFault.ArchiveMissing);
        var operations = ImmutableArray.CreateBuilder<EndedOperation>();
        var findings = ImmutableArray.CreateBuilder<AuditFinding>();
        var (entries, isWhole) = (0L, false);
        try
        {
            foreach (var history in ArchiveFile.Read(path, End))
            {
                entries += history.Entries.Length;
                operations.Add(history.End);
                if (Fault(history) is { } fault)
                    findings.Add(new AuditFinding(fault, history.Place) { Archive = archive });
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or JsonException or FormatException
            or KeyNotFoundException or InvalidOperationException or NodaTime.Text.UnparsableValueException
            or System.Text.DecoderFallbackException or IOException)
        {
            return Faulty(AuditFault.ArchiveChanged);
        }

        if (!isWhole) findings.Add(new AuditFinding(AuditFault.ArchiveChanged) { Archive = archive });
        return new CheckedArchive(operations.ToImmutable(), entries, findings.ToImmutable());

        void End(ArchiveEnd said, string digest) => isWhole = said.Digest == digest
            && said.Operations == operations.Count
            && (key is null
                || key.VerifyData(said.Signed, Convert.FromBase64String(said.Signature), HashAlgorithmName.SHA256));

        CheckedArchive Faulty(AuditFault fault) => new([], 0, [new AuditFinding(fault) { Archive = archive }]);
    }

    private static AuditFault? Fault(ArchivedHistory history)
    {
        var hash = HashChain.Start;
        var sequence = 0L;
        foreach (var entry in history.Entries)
        {
            if (entry.Sequence != ++sequence) return AuditFault.EntryMissing;
            hash = HashChain.Next(hash.Span, entry.Body.Span);
            if (!hash.Span.SequenceEqual(entry.Hash.Span)) return AuditFault.EntryChanged;
        }

        return sequence == history.End.Sequence && hash.Span.SequenceEqual(history.End.Hash.Span)
            ? null : AuditFault.EntryMissing;
    }
}

public sealed record CheckedArchive(
    ImmutableArray<EndedOperation> Operations, long Entries, ImmutableArray<AuditFinding> Findings)
{
    public bool Holds(ArchivedOperation operation) => Findings.IsEmpty && Operations.Any(head =>
        head.Key == operation.Key && head.Sequence == operation.Sequence
        && head.Hash.Span.SequenceEqual(operation.Hash.Span));
}
