using System.Security.Cryptography;

namespace Samanvay.Runtime.Archives;

/// <summary>Keeps the archives. They are complete in themselves and may be copied to where they are safe.</summary>
public sealed class ArchiveFolder(string path)
{
    private const string Ending = ".jsonl.gz";
    private const string Unfinished = ".part";

    public string Path => path;

    public string PathOf(string archive) => System.IO.Path.Combine(path, archive);

    public bool Has(string archive) => File.Exists(PathOf(archive));

    /// <summary>The names of all archives, in order.</summary>
    public IReadOnlyList<string> List() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path, "*" + Ending).Select(file => System.IO.Path.GetFileName(file))
            .Order(StringComparer.Ordinal)]
        : [];

    /// <summary>SHA-256 of the file, in hexadecimal.</summary>
    public string DigestOf(string archive)
    {
        using var file = File.OpenRead(PathOf(archive));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>A place for a file that is being written.</summary>
    public string NewPart()
    {
        Directory.CreateDirectory(path);
        return PathOf($"new{Unfinished}");
    }

    /// <summary>Gives a finished file its name: the same histories always get the same.</summary>
    /// <param name="name">Begins the name.</param>
    /// <param name="digest">Of what is in it.</param>
    public string Keep(string part, string name, string digest)
    {
        var archive = $"{name}-{digest[..16]}{Ending}";
        File.Move(part, PathOf(archive), overwrite: true);
        // The name is on the disk too before anything is deleted.
        using var file = new FileStream(PathOf(archive), FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
        return archive;
    }

    public void Remove(string archive) => File.Delete(PathOf(archive));
}
