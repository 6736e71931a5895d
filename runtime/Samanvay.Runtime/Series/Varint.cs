using System.Buffers;

namespace Samanvay.Runtime.Series;

/// <summary>Whole numbers in as few bytes as they need: seven bits in each, the eighth says that more
/// follows.</summary>
internal sealed class VarintWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    public void Unsigned(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Byte((byte)((value & 0x7F) | 0x80));
        Byte((byte)value);
    }

    /// <summary>Small numbers stay short on both sides of nothing.</summary>
    public void Signed(long value) => Unsigned(unchecked((ulong)((value << 1) ^ (value >> 63))));

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();
}

internal ref struct VarintReader(ReadOnlySpan<byte> stored)
{
    private ReadOnlySpan<byte> _left = stored;

    public byte Byte()
    {
        if (_left.IsEmpty) throw new InvalidDataException("The stored hour ends before it is whole.");
        var value = _left[0];
        _left = _left[1..];
        return value;
    }

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            if (shift > 63) throw new InvalidDataException("The stored hour holds a number that is too long.");
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }
}
