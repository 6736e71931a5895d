using System.Security.Cryptography;

namespace Samanvay.Runtime.Archives;

/// <summary>The archive that was read last: what is asked archive by archive is read once.</summary>
internal sealed class OpenedArchive(ArchiveFolder folder, ECDsa? key)
{
    private CheckedArchive? _read;

    public string? Name { get; private set; }

    public CheckedArchive Of(string archive)
    {
        if (_read is { } known && Name == archive) return known;
        (_read, Name) = (ArchiveCheck.Read(folder.PathOf(archive), key), archive);
        return _read;
    }
}
