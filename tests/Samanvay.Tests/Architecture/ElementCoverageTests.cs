using Samanvay.Bpmn.Layout;
using Samanvay.Bpmn.Model;
using Samanvay.Engine.Compilation;
using Samanvay.Tests.Bpmn;
using Samanvay.Tests.Bpmn.Layout;
using Shouldly;
using Xunit;

namespace Samanvay.Tests.Architecture;

/// <summary>
/// Every element of BPMN's model goes the whole way: read, drawn, and either run or refused by name. Nothing is
/// silently ignored.
/// </summary>
public sealed class ElementCoverageTests
{
    private const string Shared = """
        <bpmn:resource id="role"/><bpmn:message id="m" name="m"/><bpmn:signal id="sig" name="sig"/>
        <bpmn:error id="err" errorCode="E"/><bpmn:escalation id="esc" escalationCode="S"/>
        """;

    private static readonly Dictionary<Type, string> Nodes = new()
    {
        [typeof(StartEvent)] = "<bpmn:startEvent id=\"x\"/>",
        [typeof(EndEvent)] = "<bpmn:endEvent id=\"x\"/>",
        [typeof(IntermediateCatchEvent)] =
            Event("intermediateCatchEvent", "<bpmn:messageEventDefinition messageRef=\"m\"/>"),
        [typeof(IntermediateThrowEvent)] = "<bpmn:intermediateThrowEvent id=\"x\"/>",
        [typeof(BoundaryEvent)] = "<bpmn:manualTask id=\"host\"/>"
            + "<bpmn:boundaryEvent id=\"x\" attachedToRef=\"host\"><bpmn:signalEventDefinition "
                + "signalRef=\"sig\"/></bpmn:boundaryEvent>",
        [typeof(AbstractTask)] = "<bpmn:task id=\"x\"/>",
        [typeof(UserTask)] = "<bpmn:userTask "
            + "id=\"x\"><bpmn:potentialOwner><bpmn:resourceRef>role</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>",
        [typeof(ManualTask)] = "<bpmn:manualTask id=\"x\"/>",
        [typeof(ServiceTask)] = "<bpmn:serviceTask id=\"x\"/>",
        [typeof(SendTask)] = "<bpmn:sendTask id=\"x\"/>",
        [typeof(ReceiveTask)] = "<bpmn:receiveTask id=\"x\" messageRef=\"m\"/>",
        [typeof(ScriptTask)] =
            "<bpmn:scriptTask id=\"x\" scriptFormat=\"feel\"><bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask>",
        [typeof(BusinessRuleTask)] = "<bpmn:businessRuleTask id=\"x\"/>",
        [typeof(CallActivity)] = "<bpmn:callActivity id=\"x\" calledElement=\"other\"/>",
        [typeof(EmbeddedSubProcess)] = "<bpmn:subProcess id=\"x\"><bpmn:startEvent id=\"inner\"/></bpmn:subProcess>",
        [typeof(EventSubProcess)] = "<bpmn:subProcess id=\"x\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"inner\">"
            + "<bpmn:messageEventDefinition messageRef=\"m\"/></bpmn:startEvent></bpmn:subProcess>",
        [typeof(Transaction)] = "<bpmn:transaction id=\"x\"><bpmn:startEvent id=\"inner\"/></bpmn:transaction>",
        [typeof(AdHocSubProcess)] =
            "<bpmn:adHocSubProcess id=\"x\"><bpmn:manualTask id=\"inner\"/></bpmn:adHocSubProcess>",
        [typeof(ExclusiveGateway)] = "<bpmn:exclusiveGateway id=\"x\"/>",
        [typeof(ParallelGateway)] = "<bpmn:parallelGateway id=\"x\"/>",
        [typeof(InclusiveGateway)] = "<bpmn:inclusiveGateway id=\"x\"/>",
        [typeof(EventBasedGateway)] = "<bpmn:eventBasedGateway id=\"x\"/>",
        [typeof(ComplexGateway)] = "<bpmn:complexGateway id=\"x\"/>",
    };

