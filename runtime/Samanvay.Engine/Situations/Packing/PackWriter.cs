using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Samanvay.Engine.Situations.Packing;

/// <summary>Writes values one behind the other, and beside them the names, which others hold anyway.</summary>
internal sealed class PackWriter
{
    private readonly List<string?> _names = [];
    private byte[] _bytes = new byte[512];
    private int _count;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _count);

    public void Clear()
    {
        _count = 0;
        _names.Clear();
    }

    public void Put<T>(T value) where T : struct
    {
        var size = Unsafe.SizeOf<T>();
        if (_count + size > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length);
        MemoryMarshal.Write(_bytes.AsSpan(_count), in value);
        _count += size;
    }

    public void Put(string? name) => _names.Add(name);

    /// <summary>The same ones when they have not changed, as they hardly ever do.</summary>
    public string?[] NamesOver(string?[] before)
    {
        if (before.Length != _names.Count) return [.. _names];
        for (var index = 0; index < before.Length; index++)
            if (before[index] != _names[index]) return [.. _names];
        return before;
    }
}
