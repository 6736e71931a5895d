using System.Text;

namespace Samanvay.Server.Replay;

/// <summary>The lines of a file one after the other: neither its size nor an endless line fills the memory.</summary>
internal static class BoundedLines
{
    public const int LengthMax = 64 * 1024;

    /// <summary>Each line with its number, from 1; without text where it is longer than the limit.</summary>
    public static IEnumerable<(int Number, string? Text)> Read(TextReader reader)
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        var (number, isTooLong, isOpen) = (1, false, false);
        while (reader.Read(buffer) is > 0 and var count)
        {
            var rest = buffer.AsMemory(0, count);
            while (rest.Span.IndexOf('\n') is >= 0 and var end)
            {
                Take(rest.Span[..end]);
                yield return (number++, isTooLong ? null : line.ToString().Trim());
                line.Clear();
                isTooLong = false;
                rest = rest[(end + 1)..];
            }

            Take(rest.Span);
            isOpen = rest.Length > 0;
        }

        if (isOpen || line.Length > 0 || isTooLong) yield return (number, isTooLong ? null : line.ToString().Trim());

        void Take(ReadOnlySpan<char> part)
        {
            isTooLong |= line.Length + part.Length > LengthMax;
            if (!isTooLong) line.Append(part);
        }
    }
}
