using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Soundness;

namespace Samanvay.Conformance.Soundness;

/// <summary>The verdicts that two other checkers publish with their models, and large models to be decided in
/// time.</summary>
internal static class SoundnessSuite
{
    private const int Attempts = 5;

    private const int MillisecondsMax = 500;

    private const string MessagesCounted = "there the search ends at a number of messages; the traveller waits for the "
        + "confirmation before paying and the agency for the payment before confirming, so no run can end";

    // Where the published checker asks another question than the standard's text does:
    private static readonly Dictionary<(string Model, string Property), string> OtherDefinitions = new()
    {
        [("e005TravelAgency", "Prop03Sound")] = MessagesCounted,
        [("e005TravelAgency", "Prop04MsgSound")] = MessagesCounted,
        [("e041MBE", "Prop02Safe")] = "there a timer that has fired fires again; a duration is over once",
        [("e056TBE", "Prop02Safe")] = "there a timer without a definition fires again and again",
        [("e035SP", "Prop04MsgSound")] = "a message start in an embedded sub-process, excluded by BPMN 2.0.2, 13.3.4",
    };

    public static IEnumerable<Outcome> Run(string folder) =>
    [
        .. Verdicts(folder, "fbpmn", Collaboration), .. Verdicts(folder, "bpmn-analyzer", Process),
        .. Directory.GetFiles(Path.Combine(folder, "bpmn-analyzer", "benchmark"), "*.bpmn")
            .Order(StringComparer.Ordinal).Select(Large),
    ];

    private static IEnumerable<Outcome> Verdicts(
        string folder, string suite, Func<BpmnDefinitions, SoundnessReport, JsonElement, IEnumerable<Answer>> answers)
    {
        foreach (var entry in SuiteFile.Json(folder, suite, "verdicts.json").EnumerateArray())
        {
            var file = Path.Combine(folder, suite, SuiteFile.Text(entry, "file"));
            var name = Path.GetFileNameWithoutExtension(file);
            yield return new(suite, name, Judge(file, MillisecondsMax, (model, report) =>
                from answer in answers(model, report, entry.GetProperty("verdicts"))
                where !OtherDefinitions.ContainsKey((name, answer.Property))
                select answer.Problem));
        }
    }

    private static Outcome Large(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return new("large models", name, Judge(
            file, name == "p17x01" ? 100 : MillisecondsMax,
            (_, report) => [report.IsSound ? null : "is not found sound"]));
    }

    private static string? Judge(
        string file, int milliseconds, Func<BpmnDefinitions, SoundnessReport, IEnumerable<string?>> problems)
    {
        if (SuiteFile.Read(file).Value is not { } model) return "can not be read";
        var (report, time) = Timed(model, milliseconds);
        var told = problems(model, report).OfType<string>().ToList();
        if (time > milliseconds) told.Add(string.Create(CultureInfo.InvariantCulture, $"takes {time} ms"));
        return told.Count == 0 ? null : string.Join("; ", told);
    }

    // Where the machine does other work beside it, the shortest of several tells what the check takes.
    private static (SoundnessReport Report, long Milliseconds) Timed(BpmnDefinitions model, int milliseconds)
    {
        var shortest = long.MaxValue;
        for (var left = Attempts; ; left--)
        {
            var watch = Stopwatch.StartNew();
            var report = SoundnessChecker.Check(model);
            shortest = Math.Min(shortest, watch.ElapsedMilliseconds);
            if (shortest <= milliseconds || left == 1) return (report, shortest);
        }
    }

    // Published as one property: the pools can end, and none of their own end events is reached twice.
    private static IEnumerable<Answer> Collaboration(
        BpmnDefinitions model, SoundnessReport report, JsonElement verdicts)
    {
        var endsTwice = report.ProperCompletion.Verdict == SoundnessVerdict.Fails
            && model.Processes.Any(pool => report.ProperCompletion.Elements.Any(id => pool.Body.Find(id) is not null));
        var published = verdicts.GetProperty("Network01Bag");
        yield return Answer("Prop02Safe", report.Safeness.Verdict);
        yield return Answer("Prop03Sound", Ending(report.OptionToComplete));
        yield return Answer("Prop04MsgSound", Ending(report.OptionToCompleteIgnoringMessages));

        SoundnessVerdict Ending(SoundnessFinding finding) => endsTwice ? SoundnessVerdict.Fails : finding.Verdict;

        Answer Answer(string property, SoundnessVerdict verdict) =>
            new(property, verdict, published.GetProperty(property).GetProperty("holds").GetBoolean());
    }

    private static IEnumerable<Answer> Process(BpmnDefinitions model, SoundnessReport report, JsonElement verdicts)
    {
        (string Property, SoundnessFinding Finding)[] found =
        [
            ("safeness", report.Safeness), ("optionToComplete", report.OptionToComplete),
            ("properCompletion", report.ProperCompletion), ("noDeadActivities", report.NoDeadActivities),
        ];
        return from each in found
               where verdicts.TryGetProperty(each.Property, out _)
               select new Answer(
                   each.Property, each.Finding.Verdict, verdicts.GetProperty(each.Property).GetBoolean());
    }

    private sealed record Answer(string Property, SoundnessVerdict Verdict, bool IsPublished)
    {
        public string? Problem => (Verdict, IsPublished) switch
        {
            (SoundnessVerdict.NotProven, _) => $"{Property} is not proven",
            (SoundnessVerdict.Holds, false) => $"{Property} holds, an error is missed",
            (SoundnessVerdict.Fails, true) => $"{Property} does not hold, a false alarm",
            _ => null,
        };
    }
}
