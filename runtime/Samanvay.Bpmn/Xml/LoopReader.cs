using System.Xml.Linq;
using Samanvay.Bpmn.Model;

namespace Samanvay.Bpmn.Xml;

/// <summary>Reads how an activity repeats.</summary>
internal static class LoopReader
{
    public static LoopCharacteristics? Read(XElement activity, ReadContext context)
    {
        if (activity.Child("multiInstanceLoopCharacteristics") is { } multi)
        {
            return MultiInstance(multi, activity,
            context);
        }

        if (activity.Child("standardLoopCharacteristics") is not { } loop) return null;
        return new StandardLoop
        {
            Id = loop.Text("id"),
            TestBefore = context.Flag(loop, "testBefore", false),
            LoopMaximum = context.Number(loop, "loopMaximum"),
            LoopCondition = loop.ChildExpression("loopCondition"),
        };
    }

    private static MultiInstanceLoop MultiInstance(XElement loop, XElement activity, ReadContext context)
    {
        SopSchema.CheckAttributes(loop, context);
        return new()
        {
            Id = loop.Text("id"),
            IsSequential = context.Flag(loop, "isSequential", false),
            LoopCardinality = loop.ChildExpression("loopCardinality"),
            Collection = Collection(loop, activity),
            ElementVariable = Sop(loop, "elementVariable") ?? ItemName(loop.Child("inputDataItem")),
            OutputCollection = Sop(loop, "outputCollection")
                ?? NameOfData(loop.ChildRef("loopDataOutputRef"), activity),
            OutputElement = (Sop(loop, "outputElement") ?? ItemName(loop.Child("outputDataItem"))) is { } element
                ? BpmnExpression.Of(element) : null,
            CompletionCondition = loop.ChildExpression("completionCondition"),
            InputRef = loop.ChildRef("loopDataInputRef"),
            OutputRef = loop.ChildRef("loopDataOutputRef"),
            Behavior = context.Choice(loop, "behavior", MultiInstanceBehavior.All,
                ("None", MultiInstanceBehavior.None), ("One", MultiInstanceBehavior.One),
                ("All", MultiInstanceBehavior.All), ("Complex", MultiInstanceBehavior.Complex)),
            NoneEvent = EventNamed(loop, "noneBehaviorEventRef", context),
            OneEvent = EventNamed(loop, "oneBehaviorEventRef", context),
            ComplexBehaviors = [.. loop.Children("complexBehaviorDefinition")
                .Select(element => Complex(element, context))],
        };
    }

    private static string? Sop(XElement loop, string attribute) => (string?)loop.Attribute(BpmnNames.Sop + attribute);

    private static BpmnExpression? Collection(XElement loop, XElement activity) =>
        (Sop(loop, "collection") ?? NameOfData(loop.ChildRef("loopDataInputRef"), activity)) is { } text
            ? BpmnExpression.Of(text) : null;

    private static string? ItemName(XElement? item) => item?.Text("name") ?? item?.Text("id");

    // loopDataInputRef names a data input of the activity; the data behind it is the source of its association.
    private static string? NameOfData(string? reference, XElement activity)
    {
        if (reference is null) return null;
        var scope = activity.Document?.Root ?? activity;
        var source = activity.Children("dataInputAssociation")
            .FirstOrDefault(association => association.ChildRef("targetRef") == reference)?.ChildRef("sourceRef")
            ?? activity.Children("dataOutputAssociation")
                .FirstOrDefault(association => association.ChildRef("sourceRef") == reference)?.ChildRef("targetRef")
            ?? reference;
        var data = scope.Descendants().FirstOrDefault(element => element.Text("id") == source);
        return data?.Text("name") is { Length: > 0 } name ? name : source;
    }

    private static EventDefinition? EventNamed(XElement loop, string attribute, ReadContext context)
    {
        if (loop.Ref(attribute) is not { } id) return null;
        if (context.SharedEventDefinitions[id].FirstOrDefault() is { } found)
            return EventReader.Definition(found, context);
        context.Error("BPMN009", loop, $"There is no event definition with the id {id}.", attribute);
        return null;
    }

    private static ComplexBehavior Complex(XElement element, ReadContext context) =>
        new(element.ChildExpression("condition") ?? BpmnExpression.Of("true"),
            element.Child("event") is { } thrown ? EventReader.Definitions(thrown, context).FirstOrDefault() : null);
}
