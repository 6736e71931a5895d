using System.Collections.Immutable;

namespace Samanvay.Tests.Storage.Golden;

/// <summary>A procedure for each element, each kept in the middle of it. A later release adds its own.</summary>
internal static class GoldenSamples
{
    /// <summary>What the procedures refer to.</summary>
    public const string Shared = """
        <bpmn:message id="msg" name="msg"/><bpmn:message id="other" name="other"/><bpmn:signal id="sig" name="sig"/>
        <bpmn:error id="err" errorCode="E"/><bpmn:escalation id="esc" escalationCode="C"/>
        """;

    public const string Decision = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="water-definitions" name="Water"
            namespace="urn:samanvay:test">
          <decision id="water" name="water"><variable id="water-variable" name="water"/>
            <literalExpression id="water-text"><text>"safe"</text></literalExpression></decision>
        </definitions>
        """;

    public const string Called = "called";

    private const string Ends = """<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>""";

    public static ImmutableArray<GoldenSample> All { get; } =
    [
        new(Called, Ends + Step("hold"), "start > hold > end"),
        new("tasks", Ends + Step("hold") + """
            <bpmn:task id="any"/><bpmn:manualTask id="manual"/>
            <bpmn:scriptTask id="script" scriptFormat="feel"><bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask>
            <bpmn:businessRuleTask id="rule"><bpmn:extensionElements><sop:decision ref="water" result="verdict"/>
              </bpmn:extensionElements></bpmn:businessRuleTask>
            <bpmn:serviceTask id="service"><bpmn:extensionElements><sop:activity type="notify.in-app" version="1"/>
              </bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:sendTask id="send" messageRef="msg"/>
            """, "start > hold > any > manual > script > rule > service > send > end"),
        new("messages", Ends + """
            <bpmn:receiveTask id="receive" messageRef="msg"/>
            """ + Catch("catch", Message("other")), "start > receive > catch > end"),
        new("timers", Ends + Catch("wait", Timer("PT10M")) + Step("step")
            + Edge("late", "step", false, Timer("PT5M")) + """<bpmn:endEvent id="told"/>""",
            "start > wait > step > end; late > told"),
        new("interrupted", Ends + Step("step") + Edge("stop", "step", true, Message("msg"))
            + """<bpmn:endEvent id="stopped"/>""", "start > step > end; stop > stopped"),
        new("conditions", Ends + Fork("fork") + Fork("join") + Step("step")
            + Catch("seen", "<bpmn:conditionalEventDefinition><bpmn:condition>step.done = true</bpmn:condition>"
                + "</bpmn:conditionalEventDefinition>"), "start > fork > step > join; fork > seen > join > end"),
        new("signals", Ends + Fork("fork") + Fork("join") + Step("step")
            + Throw("call", "<bpmn:signalEventDefinition signalRef=\"sig\"/>")
            + Catch("heard", "<bpmn:signalEventDefinition signalRef=\"sig\"/>"),
            "start > fork > step > call > join; fork > heard > join > end"),
        new("errors", Ends + Inside("subProcess", "part", Step("step")
            + End("fail", "<bpmn:errorEventDefinition errorRef=\"err\"/>"), "step > fail")
            + Edge("failed", "part", true, "<bpmn:errorEventDefinition errorRef=\"err\"/>"),
            "start > part > end; failed > end"),
        new("escalations", Ends + Inside("subProcess", "part", Step("step") + Step("more")
            + Throw("call", "<bpmn:escalationEventDefinition escalationRef=\"esc\"/>")
            + """<bpmn:endEvent id="done"/>""", "step > call > more > done")
            + Edge("told", "part", false, "<bpmn:escalationEventDefinition escalationRef=\"esc\"/>"),
            "start > part > end; told > end"),
        new("compensation", Ends + Step("hold") + """
            <bpmn:manualTask id="done"/>
            <bpmn:boundaryEvent id="undone" attachedToRef="done"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
            <bpmn:association id="undoing" associationDirection="One" sourceRef="undone" targetRef="undo"/>
            """ + Step("undo", attributes: "isForCompensation=\"true\"")
            + Throw("back", "<bpmn:compensateEventDefinition/>"), "start > done > hold > back > end"),
        new("transactions", Ends + Inside("transaction", "part", Step("step")
            + End("cancel", "<bpmn:cancelEventDefinition/>"), "step > cancel")
            + Edge("cancelled", "part", true, "<bpmn:cancelEventDefinition/>"),
            "start > part > end; cancelled > end"),
        new("terminated", Ends + Fork("fork") + Step("one") + Step("two")
            + End("stop", "<bpmn:terminateEventDefinition/>"), "start > fork > one > end; fork > two > stop"),
        new("links", Ends + Step("step") + Throw("leave", "<bpmn:linkEventDefinition id=\"from\" name=\"there\"/>")
            + Catch("arrive", "<bpmn:linkEventDefinition id=\"to\" name=\"there\"/>"),
            "start > step > leave; arrive > end"),
        new("choices", Ends + Step("step") + """
            <bpmn:exclusiveGateway id="which" default="which--no"/><bpmn:exclusiveGateway id="merge"/>
            <bpmn:manualTask id="yes"/><bpmn:manualTask id="no"/>
            <bpmn:sequenceFlow id="which--yes" sourceRef="which" targetRef="yes"><bpmn:conditionExpression>step.done =
              true</bpmn:conditionExpression></bpmn:sequenceFlow>
            """, "start > step > which > no > merge; yes > merge > end"),
        new("parallel", Ends + Fork("fork") + Fork("join") + Step("one") + Step("two"),
            "start > fork > one > join > end; fork > two > join") { Done = ["one"] },
        new("inclusive", Ends + Step("one") + Step("two") + """
            <bpmn:inclusiveGateway id="which"/><bpmn:inclusiveGateway id="join"/>
            """ + When("which", "one") + When("which", "two"), "start > which; one > join > end; two > join")
        {
            Done = ["one"],
        },
        new("complex", Ends + Fork("fork") + Step("one") + Step("two") + Step("three") + """
            <bpmn:complexGateway id="most"><bpmn:activationCondition>activationCount >= 2</bpmn:activationCondition>
            </bpmn:complexGateway>
            """, "start > fork > one > most > end; fork > two > most; fork > three > most") { Done = ["one"] },
        new("first", Ends + """<bpmn:eventBasedGateway id="race"/>""" + Catch("heard", Message("msg"))
            + Catch("late", Timer("PT1H")), "start > race > heard > end; race > late > end"),
        new("calls", Ends + $"""<bpmn:callActivity id="call" calledElement="{Called}"/>""", "start > call > end"),
        new("handlers", Ends + Step("step") + """
            <bpmn:subProcess id="handler" triggeredByEvent="true"><bpmn:startEvent id="asked" isInterrupting="false">
              <bpmn:messageEventDefinition messageRef="msg"/></bpmn:startEvent>
              <bpmn:userTask id="answer"><bpmn:potentialOwner><bpmn:resourceRef>crew</bpmn:resourceRef>
              </bpmn:potentialOwner></bpmn:userTask><bpmn:endEvent id="answered"/><bpmn:sequenceFlow id="h1" sourceRef="asked" targetRef="answer"/>
              <bpmn:sequenceFlow id="h2" sourceRef="answer" targetRef="answered"/></bpmn:subProcess>
            """, "start > step > end") { Sent = ["msg"] },
        new("stages", Ends + """<bpmn:adHocSubProcess id="stage">""" + Step("one") + Step("two")
            + "</bpmn:adHocSubProcess>", "start > stage > end"),
        new("each", Ends + Step("step", """
            <bpmn:multiInstanceLoopCharacteristics sop:collection="=[1, 2, 3]" sop:elementVariable="number"/>
            """), "start > step > end") { Done = ["step"] },
        new("in-turn", Ends + Step("step", """
            <bpmn:multiInstanceLoopCharacteristics isSequential="true" sop:collection="=[1, 2]"
                sop:elementVariable="number"/>
            """), "start > step > end") { Done = ["step"] },
        new("rounds", Ends + Step("step", """<bpmn:standardLoopCharacteristics loopMaximum="3"/>"""),
            "start > step > end") { Done = ["step"] },
        new("promises", Ends + Step("step", inside: """
            <bpmn:extensionElements><sop:serviceLevel metric="resolve" target="PT2H" calendar="24x7" warnAt="50"/>
            </bpmn:extensionElements>
            """), "start > step > end"),
        new("stuck", Ends + Step("step") + """
            <bpmn:exclusiveGateway id="which"/>
            <bpmn:sequenceFlow id="which--end" sourceRef="which" targetRef="end"><bpmn:conditionExpression>1 =
              2</bpmn:conditionExpression></bpmn:sequenceFlow>
            """, "start > step > which") { Done = ["step"] },
    ];

    private static string Step(string id, string loop = "", string attributes = "", string inside = "") => $"""
        <bpmn:userTask id="{id}" {attributes}>{inside}<bpmn:potentialOwner>
        <bpmn:resourceRef>crew</bpmn:resourceRef></bpmn:potentialOwner>{loop}</bpmn:userTask>
        """;

    private static string Inside(string element, string id, string body, string flows) =>
        $"<bpmn:{element} id=\"{id}\"><bpmn:startEvent id=\"{id}-start\"/>"
        + new GoldenSample(id, body, $"{id}-start > {flows}").Process + $"</bpmn:{element}>";

    private static string Fork(string id) => $"<bpmn:parallelGateway id=\"{id}\"/>";

    private static string Catch(string id, string definition) =>
        $"<bpmn:intermediateCatchEvent id=\"{id}\">{definition}</bpmn:intermediateCatchEvent>";

    private static string Throw(string id, string definition) =>
        $"<bpmn:intermediateThrowEvent id=\"{id}\">{definition}</bpmn:intermediateThrowEvent>";

    private static string End(string id, string definition) =>
        $"<bpmn:endEvent id=\"{id}\">{definition}</bpmn:endEvent>";

    private static string Edge(string id, string at, bool stops, string definition) =>
        $"<bpmn:boundaryEvent id=\"{id}\" attachedToRef=\"{at}\" cancelActivity=\"{(stops ? "true" : "false")}\">"
        + $"{definition}</bpmn:boundaryEvent>";

    private static string Message(string id) => $"<bpmn:messageEventDefinition messageRef=\"{id}\"/>";

    private static string Timer(string duration) =>
        $"<bpmn:timerEventDefinition><bpmn:timeDuration>{duration}</bpmn:timeDuration></bpmn:timerEventDefinition>";

    private static string When(string from, string to) =>
        $"<bpmn:sequenceFlow id=\"{from}--{to}\" sourceRef=\"{from}\" targetRef=\"{to}\"><bpmn:conditionExpression>"
        + "true</bpmn:conditionExpression></bpmn:sequenceFlow>";
}
