using Samanvay.Runtime.Procedures;

namespace Samanvay.Tests.Runtime.Procedures.Decisions;

/// <summary>A procedure that starts with a level, asks a table for the alarm and ends.</summary>
internal static class AlarmTable
{
    public const string Path = "decisions/alarm.dmn";

    public static ProcedureFiles Files(string? table = null) => ProcedureFiles.Empty
        .With("procedures/ghat-alarm.bpmn", Diagram).With(Path, table ?? Table());

    /// <param name="high">The cell of the second rule.</param>
    /// <param name="expected">What the test row wants for a level of 6.</param>
    public static string Table(string high = ">= 5", string expected = "\"red\"") => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:sop="urn:samanvay:sop:1"
            id="alarm-model" name="alarm" namespace="urn:test:alarm">
          <!-- Kept by the flood cell. -->
          <inputData id="in-level" name="level"><variable name="level" typeRef="number"/></inputData>
          <decision id="alarm" name="Alarm">
            <extensionElements>
              <sop:testRows>
                <sop:testRow name="High water">
                  <sop:given name="level">6</sop:given><sop:expected>{System.Security.SecurityElement.Escape(expected)}</sop:expected>
                </sop:testRow>
              </sop:testRows>
            </extensionElements>
            <variable name="Alarm" typeRef="string"/>
            <informationRequirement><requiredInput href="#in-level"/></informationRequirement>
            <decisionTable id="alarm-table" hitPolicy="UNIQUE">
              <input id="c1" label="Level">
                <inputExpression typeRef="number"><text>level</text></inputExpression>
              </input>
              <output id="o1" name="alarm" label="Alarm" typeRef="string"/>
              <rule id="low"><inputEntry><text>&lt; 5</text></inputEntry>
                <outputEntry><text>"green"</text></outputEntry></rule>
              <rule id="high"><inputEntry><text>{System.Security.SecurityElement.Escape(high)}</text></inputEntry>
                <outputEntry><text>"red"</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """;

    private const string Diagram = """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sop="urn:samanvay:sop:1"
            id="d" targetNamespace="urn:test">
          <bpmn:process id="ghat-alarm" name="Ghat alarm" isExecutable="true">
            <bpmn:startEvent id="start" name="Reported"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
            <bpmn:businessRuleTask id="judge" name="Judge">
              <bpmn:extensionElements><sop:decision ref="alarm" result="alarm"/></bpmn:extensionElements>
              <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
            </bpmn:businessRuleTask>
            <bpmn:endEvent id="end" name="Judged"><bpmn:incoming>f2</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="judge"/>
            <bpmn:sequenceFlow id="f2" sourceRef="judge" targetRef="end"/>
          </bpmn:process>
        </bpmn:definitions>
        """;
}
