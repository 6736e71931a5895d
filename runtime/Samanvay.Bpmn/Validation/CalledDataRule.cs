using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>A call takes and gives what the called process or task does, and one that offers an interface says which of
/// its data are for which operation: BPMN 2.0.2, 10.3.6.</summary>
internal static class CalledDataRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
    [
        .. from call in document.Named("callActivity")
           let called = document.Find(call.Ref("calledElement"))
           let own = call.Child("ioSpecification")
           let other = called?.Child("ioSpecification")
           where own is not null && other is not null
               && !(Same(document, own, other, "dataInput") && Same(document, own, other, "dataOutput"))
           select StandardDocument.Error("BPMN159", call,
               $"{StandardDocument.Label(call)} does not take and give the same data as "
                   + $"{StandardDocument.Label(called!)}, which it calls. Let the two agree."),
        .. from callable in document.Elements
           where callable.Child("supportedInterfaceRef") is not null && callable.Child("ioSpecification") is not null
               && callable.Child("ioBinding") is null
           select StandardDocument.Error("BPMN159", callable,
               $"{StandardDocument.Label(callable)} offers an interface, but does not say which of its data belong to "
                   + $"which operation. Bind them."),
    ];

    private static bool Same(StandardDocument document, XElement one, XElement other, string kind)
    {
        var (left, right) = (one.Children(kind).ToList(), other.Children(kind).ToList());
        return left.Count == right.Count && left.Zip(right).All(pair =>
            DataTypes.Fit(document.DefinitionOf(pair.First), document.DefinitionOf(pair.Second)));
    }
}
