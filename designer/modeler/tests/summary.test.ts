import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { BpmnModdle } from 'bpmn-moddle';
import sop from '../sop.moddle.json';
import { kindOf } from '../src/diagram/kinds';
import { plain, summarize } from '../src/editor/summary';

const diagram = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:sop="urn:samanvay:sop:1" targetNamespace="urn:test">
  <bpmn:resource id="police" name="police.control" />
  <bpmn:process id="drill" isExecutable="true">
    <bpmn:userTask id="close" name="Close the ghats">
      <bpmn:documentation>Barricades first.</bpmn:documentation>
      <bpmn:extensionElements>
        <sop:serviceLevel metric="ack" target="PT5M" lifeSafety="true" />
        <sop:text lang="hi">घाट बंद करें</sop:text>
      </bpmn:extensionElements>
      <bpmn:potentialOwner id="owner"><bpmn:resourceRef>police</bpmn:resourceRef></bpmn:potentialOwner>
    </bpmn:userTask>
    <bpmn:exclusiveGateway id="which" default="else">
      <bpmn:outgoing>then</bpmn:outgoing><bpmn:outgoing>else</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="then" name="yes" sourceRef="which" targetRef="close">
      <bpmn:conditionExpression>severity = 1</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="else" sourceRef="which" targetRef="close" />
  </bpmn:process>
</bpmn:definitions>`;

let elements: Record<string, any>;

before(async () => {
  elements = (await new BpmnModdle({ sop }).fromXML(diagram)).elementsById;
});

const summary = (id: string): any => summarize({ businessObject: elements[id] } as any);

test('a step tells its role, its instruction and what the city has promised', () => {
  const step = summary('close');

  assert.equal(step.kind, 'step');
  assert.equal(step.role, 'police.control');
  assert.equal(step.documentation, 'Barricades first.');
  assert.deepEqual(step.extensions[0], { $type: 'sop:ServiceLevel', metric: 'ack', target: 'PT5M', lifeSafety: true });
  assert.equal(step.extensions[1].body, 'घाट बंद करें');
});

test('a decision tells its ways on, and which is taken otherwise', () => {
  assert.deepEqual(summary('which').branches, [
    { id: 'then', name: 'yes', target: 'Close the ghats', condition: 'severity = 1', isDefault: false },
    { id: 'else', name: '', target: 'Close the ghats', condition: null, isDefault: true },
  ]);
});

test('a connection and the whole procedure are kinds of their own', () => {
  assert.equal(kindOf(elements.then), 'connection');
  assert.equal(kindOf(elements.drill), 'whole');
});

test('an element becomes plain data without references to the graph', () => {
  assert.doesNotThrow(() => JSON.stringify(plain(elements.close)));
});
