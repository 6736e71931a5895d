using System.IO.Compression;

namespace Samanvay.Runtime.Playbooks.Package;

/// <summary>Packs a playbook so that the same files always give the same bytes.</summary>
public static class PackageWriter
{
    // The earliest time that the format can hold.
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(PackageFiles files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files.Contents)
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = Always;
                entry.ExternalAttributes = 0;
                using var target = entry.Open();
                target.Write(content);
            }
        }

        return packed.ToArray();
    }
}
