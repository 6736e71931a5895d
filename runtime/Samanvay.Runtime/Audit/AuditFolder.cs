using System.Security.Cryptography;
using System.Text;

namespace Samanvay.Runtime.Audit;

/// <summary>
/// Keeps the seals outside the database. Whoever may write both can forge both: copy <c>seals.jsonl</c> and
/// <c>public.pem</c> to where this machine can not change them.
/// </summary>
public sealed class AuditFolder(string path)
{
    public string Path => path;

    private string Seals => System.IO.Path.Combine(path, "seals.jsonl");

    private string PrivateKey => System.IO.Path.Combine(path, "private.pem");

    private string PublicKey => System.IO.Path.Combine(path, "public.pem");

    /// <summary>The seals from the first to the last. A last line that was cut by a crash is no seal yet.</summary>
    public IReadOnlyList<AuditSeal> ReadSeals()
    {
        if (!File.Exists(Seals)) return [];
        var text = File.ReadAllText(Seals);
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(AuditSeal.Parse)];
    }

    /// <summary>The hashes of a seal, line by line; absent where the file is not the one that was sealed.</summary>
    public IEnumerable<ChainHead>? ReadHeads(AuditSeal seal)
    {
        var file = System.IO.Path.Combine(path, seal.File);
        if (!File.Exists(file)) return null;
        using (var stream = File.OpenRead(file))
        {
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != seal.Root) return null;
        }

        return File.ReadLines(file).Select(ChainHead.Parse);
    }

    /// <summary>The key that signs; made at first use, for this user alone.</summary>
    public ECDsa OpenPrivateKey()
    {
        Directory.CreateDirectory(path);
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(PrivateKey))
        {
            key.ImportFromPem(File.ReadAllText(PrivateKey));
            return key;
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new StreamWriter(PrivateKey, options)) file.Write(key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(PublicKey, key.ExportSubjectPublicKeyInfoPem());
        return key;
    }

    /// <param name="kept">The copy that is kept elsewhere; absent for the one beside the seals.</param>
    public ECDsa OpenPublicKey(string? kept = null)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(kept ?? PublicKey));
        return key;
    }

    /// <summary>Writes the hashes; the answer is how many and their root, and where they wait for their seal.</summary>
    public async Task<WrittenHeads> WriteHeadsAsync(
        IAsyncEnumerable<ChainHead> heads, CancellationToken cancellation)
    {
        Directory.CreateDirectory(path);
        var file = System.IO.Path.Combine(path, "heads.new");
        var count = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write))
        {
            await foreach (var head in heads.WithCancellation(cancellation))
            {
                var line = Encoding.UTF8.GetBytes(head.Line + "\n");
                hash.AppendData(line);
                await stream.WriteAsync(line, cancellation);
                count++;
            }

            stream.Flush(flushToDisk: true);
        }

        return new WrittenHeads(file, count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The hashes get their name, then the seal its line; then what the seal before stood on may go.</summary>
    public void Append(AuditSeal seal, WrittenHeads heads)
    {
        File.Move(heads.File, System.IO.Path.Combine(path, seal.File), overwrite: true);
        DropCutLine();
        using (var stream = new FileStream(Seals, FileMode.Append, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(seal.ToLine() + "\n"));
            stream.Flush(flushToDisk: true);
        }

        foreach (var old in Directory.EnumerateFiles(path, "heads-*.tsv"))
        {
            if (System.IO.Path.GetFileName(old) != seal.File) File.Delete(old);
        }
    }

    /// <summary>Copies what a seal may be checked with, also while a new one is made.</summary>
    public void CopyTo(string target)
    {
        if (!Directory.Exists(path)) return;
        string before;
        do
        {
            before = File.Exists(Seals) ? File.ReadAllText(Seals) : "";
            if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
            Directory.CreateDirectory(target);
            foreach (var file in Directory.EnumerateFiles(path).Where(IsNotNew).Where(File.Exists))
                File.Copy(file, System.IO.Path.Combine(target, System.IO.Path.GetFileName(file)));
        }
        while (before != (File.Exists(Seals) ? File.ReadAllText(Seals) : ""));
    }

    private static bool IsNotNew(string file) => System.IO.Path.GetExtension(file) != ".new";

    private void DropCutLine()
    {
        if (!File.Exists(Seals)) return;
        using var stream = new FileStream(Seals, FileMode.Open, FileAccess.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        stream.SetLength(Array.LastIndexOf(bytes, (byte)'\n') + 1);
    }
}

/// <param name="Root">SHA-256 of the file, in hexadecimal.</param>
public sealed record WrittenHeads(string File, long Count, string Root);
