using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.LongRuns.Walks;

/// <summary>What our own namespace says about an element, as XML.</summary>
internal static class DiagramExtensions
{
    internal static readonly XNamespace Sop = "urn:samanvay:sop:1";

    public static XElement? Of(SopExtensions said)
    {
        XElement[] elements =
        [
            .. said.Ladders.Select(Ladder),
            .. said.ServiceLevels.Select(Level),
            .. said.Activity is { } activity ? (XElement[])[Activity(activity)] : [],
            .. said.Variables.Select(each => Value("variable", each.Name, each.Value)),
            .. said.Inputs.Select(each => Value("input", each.Name, each.Value)),
            .. said.Outputs.Select(each => Value("output", each.Name, each.Value)),
            .. said.Correlation is { } key ? (XElement[])[new(Sop + "correlation", key.Raw)] : [],
        ];
        return elements.Length == 0 ? null : new XElement(DiagramText.Model + "extensionElements", elements);
    }

    private static XElement Activity(SopActivity activity) => new(
        Sop + "activity",
        new XAttribute("type", activity.Type),
        new XAttribute("version", activity.Version),
        activity.Inputs.Select(each => Value("input", each.Name, each.Value)));

    private static XElement Level(SopServiceLevel level) => new(
        Sop + "serviceLevel",
        new XAttribute("metric", level.Metric == SopMetric.Acknowledge ? "ack" : $"{level.Metric}".ToLowerInvariant()),
        new XAttribute("target", level.Target.Raw),
        level.Calendar is { } calendar ? new XAttribute("calendar", calendar) : null,
        level.WarnAt.IsEmpty ? null : new XAttribute("warnAt", string.Join(' ', level.WarnAt)),
        level.LadderId is { } ladder ? new XAttribute("ladder", ladder) : null);

    private static XElement Ladder(SopLadder ladder) => new(
        Sop + "ladder",
        new XAttribute("id", ladder.Id),
        new XAttribute("basis", ladder.Basis == SopLadderBasis.Acknowledge ? "ack" : "resolve"),
        new XAttribute("onExhausted", ladder.LoopCount == 0 ? "hold" : $"loop:{ladder.LoopCount}"),
        ladder.Levels.Select(Rung));

    private static XElement Rung(SopLadderLevel level) => new(
        Sop + "level",
        level.Moment switch
        {
            AfterDelay after => new XAttribute("after", after.Delay.Raw),
            AtPercent at => new XAttribute("at", $"{at.Percent}%"),
            AfterBreach after => new XAttribute("afterBreach", after.Delay.Raw),
            _ => new XAttribute("at", "breach"),
        },
        new XAttribute("targets", string.Join(' ', level.Targets)),
        new XAttribute("action", string.Join(' ', level.Actions.Select(Word))));

    private static string Word(SopLadderAction action) => action switch
    {
        ReassignAction reassign => $"reassign:{reassign.Role}",
        SeverityAction severity => $"severity:{severity.Severity}",
        EscalateAction escalate => $"escalate:{escalate.Code}",
        WatchAction => "watch",
        _ => "notify",
    };

    private static XElement Value(string element, string name, SopValue? value) =>
        new(Sop + element, new XAttribute("name", name), value?.Raw);
}
