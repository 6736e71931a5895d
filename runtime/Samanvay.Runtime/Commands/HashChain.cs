using System.Security.Cryptography;

namespace Samanvay.Runtime.Commands;

/// <summary>Links each history entry to all before it: changing one later is seen in every one that follows.</summary>
public static class HashChain
{
    /// <summary>What stands before the first entry.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    public static byte[] Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
