using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>Data of a procedure that runs are a collection wherever they are named, or nowhere: BPMN 2.0.2,
/// 10.4.1.</summary>
internal static class CollectionRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from holder in document.Named("dataObject", "dataInput", "dataOutput")
        where StandardDocument.IsExecutable(holder) && holder.Text("isCollection") is not null
        let definition = document.Find(holder.Ref("itemSubjectRef"))
        where definition?.Name.LocalName == "itemDefinition" && definition.IsCollection() != holder.IsCollection()
        select StandardDocument.Error("BPMN155", holder,
            $"{StandardDocument.Label(holder)} and its definition {StandardDocument.Label(definition)} do not agree on "
                + $"whether it is a collection. Change one of them.", "isCollection");
}
