using System.Collections.Frozen;
using Samanvay.Bpmn.Xml;
using Samanvay.Feel;
using static Samanvay.Bpmn.Validation.ElementKinds;

namespace Samanvay.Bpmn.Validation;

/// <summary>Each element stands in one that may hold it: the attribute and association tables of BPMN 2.0.2.</summary>
internal static class ContentRule
{
    private static readonly FrozenSet<string> Definitions = Set("definitions");
    private static readonly FrozenSet<string> InputOutput = Set("ioSpecification");
    private static readonly FrozenSet<string> Artifacts = Set([.. Containers, .. Collaborations]);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Holders = Table();

    public static IEnumerable<Diagnostic> Check(StandardDocument document) =>
        from element in document.Elements
        where element.Parent is { } parent && parent.Name.Namespace == BpmnNames.Bpmn
            && Holders.GetValueOrDefault(element.Name.LocalName) is { } holders && !parent.Is(holders)
        select StandardDocument.Error("BPMN142", element,
            $"A {element.Name.LocalName} cannot stand in {StandardDocument.Label(element.Parent!)}, a "
                + $"{element.Parent!.Name.LocalName}. Move or remove it.");

    private static FrozenDictionary<string, FrozenSet<string>> Table()
    {
        var table = new Dictionary<string, FrozenSet<string>>(StringComparer.Ordinal);
        Put(Definitions, "process", "collaboration", "choreography", "message", "signal", "error", "escalation",
            "itemDefinition", "interface", "resource", "category", "dataStore", "endPoint", "partnerEntity",
            "partnerRole", "correlationProperty", "import", "relationship", "globalConversation");
        Put(Definitions, [.. GlobalTasks]);
        Put(Containers, [.. FlowNodes, "sequenceFlow", "dataObject", "dataObjectReference", "dataStoreReference"]);
        Put(Set([.. Definitions, .. Events, "event"]), [.. EventDefinitions]);
        Put(Set([.. SubProcesses, "process"]), "laneSet");
        Put(Set("laneSet", "childLaneSet"), "lane");
        Put(Set([.. Activities, .. Events, "process"]), "property");
        Put(Set([.. Activities, .. GlobalTasks, "process"]), "ioSpecification");
        Put(Set([.. InputOutput, .. ThrowEvents, "event"]), "dataInput", "inputSet");
        Put(Set([.. InputOutput, .. CatchEvents]), "dataOutput", "outputSet");
        Put(Set([.. Activities, .. ThrowEvents, "event"]), "dataInputAssociation");
        Put(Set([.. Activities, .. CatchEvents]), "dataOutputAssociation");
        Put(Activities, "standardLoopCharacteristics", "multiInstanceLoopCharacteristics");
        Put(Collaborations, "participant", "messageFlow");
        Put(Artifacts, "association", "group", "textAnnotation");
        Put(Set("collaboration"), "conversation", "subConversation", "callConversation", "choreographyRef");
        Put(Set("interface"), "operation");
        Put(Set("category"), "categoryValue");
        Put(Set("resource"), "resourceParameter");
        Put(Set("sequenceFlow"), "conditionExpression");
        Put(Set("timerEventDefinition"), "timeDate", "timeDuration", "timeCycle");
        Put(Set("dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property", "dataInput",
            "dataOutput", "inputDataItem", "outputDataItem"), "dataState");
        Put(Set([.. Activities, .. GlobalTasks, "process"]), "performer", "humanPerformer", "potentialOwner",
            "resourceRole");
        Put(FlowNodes, "incoming", "outgoing");
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Put(FrozenSet<string> holders, params string[] elements)
        {
            foreach (var element in elements) table[element] = holders;
        }
    }
}
