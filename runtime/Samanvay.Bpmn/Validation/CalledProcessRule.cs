using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A process that is called begins without waiting for anything: BPMN 2.0.2, 10.5.2.</summary>
internal static class CalledProcessRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from call in document.Named("callActivity")
        let called = document.Find(call.Ref("calledElement"))
        where called is not null && called.Name.LocalName == "process"
        let starts = called.Children("startEvent").ToList()
        where starts.Count > 0 && starts.TrueForAll(start => start.Elements().Any(IsDefinition))
        select StandardDocument.Error("BPMN144", call,
            $"{StandardDocument.Label(call)} calls {StandardDocument.Label(called)}, which only begins when something "
                + $"happens. Give it a start event that waits for nothing.", "calledElement");

    private static bool IsDefinition(System.Xml.Linq.XElement element) =>
        element.Is(ElementKinds.EventDefinitions) || element.Name == BpmnNames.Bpmn + "eventDefinitionRef";
}
