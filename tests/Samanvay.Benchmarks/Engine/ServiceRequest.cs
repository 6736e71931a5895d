using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Samanvay.Bpmn.Xml;
using Samanvay.Dmn;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Benchmarks.Engine;

/// <summary>
/// The procedure that is measured: a payload, a decision, two people at the same time, a join, one activity, the end.
/// </summary>
internal sealed class ServiceRequest : IOperationContexts
{
    public const string ActivityType = "bench.file";

    private const string Diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
            id="definitions" targetNamespace="urn:samanvay:benchmark">
          <bpmn:resource id="field.crew" name="field.crew" />
          <bpmn:resource id="control.room" name="control.room" />
          <bpmn:process id="service-request" isExecutable="true">
            <bpmn:startEvent id="reported"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:businessRuleTask id="judge" name="Judge the urgency">
              <bpmn:extensionElements><sop:decision ref="urgency" result="urgency" /></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:businessRuleTask>
            <bpmn:parallelGateway id="both"><bpmn:incoming>f2</bpmn:incoming>
              <bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:parallelGateway>
            <bpmn:userTask id="inspect" name="Inspect the place">
              <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
              <bpmn:potentialOwner><bpmn:resourceRef>field.crew</bpmn:resourceRef></bpmn:potentialOwner>
            </bpmn:userTask>
            <bpmn:userTask id="inform" name="Inform the citizen">
              <bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing>
              <bpmn:potentialOwner><bpmn:resourceRef>control.room</bpmn:resourceRef></bpmn:potentialOwner>
            </bpmn:userTask>
            <bpmn:parallelGateway id="joined"><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming>
              <bpmn:outgoing>f7</bpmn:outgoing></bpmn:parallelGateway>
            <bpmn:serviceTask id="file" name="File the report">
              <bpmn:extensionElements><sop:activity type="bench.file" version="1">
                <sop:input name="urgency">=urgency</sop:input></sop:activity></bpmn:extensionElements>
              <bpmn:incoming>f7</bpmn:incoming><bpmn:outgoing>f8</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:endEvent id="filed"><bpmn:incoming>f8</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="reported" targetRef="judge" />
            <bpmn:sequenceFlow id="f2" sourceRef="judge" targetRef="both" />
            <bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="inspect" />
            <bpmn:sequenceFlow id="f4" sourceRef="both" targetRef="inform" />
            <bpmn:sequenceFlow id="f5" sourceRef="inspect" targetRef="joined" />
            <bpmn:sequenceFlow id="f6" sourceRef="inform" targetRef="joined" />
            <bpmn:sequenceFlow id="f7" sourceRef="joined" targetRef="file" />
            <bpmn:sequenceFlow id="f8" sourceRef="file" targetRef="filed" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private const string Reminder = """
        <bpmn:boundaryEvent id="remind" attachedToRef="inspect" cancelActivity="false"><bpmn:outgoing>f9</bpmn:outgoing>
          <bpmn:timerEventDefinition><bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition>
        </bpmn:boundaryEvent>
        <bpmn:endEvent id="reminded"><bpmn:incoming>f9</bpmn:incoming></bpmn:endEvent>
        <bpmn:sequenceFlow id="f9" sourceRef="remind" targetRef="reminded" />
        """;

    private const string Table = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="urgencies" name="urgencies"
            namespace="urn:samanvay:benchmark">
          <inputData id="in-depth" name="depth"><variable id="v1" name="depth" typeRef="number" /></inputData>
          <decision id="urgency" name="urgency"><variable id="v2" name="urgency" />
            <informationRequirement id="r1"><requiredInput href="#in-depth" /></informationRequirement>
            <decisionTable id="t" hitPolicy="FIRST">
              <input id="i"><inputExpression id="e" typeRef="number"><text>depth</text></inputExpression></input>
              <output id="o" name="urgency" typeRef="string" />
              <rule id="r-now"><inputEntry id="a1"><text>&gt;= 30</text></inputEntry>
                <outputEntry id="b1"><text>"now"</text></outputEntry></rule>
              <rule id="r-today"><inputEntry id="a2"><text>[10..30)</text></inputEntry>
                <outputEntry id="b2"><text>"today"</text></outputEntry></rule>
              <rule id="r-later"><inputEntry id="a3"><text>-</text></inputEntry>
                <outputEntry id="b3"><text>"this week"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private readonly OperationContext _context;
    private readonly ProcedureVersionId _version;

    /// <param name="withTimer">Hangs a reminder on the first step, so that timers come and go with it.</param>
    public ServiceRequest(bool withTimer = false)
    {
        var diagram = withTimer
            ? Diagram.Replace("</bpmn:process>", Reminder + "</bpmn:process>", StringComparison.Ordinal)
            : Diagram;
        var decisions = DecisionCompiler.Compile(Table).Value!;
        var process = ProcessCompiler.Compile(BpmnReader.Read(diagram).Value!, new CompilationOptions
        {
            Version = "service-request-1",
            Decisions = [decisions],
        });
        var procedure = Checked(ProcedurePlanner.Plan(Checked(process), FeelContext.Empty));
        _context = new OperationContext
        {
            Zone = DateTimeZone.Utc,
            Procedures = ImmutableSortedDictionary.Create<string, Procedure>(StringComparer.Ordinal)
                .Add(procedure.Version.Value, procedure),
            Calendars = CalendarBook.AlwaysOpen,
            Directory = ResponderDirectory.Empty,
        };
        _version = procedure.Version;
    }

    public ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    public StartProcedure Start(Instant at) => Start(at, FeelContext.Of(
        ("depth", FeelNumber.Of(32)), ("ward", new FeelString("w12")),
        ("text", new FeelString("Water stands in the underpass near the market, two vehicles are stuck."))));

    public StartProcedure Start(Instant at, FeelContext report) =>
        new(at, new ProcedureStart(_version, null, report), "citizen.desk");

    public static CompleteWorkItem Complete(int item, Instant at) => Complete(
        item, at, FeelContext.Of(("done", FeelValue.True), ("note", new FeelString("As found."))));

    /// <summary>The procedure offers its two steps as the first two work items.</summary>
    public static CompleteWorkItem Complete(int item, Instant at, FeelContext fields) =>
        new(at, new WorkItemId(item), "crew.one", fields);

    /// <summary>Under which a caller sends a step, so that it is done once however often it is sent.</summary>
    public static CommandKey KeyOf(OperationKey operation, int step) =>
        new(operation.City, string.Create(CultureInfo.InvariantCulture, $"{operation.Operation}/{step}"));

    private static T Checked<T>(Parsed<T> parsed) where T : class => parsed.HasErrors
        ? throw new InvalidOperationException(string.Join("; ", parsed.Problems.Select(problem => problem.Message)))
        : parsed.Value!;
}
