namespace Samanvay.Storage.Series;

/// <summary>Names are the same when their bytes are.</summary>
internal sealed class MarkNameComparer : IEqualityComparer<byte[]>
{
    public static MarkNameComparer Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode(byte[] obj)
    {
        var hash = new HashCode();
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
