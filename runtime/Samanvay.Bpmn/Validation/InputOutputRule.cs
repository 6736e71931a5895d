using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What an activity takes and gives, and in which sets: BPMN 2.0.2, 10.4.1.</summary>
internal static class InputOutputRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
    [
        .. document.Named("ioSpecification").SelectMany(Place),
        .. document.Named("inputSet").SelectMany(set => Among(
            set, "dataInputRefs", "optionalInputRefs", "whileExecutingInputRefs")),
        .. document.Named("outputSet").SelectMany(set => Among(
            set, "dataOutputRefs", "optionalOutputRefs", "whileExecutingOutputRefs")),
        .. document.Named("inputSet").SelectMany(set => Pairs(document, set, "outputSetRefs", "inputSetRefs")),
        .. document.Named("outputSet").SelectMany(set => Pairs(document, set, "inputSetRefs", "outputSetRefs")),
    ];

    // An embedded sub-process sees the data around it; only what it repeats over comes in by itself.
    private static IEnumerable<Diagnostic> Place(XElement specification)
    {
        var holder = specification.Parent!;
        if (holder.Is(ElementKinds.SubProcesses) && holder.Child("multiInstanceLoopCharacteristics") is null)
        {
            yield return Error(specification,
                $"{StandardDocument.Label(holder)} has inputs or outputs of its own, but a sub-process sees the data "
                    + $"around it. Remove them.");
        }

        if (specification.Child("inputSet") is null || specification.Child("outputSet") is null)
        {
            yield return Error(specification,
                $"{StandardDocument.Label(holder)} says what it takes or gives, but not in which sets. Add at least "
                    + $"one "
                    + $"input set and one output set; they may be empty.");
        }
    }

    private static IEnumerable<Diagnostic> Among(XElement set, string all, params string[] some)
    {
        var held = set.ChildRefs(all);
        return from part in some
               from id in set.ChildRefs(part)
               where !held.Contains(id)
               select Error(
                   set, $"A set lists {id} as one of its {part}, but not among its {all}. Add it there.", part);
    }

    private static IEnumerable<Diagnostic> Pairs(StandardDocument document, XElement set, string to, string back) =>
        from id in set.ChildRefs(to)
        let other = document.Find(id)
        where other is not null && set.Text("id") is { } own && !other.ChildRefs(back).Contains(own)
        select Error(
            set, $"{StandardDocument.Label(set)} goes with {id}, but {id} does not go with it. Say it at both.",
            to);

    private static Diagnostic Error(XElement element, string message, string? field = null) =>
        StandardDocument.Error("BPMN143", element, message, field);
}
