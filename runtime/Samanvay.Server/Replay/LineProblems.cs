using System.Globalization;

namespace Samanvay.Server.Replay;

/// <summary>What is wrong with lines of a file: how many there are, and the first few in words.</summary>
internal sealed class LineProblems
{
    private const int KeptMax = 10;

    private readonly List<(int Line, string Message)> _first = [];

    public int Count { get; private set; }

    public void Add(int line, string message)
    {
        Count++;
        if (_first.Count < KeptMax) _first.Add((line, message));
    }

    /// <param name="more">What the others are, when there are more than are told one by one.</param>
    public IEnumerable<string> Tell(string file, string more)
    {
        foreach (var (line, message) in _first)
            yield return string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {message}");

        if (Count > _first.Count)
            yield return string.Create(CultureInfo.InvariantCulture, $"and {Count - _first.Count} lines more {more}");
    }
}
