using System.Diagnostics;
using System.Globalization;
using Samanvay.Benchmarks.Measuring;
using Samanvay.Dmn;
using Samanvay.Feel;
using Samanvay.Feel.Values;

namespace Samanvay.Benchmarks.Decisions;

/// <summary>How often a second a decision table of 20 rules and 4 inputs can be asked, beside an interpreter that reads
/// its cells whenever it is asked. By turns, warm, on one thread each.</summary>
internal static class FeelBenchmark
{
    private const double TimesLimit = 20;
    private const double WarmUp = 1;
    private const double Seconds = 2;

    private static readonly FeelScope Scope = new(
        FeelContext.Empty, NodaTime.Instant.FromUtc(2026, 7, 1, 6, 0), NodaTime.DateTimeZone.Utc);

    public static int Run(int rounds)
    {
        Machine.Describe();
        FeelinProcess.Install();
        var model = MeasuredTable.Compiled();
        var (compiled, readAgain, feelin) = (new List<Rate>(), new List<Rate>(), new List<double>());
        Run(WarmUp, inputs => Ask(model, inputs));
        Run(WarmUp, ReadAgain);
        for (var round = 0; round < rounds; round++)
        {
            compiled.Add(Run(Seconds, inputs => Ask(model, inputs)));
            readAgain.Add(Run(Seconds, ReadAgain));
            var other = FeelinProcess.Measure(WarmUp, Seconds);
            Compare(model, other.Answers);
            feelin.Add(other.PerSecond);
        }

        Console.WriteLine($"feel: {MeasuredTable.Rules.Length} rules, {MeasuredTable.Inputs.Length} inputs, "
            + $"{MeasuredTable.Cases.Length} cases, median of {rounds} rounds");
        var theirs = Distribution.Of(feelin).Median;
        Say("compiled once", compiled);
        Say("cells read again each time", readAgain);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"feelin, unaryTest",-28} {theirs,12:N0}/s"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"cells read again each time: {Median(readAgain) / theirs:0.0} times feelin"));
        return Verdict.AtLeast(
            "compiled once, against feelin", Median(compiled) / theirs, TimesLimit, "times") ? 0 : 1;
    }

    private static Rate Run(double seconds, Action<FeelContext> ask)
    {
        var (before, began, count) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp(), 0L);
        double elapsed;
        do
        {
            foreach (var inputs in MeasuredTable.Cases) ask(inputs);
            count += MeasuredTable.Cases.Length;
            elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        }
        while (elapsed < seconds);
        return new(count / elapsed, (double)(GC.GetAllocatedBytesForCurrentThread() - before) / count);
    }

    private static DecisionResult Ask(DecisionModel model, FeelContext inputs) =>
        DecisionEvaluator.Evaluate(model, MeasuredTable.Decision, Scope with { Variables = inputs });

    private static void ReadAgain(FeelContext inputs) => MeasuredTable.MatchReadAgain(inputs, Scope);

    // A figure for other answers would say nothing.
    private static void Compare(DecisionModel model, int[][] answers)
    {
        for (var number = 0; number < answers.Length; number++)
        {
            var inputs = MeasuredTable.Cases[number];
            var own = (Ask(model, inputs).Value as FeelNumber)?.ToInt64();
            if (answers[number] is not [var only] || only != own
                || own != MeasuredTable.MatchReadAgain(inputs, Scope))
            {
                throw new InvalidOperationException(
                    $"The answers differ for {inputs}: {own} here, {string.Join(", ", answers[number])} there.");
            }
        }
    }

    private static double Median(IEnumerable<Rate> rates) =>
        Distribution.Of(rates.Select(rate => rate.PerSecond)).Median;

    private static void Say(string what, List<Rate> rates) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-28} {Median(rates),12:N0}/s, {rates.Min(rate => rate.Bytes):N0} bytes allocated for each"));

    private sealed record Rate(double PerSecond, double Bytes);
}
