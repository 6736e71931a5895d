using System.Collections.Immutable;
using System.IO.Compression;
using Samanvay.Feel;

namespace Samanvay.Runtime.Playbooks.Package;

/// <summary>Unpacks a <c>.playbook</c> file as hostile input, or reads a template's folder. Nothing is written to
/// disk.</summary>
public static class PackageReader
{
    public static Parsed<PackageFiles> Read(byte[] packed, PackageLimits? limits = null)
    {
        limits ??= PackageLimits.Default;
        if (packed.Length > limits.PackedBytesMax)
            return Refused("PACK001", $"The file is larger than {limits.PackedBytesMax} bytes.");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(packed, writable: false), ZipArchiveMode.Read);
            return Unpack(archive, limits);
        }
        catch (Exception problem) when (
            problem is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            return Refused("PACK002", "The file is not a readable playbook package.");
        }
    }

    /// <summary>A folder of the product's own templates.</summary>
    public static Parsed<PackageFiles> ReadFolder(string folder)
    {
        var contents = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            if (!PackageFiles.IsPath(path)) return Refused("PACK004", $"The file {path} has no place in a playbook.");
            contents[path] = File.ReadAllBytes(file);
        }

        return new(new PackageFiles(contents.ToImmutable()), []);
    }

    private static Parsed<PackageFiles> Unpack(ZipArchive archive, PackageLimits limits)
    {
        if (archive.Entries.Count > limits.EntriesMax)
            return Refused("PACK003", $"The package has more than {limits.EntriesMax} files.");
        var contents = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        long total = 0;
        foreach (var entry in archive.Entries.Where(entry => !IsFolder(entry)))
        {
            var path = entry.FullName;
            if (!PackageFiles.IsPath(path))
                return Refused("PACK004", $"The file {Shown(path)} has no place in a playbook.");
            if (!seen.Add(path)) return Refused("PACK005", $"The file {path} is in the package twice.");
            if (Content(entry, limits) is not { } content)
                return Refused("PACK006", $"The file {path} is too large, or packed suspiciously small.");
            total += content.Length;
            if (total > limits.UnpackedBytesMax)
                return Refused("PACK007", $"The package unpacks to more than {limits.UnpackedBytesMax} bytes.");
            contents[path] = content;
        }

        return new(new PackageFiles(contents.ToImmutable()), []);
    }

    // What the archive says of a file's size is not believed: the bytes are counted while they are unpacked.
    private static byte[]? Content(ZipArchiveEntry entry, PackageLimits limits)
    {
        var most = Math.Min(limits.EntryBytesMax, Math.Max(entry.CompressedLength, 1024) * limits.RatioMax);
        using var packed = entry.Open();
        using var unpacked = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (var read = packed.Read(buffer); read > 0; read = packed.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > most) return null;
        }

        return unpacked.ToArray();
    }

    private static bool IsFolder(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith('/') && entry.Length == 0 && !entry.FullName.Contains("..", StringComparison.Ordinal);

    private static string Shown(string path) =>
        string.Concat(path.Take(80).Select(c => char.IsControl(c) ? '?' : c));

    private static Parsed<PackageFiles> Refused(string code, Sentence message) =>
        new(null, [Diagnostic.Error(code, message)]);
}
