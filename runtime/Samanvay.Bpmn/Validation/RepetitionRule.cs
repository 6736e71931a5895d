using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;

namespace Samanvay.Bpmn.Validation;

/// <summary>What is done for each item fits its collection, and ends on a condition: BPMN 2.0.2, table 10.29.</summary>
internal static class RepetitionRule
{
    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        document.Named("multiInstanceLoopCharacteristics").SelectMany(loop => Check(document, loop));

    private static IEnumerable<Diagnostic> Check(StandardDocument document, XElement loop)
    {
        var activity = StandardDocument.Label(loop.Parent!);
        (string All, string One)[] pairs =
            [("loopDataInputRef", "inputDataItem"), ("loopDataOutputRef", "outputDataItem")];
        foreach (var (all, one) in pairs)
        {
            if (document.Find(loop.ChildRef(all)) is not { } collection || loop.Child(one) is not { } item) continue;
            if (document.DefinitionOf(collection) is not { } many) continue;
            if (document.DefinitionOf(item) is not { } each) continue;
            if (!DataTypes.Fit(many, each) || each.IsCollection())
            {
                yield return Error(loop, $"{activity}: {StandardDocument.Label(item)} is no item of "
                    + $"{StandardDocument.Label(collection)}. Let both be of the same kind.");
            }
        }

        var conditions = loop.Children("completionCondition")
            .Concat(loop.Children("complexBehaviorDefinition").SelectMany(each => each.Children("condition")));
        if (conditions.Any(condition => XmlReading.ParseInt(condition.Value) is not null))
            yield return Error(loop, $"{activity} has a number as a condition. Write one that holds or does not.");
    }

    private static Diagnostic Error(XElement loop, Sentence message) =>
        StandardDocument.Error("BPMN160", loop, message);
}