    private static readonly Dictionary<Type, string> Definitions = new()
    {
        [typeof(MessageEventDefinition)] =
            Event("intermediateCatchEvent", "<bpmn:messageEventDefinition messageRef=\"m\"/>"),
        [typeof(TimerEventDefinition)] = Event("intermediateCatchEvent",
            "<bpmn:timerEventDefinition><bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition>"),
        [typeof(SignalEventDefinition)] = Event("endEvent", "<bpmn:signalEventDefinition signalRef=\"sig\"/>"),
        [typeof(ErrorEventDefinition)] = Event("endEvent", "<bpmn:errorEventDefinition errorRef=\"err\"/>"),
        [typeof(EscalationEventDefinition)] =
            Event("endEvent", "<bpmn:escalationEventDefinition escalationRef=\"esc\"/>"),
        [typeof(ConditionalEventDefinition)] = Event("intermediateCatchEvent",
            "<bpmn:conditionalEventDefinition><bpmn:condition>depth > "
                + "1</bpmn:condition></bpmn:conditionalEventDefinition>"),
        [typeof(LinkEventDefinition)] = Event("intermediateThrowEvent", "<bpmn:linkEventDefinition name=\"there\"/>"),
        [typeof(CompensateEventDefinition)] = Event("endEvent", "<bpmn:compensateEventDefinition/>"),
        [typeof(CancelEventDefinition)] = Event("endEvent", "<bpmn:cancelEventDefinition/>"),
        [typeof(TerminateEventDefinition)] = Event("endEvent", "<bpmn:terminateEventDefinition/>"),
    };

    public static TheoryData<Type> AllNodes() => [.. Concrete<FlowNode>()];

    public static TheoryData<Type> AllDefinitions() => [.. Concrete<EventDefinition>()];

    [Theory]
    [MemberData(nameof(AllNodes))]
    public void Every_flow_node_is_read_drawn_and_run_or_refused(Type type)
    {
        Nodes.ShouldContainKey(type);
        var file = Sample.Read(InFlow(type, Nodes[type]), Shared);

        var node = file.Processes[0].Body.Find("x").ShouldNotBeNull();
        node.ShouldBeOfType(type);
        new Diagram(BpmnLayout.Apply(file)).Shapes.ShouldContainKey("x");
        ShouldBeRunOrRefused(file);
    }

    [Theory]
    [MemberData(nameof(AllDefinitions))]
    public void Every_event_definition_is_read_and_run_or_refused(Type type)
    {
        Definitions.ShouldContainKey(type);
        var file = Sample.Read(
            InFlow(Definitions[type].StartsWith("<bpmn:endEvent", StringComparison.Ordinal) ? typeof(EndEvent) : type, Definitions[type]),
            Shared);

        var node = file.Processes[0].Body.Find("x").ShouldBeAssignableTo<EventNode>();
        node!.Definitions.Single().ShouldBeOfType(type);
        ShouldBeRunOrRefused(file);
    }

    private static void ShouldBeRunOrRefused(BpmnDefinitions file)
    {
        var compiled = ProcessCompiler.Compile(file, new());

        var isRefused = compiled.Problems.Any(problem => problem.Location.ElementId == "x");
        (isRefused || compiled.Value?.Nodes.ContainsKey("x") == true).ShouldBeTrue(
            "Neither run nor refused. " + string.Join(' ', compiled.Problems.Select(problem => problem.Message)));
    }

    // Start, the element, end: so that what is found is about the element and not about its surroundings.
    private static string InFlow(Type type, string element)
    {
        var (start, end) = ("<bpmn:startEvent id=\"s\"/>", "<bpmn:endEvent id=\"e\"/>");
        if (type == typeof(EventSubProcess)) return start + element + end + Flow("s", "e");
        if (type == typeof(StartEvent)) return element + end + Flow("x", "e");
        if (type == typeof(EndEvent)) return start + element + Flow("s", "x");
        var entered = type == typeof(BoundaryEvent) ? "host" : "x";
        var leave = type == typeof(BoundaryEvent) ? Flow("host", "e") : "";
        return start + element + end + Flow("s", entered) + leave + Flow("x", "e");
    }

    private static string Flow(string from, string to) =>
        $"<bpmn:sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"/>";

    private static string Event(string element, string definition) =>
        $"<bpmn:{element} id=\"x\">{definition}</bpmn:{element}>";

    private static IEnumerable<Type> Concrete<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .OrderBy(type => type.Name);
}
