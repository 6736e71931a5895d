using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A step that sends, receives or calls an operation takes and gives what the messages carry: BPMN 2.0.2,
/// 10.3.3 and 10.4.1.</summary>
internal static class OperationRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        document.Named("serviceTask", "sendTask", "receiveTask").SelectMany(task => Check(document, task));

    private static IEnumerable<Diagnostic> Check(StandardDocument document, XElement task)
    {
        var operation = document.Find(task.Ref("operationRef"));
        var message = document.Find(task.Ref("messageRef"));
        var isService = task.Name.LocalName == "serviceTask";
        var sent = isService ? document.Find(operation?.ChildRef("inMessageRef"))
            : task.Name.LocalName == "sendTask" ? message : null;
        var received = isService ? document.Find(operation?.ChildRef("outMessageRef"))
            : task.Name.LocalName == "receiveTask" ? message : null;
        // A service task that names its operation says what it takes; the other two may leave it out.
        if (task.Child("ioSpecification") is not { } io)
        {
            if (document.DefinitionOf(sent) is not null && isService) yield return Error(task);
            yield break;
        }

        // A tool may keep what it does with the data among its own elements.
        if (task.Child("extensionElements") is not null) yield break;
        if (!Fits(document, io, sent, "dataInput", "inputSet")
            || !Fits(document, io, received, "dataOutput", "outputSet"))
        {
            yield return Error(task);
        }
    }

    private static bool Fits(StandardDocument document, XElement io, XElement? message, string kind, string sets)
    {
        if (document.DefinitionOf(message) is not { } carried) return true;
        return io.Children(sets).Count() == 1 && io.Children(kind).ToList() is [var only]
            && DataTypes.Fit(document.DefinitionOf(only), carried);
    }

    private static Diagnostic Error(XElement task) => StandardDocument.Error("BPMN158", task,
        $"{StandardDocument.Label(task)} does not take and give exactly what its messages carry. Give it one input for "
            + $"the message sent and one output for the message received, in one set each, of the same kind of data.");
}
