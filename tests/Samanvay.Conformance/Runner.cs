using System.Globalization;
using Samanvay.Conformance.Betsy;
using Samanvay.Conformance.Camunda;
using Samanvay.Conformance.Decisions;
using Samanvay.Conformance.Interchange;
using Samanvay.Conformance.Payloads;
using Samanvay.Conformance.Refusals;
using Samanvay.Conformance.Soundness;

namespace Samanvay.Conformance;

/// <summary>Runs one published suite and says what came of it.</summary>
internal static class Runner
{
    private static readonly SortedDictionary<string, Func<string, IEnumerable<Outcome>>> Suites =
        new(StringComparer.Ordinal)
        {
            ["betsy"] = BetsySuite.Run,
            ["camunda7"] = CamundaSuite.Run,
            ["dmn-tck"] = TckSuite.Run,
            ["invalid"] = RefusalSuite.Run,
            ["miwg"] = InterchangeSuite.Run,
            ["payloads"] = PayloadSuite.Run,
            ["soundness"] = SoundnessSuite.Run,
        };

    private const int NamedMax = 5;

    /// <summary>What a suite tells besides its score.</summary>
    private static readonly Dictionary<string, Func<IReadOnlyCollection<Outcome>, IEnumerable<string>>> Summaries =
        new(StringComparer.Ordinal) { ["dmn-tck"] = TckSuite.Summary };

    /// <returns>0 where at least as many cases hold as were asked for, else 1; 2 where the question is
    /// wrong.</returns>
    public static int Run(string[] arguments, TextWriter output)
    {
        if (arguments is not [var verb, var folder, .. var rest] || !Suites.TryGetValue(verb, out var suite))
            return Usage(output);
        var atLeast = 0;
        var isAsked = rest is ["--at-least", var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out atLeast);
        if (!isAsked && rest.Length > 0) return Usage(output);
        if (!Directory.Exists(folder))
        {
            output.WriteLine($"There is no folder {folder}.");
            return 2;
        }

        List<Outcome> outcomes;
        try
        {
            outcomes = [.. suite(folder)];
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            output.WriteLine($"{folder} does not hold the suite of {verb}: {missing.Message}");
            return 2;
        }

        if (outcomes.TrueForAll(outcome => outcome.IsForeign)) return Nothing(verb, folder, outcomes, output);
        foreach (var noted in outcomes.Where(outcome => outcome.Note is not null))
            output.WriteLine($"{noted.Case}: {noted.Note}");
        foreach (var failed in outcomes.Where(outcome => outcome is { Problem: not null, IsForeign: false }))
        {
            output.WriteLine($"{failed.Case}: {failed.Problem}");
            output.WriteLine(failed.Reason is { } reason ? $"  {reason}." : "  Not explained.");
        }

        if (outcomes.Where(outcome => outcome.IsForeign).ToList() is [_, ..] foreign)
            output.WriteLine($"Files of which the suite says nothing: {Named(foreign)}.");
        var held = outcomes.Count(outcome => outcome.Problem is null);
        foreach (var part in outcomes.GroupBy(outcome => outcome.Part).Where(part => part.Count() < outcomes.Count))
            output.WriteLine($"{part.Key}: {Score(part)}");
        if (outcomes.Count > 0 && Summaries.GetValueOrDefault(verb) is { } summary)
            foreach (var line in summary(outcomes)) output.WriteLine(line);
        output.WriteLine(Score(outcomes));
        return held >= (isAsked ? atLeast : outcomes.Count) ? 0 : 1;
    }

    private static int Nothing(string verb, string folder, List<Outcome> foreign, TextWriter output)
    {
        output.WriteLine($"No test case of {verb} was found in {folder}.");
        if (foreign.Count > 0) output.WriteLine($"Files of which the suite says nothing: {Named(foreign)}.");
        output.WriteLine(Score(foreign));
        return 2;
    }

    private static string Named(List<Outcome> foreign) => string.Create(
        CultureInfo.InvariantCulture,
        $"{foreign.Count} ({string.Join(", ", foreign.Take(NamedMax).Select(outcome => outcome.Case))}"
            + $"{(foreign.Count > NamedMax ? ", ..." : "")})");

    private static string Score(IEnumerable<Outcome> outcomes)
    {
        var all = outcomes.ToList();
        return string.Create(
            CultureInfo.InvariantCulture, $"{all.Count(outcome => outcome.Problem is null)} of {all.Count}");
    }

    private static int Usage(TextWriter output)
    {
        output.WriteLine($"{string.Join('|', Suites.Keys)} FOLDER [--at-least N]");
        output.WriteLine("Runs the suite in the folder and tells what does not hold; all must, or N where it is said.");
        return 2;
    }
}
