using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>States belong to references, and kinds of data to what they refer to: BPMN 2.0.2, 10.4.1 and table
/// 10.53.</summary>
internal static class DataObjectRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document)
    {
        foreach (var data in document.Named("dataObject").Where(data => data.Child("dataState") is not null))
        {
            yield return StandardDocument.Error("BPMN151", data,
                $"{StandardDocument.Label(data)} has a state; only a reference to it can. Move the state there.");
        }

        foreach (var reference in document.Named("dataObjectReference", "dataStoreReference"))
        {
            if (reference.Name.LocalName == "dataObjectReference" && reference.Text("itemSubjectRef") is not null)
            {
                yield return StandardDocument.Error("BPMN151", reference,
                    $"{StandardDocument.Label(reference)} says what its data are; only the data object itself does. "
                        + $"Remove it here.", "itemSubjectRef");
            }

            if (document.Find(reference.Ref("dataObjectRef"))?.Text("name") is not { Length: > 0 } name) continue;
            if (reference.Child("dataState")?.Text("name") is not { Length: > 0 } state) continue;
            if (reference.Text("name") is not { } own || Same(own, $"{name}[{state}]")) continue;
            yield return StandardDocument.Error("BPMN151", reference,
                $"{own} is named otherwise than its data object and state. Name it {name} [{state}].", "name");
        }
    }

    private static bool Same(string one, string other) => Bare(one) == Bare(other);

    private static string Bare(string text) => new([.. text.Where(letter => !char.IsWhiteSpace(letter))]);
}
