/** What an official can put on the canvas, in an official's words; BPMN's own name is the subtitle. */
export interface PaletteItem { id: string; icon: string; kind: string; choices: Choice[] }

/** One element as it is created. */
export interface Choice {
  id: string;
  icon: string;
  type: string;
  event?: string;
  properties?: Record<string, unknown>;
  expanded?: boolean;
}

const message = 'bpmn:MessageEventDefinition';
const timer = 'bpmn:TimerEventDefinition';

export const palette: PaletteItem[] = [
  { id: 'start', kind: 'start', icon: 'start-event-message', choices: [
    { id: 'sensor', icon: 'start-event-message', type: 'bpmn:StartEvent', event: message },
    { id: 'alert', icon: 'start-event-message', type: 'bpmn:StartEvent', event: message },
    { id: 'report', icon: 'start-event-message', type: 'bpmn:StartEvent', event: message },
    { id: 'schedule', icon: 'start-event-timer', type: 'bpmn:StartEvent', event: timer },
    { id: 'hand', icon: 'start-event-none', type: 'bpmn:StartEvent' },
  ] },
  { id: 'step', kind: 'step', icon: 'user-task', choices: [
    { id: 'agency', icon: 'user-task', type: 'bpmn:UserTask' },
  ] },
  { id: 'automatic', kind: 'automatic', icon: 'service-task', choices: [
    { id: 'service', icon: 'service-task', type: 'bpmn:ServiceTask' },
  ] },
  { id: 'decision', kind: 'decision', icon: 'gateway-xor', choices: [
    { id: 'question', icon: 'gateway-xor', type: 'bpmn:ExclusiveGateway' },
    { id: 'several', icon: 'gateway-or', type: 'bpmn:InclusiveGateway' },
    { id: 'table', icon: 'business-rule-task', type: 'bpmn:BusinessRuleTask' },
  ] },
  { id: 'parallel', kind: 'parallel', icon: 'gateway-parallel', choices: [
    { id: 'split', icon: 'gateway-parallel', type: 'bpmn:ParallelGateway' },
  ] },
  { id: 'wait', kind: 'wait', icon: 'intermediate-event-catch-timer', choices: [
    { id: 'time', icon: 'intermediate-event-catch-timer', type: 'bpmn:IntermediateCatchEvent', event: timer },
    { id: 'message', icon: 'intermediate-event-catch-message', type: 'bpmn:IntermediateCatchEvent', event: message },
    { id: 'condition', icon: 'intermediate-event-catch-condition', type: 'bpmn:IntermediateCatchEvent',
      event: 'bpmn:ConditionalEventDefinition' },
    { id: 'first', icon: 'gateway-eventbased', type: 'bpmn:EventBasedGateway' },
  ] },
  { id: 'late', kind: 'late', icon: 'intermediate-event-catch-non-interrupting-timer', choices: [
    { id: 'besides', icon: 'intermediate-event-catch-non-interrupting-timer', type: 'bpmn:BoundaryEvent', event: timer,
      properties: { cancelActivity: false } },
    { id: 'instead', icon: 'intermediate-event-catch-timer', type: 'bpmn:BoundaryEvent', event: timer },
  ] },
  { id: 'tell', kind: 'tell', icon: 'send-task', choices: [
    { id: 'public', icon: 'send-task', type: 'bpmn:SendTask' },
  ] },
  { id: 'sub', kind: 'sub', icon: 'subprocess-expanded', choices: [
    { id: 'inside', icon: 'subprocess-expanded', type: 'bpmn:SubProcess', expanded: true },
    { id: 'call', icon: 'call-activity', type: 'bpmn:CallActivity' },
  ] },
  { id: 'end', kind: 'end', icon: 'end-event-none', choices: [
    { id: 'path', icon: 'end-event-none', type: 'bpmn:EndEvent' },
    { id: 'all', icon: 'end-event-terminate', type: 'bpmn:EndEvent', event: 'bpmn:TerminateEventDefinition' },
    { id: 'error', icon: 'end-event-error', type: 'bpmn:EndEvent', event: 'bpmn:ErrorEventDefinition' },
  ] },
  { id: 'agency', kind: 'agency', icon: 'participant', choices: [
    { id: 'lanes', icon: 'participant', type: 'bpmn:Participant' },
  ] },
];
