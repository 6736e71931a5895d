using System.Collections.Immutable;
using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads the extension elements of our namespace; those of other vendors stay untouched in the
/// source.</summary>
internal static class SopReader
{
    public static SopExtensions Read(XElement host, ReadContext context)
    {
        SopSchema.CheckAttributes(host, context);
        var elements = host.Children("extensionElements").Elements()
            .Where(element => element.Name.Namespace == BpmnNames.Sop && SopSchema.Check(element, context))
            .ToLookup(element => element.Name.LocalName, StringComparer.Ordinal);
        if (elements.Count == 0) return SopExtensions.None;
        foreach (var only in new[] { "activity", "form", "decision", "correlation", "closeWhen" })
        {
            if (elements[only].Skip(1).FirstOrDefault() is { } second)
                context.Error("BPMN013", second, $"There is more than one sop:{only} here. Keep one.");
        }

        return new()
        {
            ServiceLevels = All(elements["serviceLevel"], element =>
                SopServiceLevelReader.ServiceLevel(element, context)),
            Ladders = All(elements["ladder"], element => SopServiceLevelReader.Ladder(element, context)),
            Triggers = All(elements["trigger"], element => Trigger(element, context)),
            Activity = One(elements["activity"], Activity),
            Form = One(elements["form"], element => Form(element, host)),
            Decision = One(elements["decision"], element =>
                new SopDecision(Required(element, "ref"), element.Text("result"))),
            Texts = All(elements["text"], element => Text(element, context)),
            Parameters = All(elements["parameter"], Parameter),
            Signals = All(elements["signal"], element =>
                new SopSignal(Required(element, "name"), element.Text("unit"))),
            Variables = All(elements["variable"], Variable),
            Inputs = All(elements["input"], Input),
            Outputs = All(elements["output"], Output),
            Correlation = elements["correlation"].FirstOrDefault() is { } key ? new SopValue(key.Value.Trim()) : null,
            CloseWhen = One(elements["closeWhen"], element => new SopCloseWhen(BpmnExpression.Of(element.Value))),
        };
    }

    internal static string Required(XElement element, string attribute) => element.Text(attribute) ?? "";

    private static ImmutableArray<T> All<T>(IEnumerable<XElement> elements, Func<XElement, T> read) =>
        [.. elements.Select(read)];

    private static T? One<T>(IEnumerable<XElement> elements, Func<XElement, T> read) where T : class =>
        elements.Select(read).FirstOrDefault();

    private static SopTrigger Trigger(XElement element, ReadContext context) => new(
        Required(element, "situation"),
        context.Choice(element, "change", SopTriggerChange.Raised, ("raised", SopTriggerChange.Raised),
            ("lowered", SopTriggerChange.Lowered), ("cleared", SopTriggerChange.Cleared),
            ("faulty", SopTriggerChange.Faulty), ("recovered", SopTriggerChange.Recovered)),
        element.Text("level"));

    private static SopActivity Activity(XElement element) => new(
        Required(element, "type"), Required(element, "version"),
        All(element.Elements(BpmnNames.Sop + "input"), Input), All(element.Elements(BpmnNames.Sop + "output"), Output));

    private static SopInput Input(XElement element) => new(Required(element, "name"), new(element.Value.Trim()));

    private static SopOutput Output(XElement element) => new(Required(element, "name"), new(element.Value.Trim()));

    // A variable name must be a FEEL name, and ids of elements are written with hyphens and dots.
    private static SopForm Form(XElement element, XElement host) => new(
        Required(element, "ref"),
        element.Text("result") is { Length: > 0 } result
            ? result : (host.Text("id") ?? "").Replace('-', '_').Replace('.', '_'));

    private static SopText Text(XElement element, ReadContext context) => new(
        Required(element, "lang"),
        context.Choice(element, "for", SopTextUse.Name, ("name", SopTextUse.Name),
            ("instruction", SopTextUse.Instruction)),
        element.Value.Trim());

    private static SopParameter Parameter(XElement element) => new(
        Required(element, "name"), Required(element, "type"), element.Text("unit"), element.Text("default"),
        element.Text("min"), element.Text("max"), element.Text("cite"));

    private static SopVariable Variable(XElement element) =>
        new(Required(element, "name"), element.Value.Trim() is { Length: > 0 } value ? new SopValue(value) : null);
}
