using System.Diagnostics;
using System.Globalization;

namespace Samanvay.LongRuns;

/// <summary>What every verb says: the seed, how far it is, what does not hold, and what came of it all.</summary>
internal sealed class Report
{
    private static readonly TimeSpan SayEvery = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly TextWriter _output;
    private readonly string _verb;
    private readonly int _seed;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<string> _problems = [];
    private TimeSpan _said;

    public Report(TextWriter output, string verb, int seed)
    {
        (_output, _verb, _seed) = (output, verb, seed);
        Say($"{verb} --seed {seed}");
    }

    /// <summary>What did not hold, each with the command that runs it alone.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public void Say(string line)
    {
        lock (_lock) _output.WriteLine(line);
    }

    /// <summary>Said now and then only.</summary>
    public void Progress(string done)
    {
        lock (_lock)
        {
            if (_watch.Elapsed - _said < SayEvery) return;
            _said = _watch.Elapsed;
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_watch.Elapsed:mm\\:ss}  {done}"));
        }
    }

    /// <param name="again">The options that, with the verb and the seed, run this alone.</param>
    public void Fail(string again, string problem)
    {
        var command = string.Create(CultureInfo.InvariantCulture, $"{_verb} --seed {_seed} {again}");
        lock (_lock)
        {
            _problems.Add($"{command}\n  {problem}");
            _output.WriteLine($"DOES NOT HOLD: {problem}");
            _output.WriteLine($"  alone: {command}");
        }
    }

    /// <returns>How the program ends: 0 where everything held.</returns>
    public int Close(string result)
    {
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{result}, {_problems.Count} that do not hold, seed {_seed}, {_watch.Elapsed.TotalSeconds:0} s"));
        return _problems.Count == 0 ? 0 : 1;
    }
}
