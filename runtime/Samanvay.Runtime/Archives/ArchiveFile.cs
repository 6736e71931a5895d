using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Audit;
using Samanvay.Runtime.Export;
using Samanvay.Runtime.Ports;

namespace Samanvay.Runtime.Archives;

/// <summary>
/// Histories as compressed lines of JSON, which any tool reads; the last line is signed and stands for all others.
/// </summary>
internal sealed class ArchiveFile : IDisposable
{
    private readonly FileStream _file;
    private readonly GZipStream _text;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly MemoryStream _line = new();
    private long _operations;

    public ArchiveFile(string path, CityId city)
    {
        _file = PrivateFile.Create(path);
        _text = new GZipStream(_file, CompressionLevel.Optimal, leaveOpen: true);
        Line(json => ArchiveLines.WriteStart(json, city));
    }

    public void Add(EndedOperation operation, IEnumerable<HistoryEntry> entries)
    {
        Line(json => ArchiveLines.Write(json, operation));
        foreach (var entry in entries) Line(json => ArchiveLines.Write(json, entry));
        _operations++;
    }

    /// <summary>Ends the file; when it returns, it is on the disk. Says the digest of what was added.</summary>
    public string Complete(ECDsa key, AuditSeal seal)
    {
        var end = new ArchiveEnd(
            _operations, Convert.ToHexStringLower(_hash.GetHashAndReset()), AuditSeal.LinkTo(seal), "");
        end = end with { Signature = Convert.ToBase64String(key.SignData(end.Signed, HashAlgorithmName.SHA256)) };
        Line(json => JsonSerializer.Serialize(json, end));
        _text.Dispose();
        _file.Flush(flushToDisk: true);
        return end.Digest;
    }

    public void Dispose()
    {
        _text.Dispose();
        _file.Dispose();
        _hash.Dispose();
        _line.Dispose();
    }

    /// <summary>Reads a file from its beginning to its end, one operation at a time.</summary>
    /// <param name="end">Told what the last line says and what it should say; never told where the file is cut.</param>
    /// <exception cref="InvalidDataException">It is cut, or not compressed as it should be.</exception>
    public static IEnumerable<ArchivedHistory> Read(string path, Action<ArchiveEnd, string> end)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var text = new StreamReader(unpacked, new UTF8Encoding(false, throwOnInvalidBytes: true));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        CityId? city = null;
        EndedOperation? operation = null;
        var entries = ImmutableArray.CreateBuilder<HistoryEntry>();
        while (text.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("entry", out _)) entries.Add(ArchiveLines.ReadEntry(json.RootElement));
            else if (operation is not null) yield return new ArchivedHistory(operation, entries.DrainToImmutable());
            if (json.RootElement.TryGetProperty("Signature", out _))
            {
                var said = json.RootElement.Deserialize<ArchiveEnd>() ?? throw new InvalidDataException(path);
                end(said, Convert.ToHexStringLower(hash.GetHashAndReset()));
                yield break;
            }

            if (city is null) city = ArchiveLines.ReadStart(json.RootElement);
            else if (json.RootElement.TryGetProperty("operation", out _))
                operation = ArchiveLines.ReadOperation(city.Value, json.RootElement);
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        }
    }

    private void Line(Action<Utf8JsonWriter> write)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line)) write(json);
        _line.WriteByte((byte)'\n');
        var bytes = _line.GetBuffer().AsSpan(0, (int)_line.Length);
        _hash.AppendData(bytes);
        _text.Write(bytes);
    }
}
