using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Xml;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.LongRuns.Kills;

/// <summary>
/// What is done while processes die: two people side by side, one with a reminder, a join, a short wait, one activity.
/// Of every way to be stepped there is one: three calls, a timer, a reply from the inbox.
/// </summary>
internal sealed class LoadProcedure : IOperationContexts
{
    public const string ActivityType = "load.file";

    /// <summary>The start, two completions, the timer, and the end of the activity.</summary>
    public const int LastSequence = 5;

    private const string Diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
            id="definitions" targetNamespace="urn:samanvay:load">
          <bpmn:resource id="field.crew" name="field.crew" />
          <bpmn:process id="load" isExecutable="true">
            <bpmn:startEvent id="reported"><bpmn:outgoing>f2</bpmn:outgoing></bpmn:startEvent>
            <bpmn:parallelGateway id="both"><bpmn:incoming>f2</bpmn:incoming>
              <bpmn:outgoing>f3</bpmn:outgoing><bpmn:outgoing>f4</bpmn:outgoing></bpmn:parallelGateway>
            <bpmn:userTask id="inspect">
              <bpmn:incoming>f3</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
              <bpmn:potentialOwner><bpmn:resourceRef>field.crew</bpmn:resourceRef></bpmn:potentialOwner>
            </bpmn:userTask>
            <bpmn:userTask id="inform">
              <bpmn:extensionElements><sop:serviceLevel metric="resolve" target="PT2H" /></bpmn:extensionElements>
              <bpmn:incoming>f4</bpmn:incoming><bpmn:outgoing>f6</bpmn:outgoing>
              <bpmn:potentialOwner><bpmn:resourceRef>field.crew</bpmn:resourceRef></bpmn:potentialOwner>
            </bpmn:userTask>
            <bpmn:parallelGateway id="joined"><bpmn:incoming>f5</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming>
              <bpmn:outgoing>f7</bpmn:outgoing></bpmn:parallelGateway>
            <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f7</bpmn:incoming><bpmn:outgoing>f8</bpmn:outgoing>
              <bpmn:timerEventDefinition><bpmn:timeDuration>PT0.1S</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:intermediateCatchEvent>
            <bpmn:serviceTask id="file">
              <bpmn:extensionElements><sop:activity type="load.file" version="1" /></bpmn:extensionElements>
              <bpmn:incoming>f8</bpmn:incoming><bpmn:outgoing>f9</bpmn:outgoing>
            </bpmn:serviceTask>
            <bpmn:endEvent id="filed"><bpmn:incoming>f9</bpmn:incoming></bpmn:endEvent>
            <bpmn:boundaryEvent id="remind" attachedToRef="inspect" cancelActivity="false">
              <bpmn:outgoing>f10</bpmn:outgoing>
              <bpmn:timerEventDefinition><bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition>
            </bpmn:boundaryEvent>
            <bpmn:endEvent id="reminded"><bpmn:incoming>f10</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f2" sourceRef="reported" targetRef="both" />
            <bpmn:sequenceFlow id="f3" sourceRef="both" targetRef="inspect" />
            <bpmn:sequenceFlow id="f4" sourceRef="both" targetRef="inform" />
            <bpmn:sequenceFlow id="f5" sourceRef="inspect" targetRef="joined" />
            <bpmn:sequenceFlow id="f6" sourceRef="inform" targetRef="joined" />
            <bpmn:sequenceFlow id="f7" sourceRef="joined" targetRef="wait" />
            <bpmn:sequenceFlow id="f8" sourceRef="wait" targetRef="file" />
            <bpmn:sequenceFlow id="f9" sourceRef="file" targetRef="filed" />
            <bpmn:sequenceFlow id="f10" sourceRef="remind" targetRef="reminded" />
          </bpmn:process>
        </bpmn:definitions>
        """;

    private readonly OperationContext _context;

    public LoadProcedure()
    {
        var options = new CompilationOptions { Version = "load-1" };
        var process = ProcessCompiler.Compile(Checked(BpmnReader.Read(Diagram)), options);
        var procedure = Checked(ProcedurePlanner.Plan(Checked(process), FeelContext.Empty));
        _context = new OperationContext
        {
            Zone = DateTimeZone.Utc,
            Procedures = ImmutableSortedDictionary.Create<string, Procedure>(StringComparer.Ordinal)
                .Add(procedure.Version.Value, procedure),
            Calendars = CalendarBook.AlwaysOpen,
            Directory = ResponderDirectory.Empty,
        };
    }

    public ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    /// <summary>The calls that a caller makes, in their order.</summary>
    public static OperationCommand[] Calls(Instant at) =>
    [
        new StartProcedure(at, new(new("load-1"), null, FeelContext.Empty), "citizen.desk"),
        Complete(1, at),
        Complete(2, at),
    ];

    private static CompleteWorkItem Complete(int item, Instant at) => new(
        at, new WorkItemId(item), "crew.one", FeelContext.Of(("note", new FeelString("As found."))));

    private static T Checked<T>(Parsed<T> parsed) where T : class => parsed.HasErrors
        ? throw new InvalidOperationException(string.Join("; ", parsed.Problems.Select(problem => problem.Message)))
        : parsed.Value!;
}
