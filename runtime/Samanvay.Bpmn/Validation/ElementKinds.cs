using System.Collections.Frozen;
using System.Xml.Linq;

namespace Samanvay.Bpmn.Validation;

/// <summary>The families of the standard's elements, by the names that they have in a file.</summary>
internal static class ElementKinds
{
    public static readonly FrozenSet<string> SubProcesses = Set("subProcess", "adHocSubProcess", "transaction");

    public static readonly FrozenSet<string> Tasks = Set(
        "task", "userTask", "manualTask", "serviceTask", "sendTask", "receiveTask", "scriptTask", "businessRuleTask");

    public static readonly FrozenSet<string> Activities = Set([.. Tasks, .. SubProcesses, "callActivity"]);

    public static readonly FrozenSet<string> CatchEvents = Set("startEvent", "intermediateCatchEvent", "boundaryEvent");

    public static readonly FrozenSet<string> ThrowEvents = Set("intermediateThrowEvent", "endEvent");

    public static readonly FrozenSet<string> Events = Set([.. CatchEvents, .. ThrowEvents]);

    public static readonly FrozenSet<string> Gateways = Set(
        "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway", "complexGateway");

    public static readonly FrozenSet<string> Choreography = Set(
        "choreographyTask", "subChoreography", "callChoreography");

    public static readonly FrozenSet<string> FlowNodes = Set([.. Activities, .. Events, .. Gateways, .. Choreography]);

    /// <summary>Flow elements stand in these.</summary>
    public static readonly FrozenSet<string> Containers = Set(
        [.. SubProcesses, "process", "choreography", "globalChoreographyTask", "subChoreography"]);

    public static readonly FrozenSet<string> GlobalTasks = Set(
        "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask");

    public static readonly FrozenSet<string> EventDefinitions = Set(
        "messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "errorEventDefinition",
        "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition", "compensateEventDefinition",
        "cancelEventDefinition", "terminateEventDefinition");

    /// <summary>What holds data, and what stands for it.</summary>
    public static readonly FrozenSet<string> DataHolders = Set(
        "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property", "dataInput", "dataOutput",
        "inputDataItem", "outputDataItem");

    public static readonly FrozenSet<string> Collaborations = Set(
        "collaboration", "choreography", "globalConversation", "globalChoreographyTask");

    public static bool Is(this XElement element, FrozenSet<string> family) => family.Contains(element.Name.LocalName);

    public static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
