using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Samanvay.Engine.Situations.Packing;

/// <summary>Reads what a <see cref="PackWriter"/> has written, in the same order.</summary>
internal ref struct PackReader(ReadOnlySpan<byte> bytes, ReadOnlySpan<string?> names)
{
    private ReadOnlySpan<byte> _bytes = bytes;
    private ReadOnlySpan<string?> _names = names;

    public T Take<T>() where T : struct
    {
        var value = MemoryMarshal.Read<T>(_bytes);
        _bytes = _bytes[Unsafe.SizeOf<T>()..];
        return value;
    }

    public string? Name()
    {
        var name = _names[0];
        _names = _names[1..];
        return name;
    }
}
