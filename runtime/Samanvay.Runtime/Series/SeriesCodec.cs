using System.Collections.Immutable;
using NodaTime;

namespace Samanvay.Runtime.Series;

/// <summary>
/// The stored form of an hour. Times and values are differences to the one before, as many bytes long as they need:
/// a gauge that is read once a minute takes some three bytes a reading.
/// </summary>
public static class SeriesCodec
{
    private const byte Version = 1;
    private const byte Whole = 0;
    private const byte Apart = 1;
    private const int ScaleMax = 28;

    public static byte[] Write(long hour, ImmutableArray<SeriesPoint> points)
    {
        var writer = new VarintWriter();
        writer.Byte(Version);
        writer.Unsigned((ulong)points.Length);
        var time = SeriesHour.StartOf(hour).ToUnixTimeMilliseconds();
        foreach (var point in points)
        {
            var at = point.At.ToUnixTimeMilliseconds();
            // The last bit says that there is no value.
            writer.Signed(((at - time) << 1) | (point.Value is null ? 1L : 0L));
            time = at;
        }

        WriteValues(writer, [.. points.Where(point => point.Value is not null).Select(point => point.Value!.Value)]);
        return writer.ToArray();
    }

    public static ImmutableArray<SeriesPoint> Read(long hour, ReadOnlySpan<byte> stored)
    {
        var reader = new VarintReader(stored);
        Expect(reader.Byte());
        var count = (int)reader.Unsigned();
        var times = new (Instant At, bool HasValue)[count];
        var time = SeriesHour.StartOf(hour).ToUnixTimeMilliseconds();
        for (var index = 0; index < count; index++)
        {
            var read = reader.Signed();
            time += read >> 1;
            times[index] = (Instant.FromUnixTimeMilliseconds(time), (read & 1) == 0);
        }

        var values = new ValueReader(ref reader);
        var points = ImmutableArray.CreateBuilder<SeriesPoint>(count);
        foreach (var (at, hasValue) in times)
            points.Add(new SeriesPoint(at, hasValue ? values.Next(ref reader) : null));
        return points.MoveToImmutable();
    }

    public static byte[] Write(long hour, HourSummary summary)
    {
        var writer = new VarintWriter();
        writer.Byte(Version);
        writer.Unsigned((ulong)summary.Count);
        if (summary.Count == 0) return writer.ToArray();
        var start = SeriesHour.StartOf(hour);
        writer.Signed((long)(summary.FirstAt - start).TotalMilliseconds);
        writer.Signed((long)(summary.LastAt - start).TotalMilliseconds);
        WriteValues(writer, [summary.First, summary.Last, summary.Min, summary.Max]);
        // The sum may have more digits than fit beside the others.
        WriteValues(writer, [summary.Sum]);
        return writer.ToArray();
    }

    public static HourSummary ReadSummary(long hour, ReadOnlySpan<byte> stored)
    {
        var reader = new VarintReader(stored);
        Expect(reader.Byte());
        var count = (int)reader.Unsigned();
        if (count == 0) return HourSummary.None;
        var start = SeriesHour.StartOf(hour);
        var first = start + Duration.FromMilliseconds(reader.Signed());
        var last = start + Duration.FromMilliseconds(reader.Signed());
        var values = new ValueReader(ref reader);
        var summary = new HourSummary(count, first, last)
        {
            First = values.Next(ref reader), Last = values.Next(ref reader), Min = values.Next(ref reader),
            Max = values.Next(ref reader),
        };
        var sum = new ValueReader(ref reader);
        return summary with { Sum = sum.Next(ref reader) };
    }

    private static void Expect(byte version)
    {
        if (version != Version)
            throw new InvalidDataException($"The hour is stored in form {version}. A newer version wrote it.");
    }

    // All with as many decimal places as the longest has, so that what stays is whole numbers close to each other.
    private static void WriteValues(VarintWriter writer, ReadOnlySpan<decimal> values)
    {
        var scale = 0;
        foreach (var value in values) scale = Math.Max(scale, value.Scale);
        var mantissas = new long[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            if (TryScale(values[index], scale, out mantissas[index])) continue;
            WriteApart(writer, values);
            return;
        }

        writer.Byte(Whole);
        writer.Byte((byte)scale);
        var before = 0L;
        foreach (var mantissa in mantissas)
        {
            writer.Signed(unchecked(mantissa - before));
            before = mantissa;
        }
    }

    private static void WriteApart(VarintWriter writer, ReadOnlySpan<decimal> values)
    {
        writer.Byte(Apart);
        Span<int> bits = stackalloc int[4];
        foreach (var value in values)
        {
            decimal.GetBits(value, bits);
            foreach (var part in bits) writer.Unsigned(unchecked((uint)part));
        }
    }

    private static bool TryScale(decimal value, int scale, out long mantissa)
    {
        mantissa = 0;
        // Far enough below the bounds that no difference of two leaves them.
        var bound = (decimal)(long.MaxValue / 4);
        var whole = value;
        for (var step = 0; step < scale; step++)
        {
            if (Math.Abs(whole) > bound / 10) return false;
            whole *= 10;
        }

        if (Math.Abs(whole) > bound || scale > ScaleMax) return false;
        mantissa = (long)whole;
        return mantissa == whole;
    }

    private struct ValueReader
    {
        private readonly byte _form;
        private readonly byte _scale;
        private long _before;

        public ValueReader(ref VarintReader reader)
        {
            _form = reader.Byte();
            _scale = _form == Whole ? reader.Byte() : (byte)0;
        }

        public decimal Next(ref VarintReader reader)
        {
            if (_form == Apart)
            {
                return new decimal([Part(ref reader), Part(ref reader), Part(ref reader), Part(ref reader)]);
            }

            _before = unchecked(_before + reader.Signed());
            var size = Math.Abs(_before);
            return new decimal(unchecked((int)size), (int)(size >> 32), 0, _before < 0, _scale);
        }

        private static int Part(ref VarintReader reader) => unchecked((int)reader.Unsigned());
    }
}
