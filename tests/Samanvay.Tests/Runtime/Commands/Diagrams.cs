using System.Collections.Immutable;
using NodaTime;
using Samanvay.Bpmn.Xml;
using Samanvay.Engine.Compilation;
using Samanvay.Engine.Incidents;
using Samanvay.Engine.ServiceLevels;
using Samanvay.Feel.Values;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Ports;

namespace Samanvay.Tests.Runtime.Commands;

/// <summary>A city with small procedures: one asks a person, one promises it in time, one waits ten minutes, one asks
/// an agency.</summary>
internal sealed class Diagrams : IOperationContexts
{
    public static readonly ProcedureVersionId Ask = new("ask");
    public static readonly ProcedureVersionId Wait = new("wait");
    public static readonly ProcedureVersionId Call = new("call");
    public static readonly ProcedureVersionId Promised = new("promised");

    private OperationContext _context = new()
    {
        Zone = DateTimeZone.Utc,
        Procedures = ImmutableSortedDictionary.Create<string, Procedure>(StringComparer.Ordinal)
            .Add(Ask.Value, Read(Ask, """
                <bpmn:userTask id="step"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
                  <bpmn:potentialOwner><bpmn:resourceRef>crew</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>
                """))
            .Add(Promised.Value, Read(Promised, """
                <bpmn:userTask id="step"><bpmn:extensionElements>
                  <sop:serviceLevel metric="resolve" target="PT2H" calendar="office" />
                  </bpmn:extensionElements><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
                  <bpmn:potentialOwner><bpmn:resourceRef>crew</bpmn:resourceRef></bpmn:potentialOwner></bpmn:userTask>
                """))
            .Add(Wait.Value, Read(Wait, """
                <bpmn:intermediateCatchEvent
                    id="step"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
                  <bpmn:timerEventDefinition><bpmn:timeDuration>PT10M</bpmn:timeDuration></bpmn:timerEventDefinition>
                </bpmn:intermediateCatchEvent>
                """))
            .Add(Call.Value, Read(Call, """
                <bpmn:serviceTask id="step"><bpmn:extensionElements><sop:activity type="test.call" version="1">
                  <sop:input name="number">="100"</sop:input></sop:activity></bpmn:extensionElements>
                  <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
                """)),
        Calendars = CalendarBook.AlwaysOpen,
        Directory = ResponderDirectory.Empty,
    };

    /// <summary>One procedure promises its step within two hours of the calendar <c>office</c>.</summary>
    public CalendarBook Calendars { set => _context = _context with { Calendars = value }; }

    public ValueTask<OperationContext> GetAsync(CityId city, CancellationToken cancellation) => new(_context);

    public static StartProcedure Start(ProcedureVersionId version, Instant at) =>
        new(at, new ProcedureStart(version, null, FeelContext.Empty), "officer");

    public static CompleteWorkItem Complete(Instant at) =>
        new(at, new WorkItemId(1), "officer", FeelContext.Of(("done", FeelValue.True)));

    private static Procedure Read(ProcedureVersionId version, string step)
    {
        var definitions = BpmnReader.Read($"""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
                id="definitions" targetNamespace="urn:samanvay:test">
              <bpmn:resource id="crew" name="crew" />
              <bpmn:process id="{version}" isExecutable="true">
                <bpmn:startEvent id="start"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
                {step}
                <bpmn:endEvent id="end"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="step" />
                <bpmn:sequenceFlow id="f2" sourceRef="step" targetRef="end" />
              </bpmn:process>
            </bpmn:definitions>
            """).Value!;
        var process = ProcessCompiler.Compile(definitions, new CompilationOptions { Version = version.Value }).Value!;
        return ProcedurePlanner.Plan(process, FeelContext.Empty).Value!;
    }
}
