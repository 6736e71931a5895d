using System.Collections.Immutable;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Soundness;
using Samanvay.Feel;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>What can go wrong in some run of a drawing, in words: where it gets stuck, what never happens, what happens
/// twice. It never blocks publishing, for conditions on data may keep a run from going there.</summary>
internal sealed class SoundnessProblems
{
    // A longer way is told from its end: there it goes wrong.
    private const int ToldSteps = 6;

    private readonly Dictionary<string, FlowNode> _nodes;
    private readonly Dictionary<string, SequenceFlow> _flows;

    private SoundnessProblems(BpmnDefinitions drawing)
    {
        var scopes = drawing.Processes.SelectMany(process => process.Body.AllScopes()).ToList();
        _nodes = scopes.SelectMany(scope => scope.Nodes).DistinctBy(node => node.Id)
            .ToDictionary(node => node.Id, StringComparer.Ordinal);
        _flows = scopes.SelectMany(scope => scope.Flows).DistinctBy(flow => flow.Id)
            .ToDictionary(flow => flow.Id, StringComparer.Ordinal);
    }

    /// <param name="path">The drawing's file.</param>
    public static ImmutableArray<Diagnostic> Of(string path, BpmnDefinitions drawing)
    {
        var report = SoundnessChecker.Check(drawing);
        var problems = new SoundnessProblems(drawing);
        Diagnostic[] found =
        [
            .. problems.Stuck(report.OptionToComplete), .. problems.Twice(report.Safeness),
            .. problems.Ends(report.ProperCompletion), .. problems.Dead(report.NoDeadActivities),
            .. NotProven(report),
        ];
        return [.. found.Select(one => one with { Location = one.Location with { File = path } })];
    }

    private IEnumerable<Diagnostic> Stuck(SoundnessFinding finding) => Fails(finding, "SOUND001",
        place => $"A run can get stuck at {place.Label}: {Way(finding)} Draw a way on, or join the branches as they "
            + $"were split.").Take(1);

    private IEnumerable<Diagnostic> Twice(SoundnessFinding finding) => Fails(finding, "SOUND002",
        place => $"{place.Label} can begin a second time before it has ended: {Way(finding)} Join the branches before "
            + $"it.").Take(1);

    private IEnumerable<Diagnostic> Ends(SoundnessFinding finding) => Fails(finding, "SOUND003",
        place => $"One run can come to {place.Label} twice: {Way(finding)} Join the branches before it.").Take(1);

    private IEnumerable<Diagnostic> Dead(SoundnessFinding finding) => Fails(finding, "SOUND004",
        place => $"No run ever comes to {place.Label}. Draw a way to it that can be taken, or remove it.");

    private static IEnumerable<Diagnostic> NotProven(SoundnessReport report)
    {
        var open = new[]
        {
            report.OptionToComplete, report.Safeness, report.ProperCompletion, report.NoDeadActivities,
        };
        if (!open.Any(finding => finding.Verdict == SoundnessVerdict.NotProven)) yield break;
        yield return new("SOUND005", Severity.Hint,
            $"Not proven that every run can come to its end: too much can happen at once in the drawing. Stages that "
                + $"stand by themselves, as sub-processes, are easier to prove.", default);
    }

    private IEnumerable<Diagnostic> Fails(
        SoundnessFinding finding, string code, Func<FlowNode, Sentence> says) =>
        from element in finding.Verdict == SoundnessVerdict.Fails ? finding.Elements : []
        let place = Place(element)
        where place is not null
        group place by place.Id into places
        select Diagnostic.Warning(code, says(places.First()), Location.Element(places.Key));

    // A token on a flow waits where the flow leads.
    private FlowNode? Place(string element) =>
        _nodes.GetValueOrDefault(_flows.TryGetValue(element, out var flow) ? flow.TargetRef : element);

    private Sentence Way(SoundnessFinding finding)
    {
        var steps = finding.CounterExample.Select(step => _nodes.GetValueOrDefault(step.Element)).OfType<FlowNode>()
            .Where(node => !string.IsNullOrWhiteSpace(node.Name)).Select(node => node.Label).ToList();
        var told = string.Join(" → ", steps.TakeLast(ToldSteps));
        return steps.Count == 0 ? (Sentence)$"from its beginning."
            : steps.Count > ToldSteps ? (Sentence)$"after … → {told}."
            : (Sentence)$"after {told}.";
    }
}
