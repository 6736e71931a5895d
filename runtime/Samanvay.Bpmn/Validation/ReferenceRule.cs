using System.Collections.Frozen;
using System.Xml.Linq;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using static Samanvay.Bpmn.Validation.ElementKinds;

namespace Samanvay.Bpmn.Validation;

/// <summary>A reference leads to an element of the kind that it is meant for: the attribute tables of BPMN 2.0.2,
/// chapters 8 to 10.</summary>
internal static class ReferenceRule
{
    // By the name of the attribute or child element; where several elements use one name, they mean the same kind.
    private static readonly FrozenDictionary<string, FrozenSet<string>> Kinds =
        new Dictionary<string, FrozenSet<string>>
    {
        ["messageRef"] = Set("message"), ["inMessageRef"] = Set("message"), ["outMessageRef"] = Set("message"),
        ["operationRef"] = Set("operation"), ["interfaceRef"] = Set("interface"),
        ["supportedInterfaceRef"] = Set("interface"), ["endPointRef"] = Set("endPoint"),
        ["itemRef"] = Set("itemDefinition"), ["itemSubjectRef"] = Set("itemDefinition"),
        ["signalRef"] = Set("signal"), ["errorRef"] = Set("error"), ["escalationRef"] = Set("escalation"),
        ["activityRef"] = Activities, ["attachedToRef"] = Activities, ["default"] = Set("sequenceFlow"),
        ["incoming"] = Set("sequenceFlow"), ["outgoing"] = Set("sequenceFlow"), ["flowNodeRef"] = FlowNodes,
        ["processRef"] = Set("process"), ["supports"] = Set("process"), ["participantRef"] = Set("participant"),
        ["definitionalCollaborationRef"] = Collaborations, ["innerParticipantRef"] = Set("participant"),
        ["outerParticipantRef"] = Set("participant"), ["initiatingParticipantRef"] = Set("participant"),
        ["messageFlowRef"] = Set("messageFlow"), ["innerMessageFlowRef"] = Set("messageFlow"),
        ["outerMessageFlowRef"] = Set("messageFlow"), ["choreographyRef"] = Set("choreography"),
        ["dataObjectRef"] = Set("dataObject"), ["dataStoreRef"] = Set("dataStore"),
        ["dataInputRefs"] = Set("dataInput"), ["optionalInputRefs"] = Set("dataInput"),
        ["whileExecutingInputRefs"] = Set("dataInput"), ["dataOutputRefs"] = Set("dataOutput"),
        ["optionalOutputRefs"] = Set("dataOutput"), ["whileExecutingOutputRefs"] = Set("dataOutput"),
        ["inputSetRefs"] = Set("inputSet"), ["outputSetRefs"] = Set("outputSet"), ["inputDataRef"] = Set("inputSet"),
        ["outputDataRef"] = Set("outputSet"), ["loopDataInputRef"] = DataHolders, ["loopDataOutputRef"] = DataHolders,
        ["noneBehaviorEventRef"] = EventDefinitions, ["oneBehaviorEventRef"] = EventDefinitions,
        ["eventDefinitionRef"] = EventDefinitions, ["categoryValueRef"] = Set("categoryValue"),
        ["resourceRef"] = Set("resource"), ["parameterRef"] = Set("resourceParameter"),
        ["correlationKeyRef"] = Set("correlationKey"), ["correlationPropertyRef"] = Set("correlationProperty"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Sequence flows, message flows and associations have rules of their own.
    private static readonly FrozenSet<string> DataFlows = Set("dataInputAssociation", "dataOutputAssociation");

    // Said by the reader already, when they lead nowhere.
    private static readonly FrozenSet<string> ReadAlready = Set(
        "messageRef", "signalRef", "errorRef", "escalationRef", "activityRef", "attachedToRef", "default",
        "flowNodeRef", "processRef", "dataObjectRef", "resourceRef", "eventDefinitionRef");

    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from element in document.Elements
        from reference in References(element)
        where reference.Text.Length > 0 && !document.IsForeign(element, reference.Text)
        let target = document.Find(XmlReading.Unqualified(element, reference.Text))
        where target is null ? !IsKnown(element, reference.Name) : !target.Is(reference.Kinds)
        select StandardDocument.Error("BPMN140", element, Said(element, reference.Name, reference.Text, target),
            reference.Name);

    private static Sentence Said(XElement element, string name, string text, XElement? target)
    {
        if (target is null)
        {
            return $"{StandardDocument.Label(element)} refers to {text} as its {name}, which is not in the file. "
                + $"Choose something that is.";
        }

        return $"{StandardDocument.Label(element)} refers to {StandardDocument.Label(target)} as its {name}, but that "
            + $"is a {target.Name.LocalName}. Choose one of the right kind.";
    }

    private static bool IsKnown(XElement element, string name) =>
        ReadAlready.Contains(name) && !(name == "messageRef" && element.Name.LocalName == "messageFlow");

    private static IEnumerable<(string Name, string Text, FrozenSet<string> Kinds)> References(XElement element)
    {
        foreach (var attribute in element.Attributes().Where(attribute => attribute.Name.Namespace == XNamespace.None))
        {
            if (Kinds.GetValueOrDefault(attribute.Name.LocalName) is { } kinds)
                yield return (attribute.Name.LocalName, attribute.Value.Trim(), kinds);
        }

        foreach (var child in element.Elements().Where(child => child.Name.Namespace == BpmnNames.Bpmn))
        {
            var name = child.Name.LocalName;
            if (Kinds.GetValueOrDefault(name) is { } kinds) yield return (name, child.Value.Trim(), kinds);
            else if (name is "sourceRef" or "targetRef" && element.Is(DataFlows))
                yield return (name, child.Value.Trim(), DataHolders);
        }
    }
}
