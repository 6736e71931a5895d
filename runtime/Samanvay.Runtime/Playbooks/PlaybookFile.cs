using System.Diagnostics;
using Samanvay.Runtime.Playbooks.Package;

namespace Samanvay.Runtime.Playbooks;

/// <summary>Opens what was read once before it was stored.</summary>
internal static class PlaybookFile
{
    public static Playbook Open(StoredPlaybook stored) =>
        PackageReader.Read(stored.Package).Value is { } files && Playbook.Read(files).Value is { } playbook
            && playbook.Digest == stored.Digest
            ? playbook
            : throw new UnreachableException(
                $"The stored playbook {stored.Id} {stored.Version} is no longer what it was.");
}
