using System.Globalization;
using Samanvay.Designer.Components;
using Samanvay.Designer.Components.Diagram;
using Samanvay.Designer.Localization;
using Samanvay.Feel;

namespace Samanvay.Designer.Pages.Procedures.Editing;

/// <summary>What one press of a button mends, by the code of the problem. Each is one step of undo.</summary>
internal static class ProblemFixes
{
    private static readonly ProblemFix Remove = new("remove") { Repair = "remove" };
    private static readonly ProblemFix AppendEnd = new("append-end") { Repair = "append-end" };

    private static readonly ProblemFix Merge = new("merge-before") { Repair = "merge-before" };
    private static readonly ProblemFix Join = new("join-before") { Repair = "join-before" };
    private static readonly ProblemFix Split = new("split-after") { Repair = "split-after" };

    private static readonly ProblemFix Otherwise =
        new("otherwise") { Patch = (_, _) => new() { IsDefault = true } };

    private static readonly ProblemFix DropCondition =
        new("drop-condition") { Patch = (_, _) => new() { Condition = "" } };

    private static readonly ProblemFix Interrupt =
        new("interrupt") { Patch = (_, _) => new() { Interrupting = true } };

    private static readonly ProblemFix Rename = new("rename-message") { Patch = (element, _) => MessageOf(element) };

    private static readonly ProblemFix DropLadder = new("drop-ladder")
    {
        Patch = (element, _) => Levels(element, level => level.With("ladder", "")),
    };

    private static readonly ProblemFix DropPause = new("drop-pause")
    {
        Patch = (element, _) => Levels(element, level => level.Is("lifeSafety") ? level.With("pause", "") : level),
    };

    private static readonly ProblemFix SortWarnings =
        new("sort-warnings") { Patch = (element, _) => Levels(element, Sorted) };

    private static readonly ProblemFix DropMisplaced =
        new("drop-misplaced") { Patch = (_, problem) => WithoutMisplaced(problem) };

    public static IReadOnlyList<ProblemFix> For(Diagnostic problem) => (problem.Code, problem.Location.Field) switch
    {
        ("BPMN103" or "BPMN114" or "BPMN133", _) or ("BPMN107", null) => [Remove],
        ("BPMN145", _) => [AppendEnd],
        ("BPMN105", _) => [Merge, Join],
        ("BPMN106", _) => [Split],
        ("BPMN110", "conditionExpression") => [Otherwise],
        ("BPMN111", _) or ("BPMN115", "conditionExpression") => [DropCondition],
        ("BPMN123", "cancelActivity" or "isInterrupting") => [Interrupt],
        ("BPMN123", null) => [AppendEnd],
        ("SOP002", _) => [Rename],
        ("SOP003", _) => [DropMisplaced],
        ("SLA002", _) => [SortWarnings],
        ("SLA003", _) => [DropPause],
        ("SLA004" or "SLA005", _) => [DropLadder],
        _ => [],
    };

    /// <summary>For a list: the fixes of a problem, each with the words of its button.</summary>
    public static Func<Diagnostic, IEnumerable<(ProblemFix Fix, string Title)>> Titles(Texts texts) => problem =>
        problem.Location.ElementId is null
            ? []
            : For(problem).Select(fix => (fix, texts["procedures.fix." + fix.Name]));

    private static ElementPatch? MessageOf(ElementSummary element)
    {
        if (element.Of(SopElements.Trigger).FirstOrDefault() is not { } trigger) return null;
        string[] parts = [trigger.Read("situation"), trigger.Read("change"), trigger.Read("level")];
        return new() { Reference = string.Join('/', parts.Where(part => part.Length > 0)) };
    }

    private static ElementPatch Levels(ElementSummary element, Func<SopElement, SopElement> change) =>
        SopElements.Replacing(SopElements.ServiceLevel, element.Of(SopElements.ServiceLevel).Select(change));

    private static SopElement Sorted(SopElement level)
    {
        var percents = level.Read("warnAt").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.TryParse(text, CultureInfo.InvariantCulture, out var percent) ? percent : 0)
            .Where(percent => percent is > 0 and < 100).Distinct().Order();
        return level.With("warnAt", string.Join(' ', percents));
    }

    private static ElementPatch? WithoutMisplaced(Diagnostic problem) => problem.Location.Field is { Length: > 0 } name
        ? SopElements.Replacing($"sop:{char.ToUpperInvariant(name[0])}{name[1..]}", [])
        : null;
}
