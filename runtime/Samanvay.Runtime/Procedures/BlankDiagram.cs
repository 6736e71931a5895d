using System.Security;

namespace Samanvay.Runtime.Procedures;

/// <summary>What an author begins with: a start, and an end to draw towards.</summary>
internal static class BlankDiagram
{
    public static string Of(ProcedureId id, string name) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
            xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:sop="urn:samanvay:sop:1"
            id="{id}-definitions" targetNamespace="urn:samanvay:procedure:{id}"
            expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
          <bpmn:process id="{id}" name="{SecurityElement.Escape(name)}" isExecutable="true">
            <bpmn:startEvent id="start" name="Start by hand"><bpmn:outgoing>to-end</bpmn:outgoing></bpmn:startEvent>
            <bpmn:endEvent id="end" name="Done"><bpmn:incoming>to-end</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="to-end" sourceRef="start" targetRef="end" />
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram">
            <bpmndi:BPMNPlane id="plane" bpmnElement="{id}">
              <bpmndi:BPMNShape id="start-shape" bpmnElement="start">
                <dc:Bounds x="160" y="100" width="36" height="36" />
              </bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="end-shape" bpmnElement="end">
                <dc:Bounds x="320" y="100" width="36" height="36" />
              </bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="to-end-edge" bpmnElement="to-end">
                <di:waypoint x="196" y="118" /><di:waypoint x="320" y="118" />
              </bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;
}
