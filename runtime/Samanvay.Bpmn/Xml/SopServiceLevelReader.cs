using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads service levels and the ladders they name.</summary>
internal static class SopServiceLevelReader
{
    private static readonly ImmutableArray<string> Moments = ["after", "at", "afterBreach"];

    public static SopServiceLevel ServiceLevel(XElement element, ReadContext context) => new()
    {
        Metric = context.Choice(element, "metric", SopMetric.Resolve,
            ("ack", SopMetric.Acknowledge), ("respond", SopMetric.Respond), ("resolve", SopMetric.Resolve)),
        Target = new(SopReader.Required(element, "target").Trim()),
        Calendar = element.Text("calendar"),
        WarnAt = Percentages(element, context),
        LadderId = element.Text("ladder"),
        LifeSafety = context.Flag(element, "lifeSafety", false),
        PauseReasons = Words(element.Text("pause")),
    };

    public static SopLadder Ladder(XElement element, ReadContext context) => new()
    {
        Id = SopReader.Required(element, "id"),
        Basis = context.Choice(element, "basis", SopLadderBasis.Acknowledge,
            ("ack", SopLadderBasis.Acknowledge), ("resolve", SopLadderBasis.Resolve)),
        LoopCount = LoopCount(element, context),
        Levels = [.. element.Elements(BpmnNames.Sop + "level").Select(level => Level(level, context))],
    };

    private static SopLadderLevel Level(XElement element, ReadContext context) => new()
    {
        Moment = Moment(element, context),
        Targets = Words(element.Text("targets")),
        Actions = [.. Words(element.Text("action")).Select(word => Action(word, element, context))
            .OfType<SopLadderAction>()],
        Calendar = element.Text("calendar"),
        RepeatEvery = element.Text("repeatEvery") is { } every ? new SopValue(every.Trim()) : null,
        RepeatMax = context.Number(element, "repeatMax"),
    };

    private static SopLadderMoment Moment(XElement element, ReadContext context)
    {
        if (Moments.Count(name => element.Attribute(name) is not null) != 1)
        {
            context.Error("BPMN013", element, "A level fires at one moment: give one of after, at or afterBreach.",
                "level.after");
        }

        if (element.Text("after") is { } after) return new AfterDelay(new(after.Trim()));
        if (element.Text("afterBreach") is { } afterBreach) return new AfterBreach(new(afterBreach.Trim()));
        var at = element.Text("at")?.Trim() ?? "breach";
        if (at == "breach") return new AtBreach();
        if (at.EndsWith('%') && XmlReading.ParseInt(at[..^1]) is { } percent) return new AtPercent(percent);
        context.Error("BPMN013", element, $"at must be \"breach\" or a percentage such as \"75%\", not \"{at}\".",
            "level.at");
        return new AtBreach();
    }

    private static SopLadderAction? Action(string word, XElement element, ReadContext context)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        var argument = colon < 0 ? "" : word[(colon + 1)..];
        switch (colon < 0 ? word : word[..colon])
        {
            case "notify" when colon < 0: return new NotifyAction();
            case "watch" when colon < 0: return new WatchAction();
            case "reassign" when argument.Length > 0: return new ReassignAction(argument);
            case "severity" when XmlReading.ParseInt(
                argument) is { } severity and >= 1 and <= 5: return new SeverityAction(severity);
            case "escalate" when argument.Length > 0: return new EscalateAction(argument);
            default:
                context.Error("BPMN013", element,
                    $"\"{word}\" is no action of a level. Write notify, watch, reassign:ROLE, "
                    + $"severity:1 (to 5) or escalate:CODE.", "level.action");
                return null;
        }
    }

    private static int LoopCount(XElement element, ReadContext context)
    {
        var text = element.Text("onExhausted")?.Trim() ?? "hold";
        if (text == "hold") return 0;
        if (text.StartsWith("loop:", StringComparison.Ordinal)
            && XmlReading.ParseInt(text[5..]) is { } count and > 0)
        {
            return count;
        }

        context.Error("BPMN013", element, "onExhausted must be \"hold\" or \"loop:3\" (any number of rounds).",
            "ladder.onExhausted");
        return 0;
    }

    private static ImmutableArray<int> Percentages(XElement element, ReadContext context)
    {
        var words = Words(element.Text("warnAt"));
        var numbers = words.Select(word => XmlReading.ParseInt(word.TrimEnd('%'))).OfType<int>().ToImmutableArray();
        if (numbers.Length < words.Length)
        {
            context.Error("BPMN013", element, "warnAt must be percentages such as \"50 75 90\".",
                "serviceLevel.warnAt");
        }

        return numbers;
    }

    private static ImmutableArray<string> Words(string? text) =>
        text is null ? [] : [.. text.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries)];
}
