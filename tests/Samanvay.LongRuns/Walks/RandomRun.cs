using System.Globalization;

namespace Samanvay.LongRuns.Walks;

/// <summary>Random procedures under random commands: each keeps what the engine promises.</summary>
internal static class RandomRun
{
    public static Task<int> RunAsync(Arguments asked, TextWriter output)
    {
        var report = new Report(output, "random", asked.Seed);
        var (first, count) = asked.Number("only", -1) is >= 0 and var only
            ? (only, 1)
            : (0, asked.Number("count", 10_000));
        for (var number = first; number < first + count; number++)
        {
            Try(number, asked.Seed, report);
            report.Progress(string.Create(CultureInfo.InvariantCulture, $"{number - first + 1} of {count} procedures"));
        }
        return Task.FromResult(report.Close(string.Create(CultureInfo.InvariantCulture, $"{count} procedures")));
    }

    private static void Try(int number, int seed, Report report)
    {
        var own = unchecked((seed * 1_000_003) + number);
        try
        {
            new RandomWalk(new RandomProcedure(own).Draw().Compile(), own).Go(60);
        }
        catch (Exception problem)
        {
            report.Fail(string.Create(CultureInfo.InvariantCulture, $"--only {number}"), problem.Message);
        }
    }
}
