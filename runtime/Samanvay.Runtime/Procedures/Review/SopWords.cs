using Samanvay.Bpmn.Model;

namespace Samanvay.Runtime.Procedures.Review;

/// <summary>What the product's own extensions say about an element, property by property.</summary>
internal static class SopWords
{
    public static IEnumerable<(string Property, string? Value)> Of(SopExtensions sop) =>
    [
        .. sop.ServiceLevels.GroupBy(level => level.Metric).Select(ServiceLevel),
        .. sop.Ladders.Select(ladder => ($"ladder {ladder.Id}", (string?)Ladder(ladder))),
        .. sop.Parameters.Select(parameter => ($"parameter {parameter.Name}", (string?)Parameter(parameter))),
        .. sop.Texts.GroupBy(text => (text.Lang, text.For)).Select(texts =>
            ($"{texts.Key.For.ToString().ToLowerInvariant()} in {texts.Key.Lang}", (string?)texts.Last().Text)),
        .. sop.Variables.GroupBy(variable => variable.Name).Select(variables =>
            ($"variable {variables.Key}", variables.Last().Value?.Raw ?? "payload")),
        ("trigger", Join(sop.Triggers.Select(trigger => trigger.MessageName))),
        ("form", sop.Form?.Ref),
        ("decision", sop.Decision?.Ref),
        ("action", sop.Activity is { } activity ? $"{activity.Type} {activity.Version}" : null),
        ("inputs", Join((sop.Activity?.Inputs ?? []).Concat(sop.Inputs)
            .Select(input => $"{input.Name} = {input.Value}"))),
        ("outputs", Join((sop.Activity?.Outputs ?? []).Concat(sop.Outputs)
            .Select(output => $"{output.Name} = {output.Value}"))),
        ("signals", Join(sop.Signals.Select(signal => $"{signal.Name} in {signal.Unit}"))),
        ("close when", sop.CloseWhen?.Condition.Body),
    ];

    private static (string, string?) ServiceLevel(IGrouping<SopMetric, SopServiceLevel> levels) =>
        ($"{levels.Key.ToString().ToLowerInvariant()} within", Join(levels.Select(level =>
            $"{level.Target} on {level.Calendar ?? "24x7"}"
            + (level.WarnAt.IsEmpty ? "" : $", warning at {Join(level.WarnAt.Select(percent => $"{percent}%"))}")
            + (level.LadderId is { } ladder ? $", ladder {ladder}" : "")
            + (level.LifeSafety ? ", life safety" : "")
            + (level.PauseReasons.IsEmpty ? "" : $", pauses for {Join(level.PauseReasons)}"))));

    private static string Ladder(SopLadder ladder) =>
        $"{ladder.Basis.ToString().ToLowerInvariant()}: " + string.Join("; ", ladder.Levels.Select(Level))
        + (ladder.LoopCount > 0 ? $"; again {ladder.LoopCount} times" : "");

    private static string Level(SopLadderLevel level) =>
        $"{Moment(level.Moment)} {Join(level.Targets)} ({Join(level.Actions.Select(Action))})"
        + (level.RepeatEvery is { } every ? $" every {every}, at most {level.RepeatMax}" : "")
        + (level.Calendar is { } calendar ? $" on {calendar}" : "");

    private static string Moment(SopLadderMoment moment) => moment switch
    {
        AfterDelay after => $"after {after.Delay}",
        AtPercent at => $"at {at.Percent}%",
        AtBreach => "at breach",
        AfterBreach after => $"{after.Delay} after breach",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Action(SopLadderAction action) => action switch
    {
        NotifyAction => "tell",
        WatchAction => "watch",
        ReassignAction reassign => $"reassign to {reassign.Role}",
        SeverityAction severity => $"severity {severity.Severity}",
        EscalateAction escalate => $"escalate {escalate.Code}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Parameter(SopParameter parameter) =>
        $"{parameter.Default} {parameter.Unit} ({parameter.Type}, {parameter.Min} to {parameter.Max})";

    private static string? Join(IEnumerable<string> texts) =>
        string.Join(", ", texts) is { Length: > 0 } joined ? joined : null;
}
