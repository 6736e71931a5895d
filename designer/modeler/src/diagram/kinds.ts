import { eventDefinition, isA, type Moddle } from './types';

/** What an element is to the people who follow the procedure. Colours and icons go by it; BPMN's own shape stays. */
export type Kind =
  | 'start' | 'step' | 'automatic' | 'decision' | 'parallel' | 'wait' | 'late' | 'tell' | 'sub' | 'end'
  | 'agency' | 'whole' | 'connection' | 'other';

export function kindOf(semantic: Moddle): Kind {
  if (isA(semantic, 'bpmn:Activity')) return activityKind(semantic);
  if (isA(semantic, 'bpmn:Gateway')) return gatewayKind(semantic);
  if (isA(semantic, 'bpmn:Event')) return eventKind(semantic);
  if (isA(semantic, 'bpmn:Lane') || isA(semantic, 'bpmn:Participant')) return 'agency';
  if (isA(semantic, 'bpmn:SequenceFlow') || isA(semantic, 'bpmn:MessageFlow')) return 'connection';
  if (isA(semantic, 'bpmn:Process') || isA(semantic, 'bpmn:Collaboration')) return 'whole';
  return 'other';
}

function activityKind(semantic: Moddle): Kind {
  if (isA(semantic, 'bpmn:SubProcess') || isA(semantic, 'bpmn:CallActivity')) return 'sub';
  if (isA(semantic, 'bpmn:SendTask')) return 'tell';
  if (isA(semantic, 'bpmn:BusinessRuleTask')) return 'decision';
  if (isA(semantic, 'bpmn:ReceiveTask')) return 'wait';
  if (isA(semantic, 'bpmn:ServiceTask') || isA(semantic, 'bpmn:ScriptTask')) return 'automatic';
  return 'step';
}

function gatewayKind(semantic: Moddle): Kind {
  if (isA(semantic, 'bpmn:EventBasedGateway')) return 'wait';
  return isA(semantic, 'bpmn:ParallelGateway') ? 'parallel' : 'decision';
}

function eventKind(semantic: Moddle): Kind {
  if (isA(semantic, 'bpmn:StartEvent')) return 'start';
  if (isA(semantic, 'bpmn:EndEvent')) return 'end';
  if (isA(semantic, 'bpmn:BoundaryEvent')) return 'late';
  if (isA(semantic, 'bpmn:IntermediateCatchEvent')) return 'wait';
  return eventDefinition(semantic) ? 'tell' : 'other';
}

/** Lower-case name of the event's definition: timer, message, signal, … or null. */
export function eventName(semantic: Moddle): string | null {
  const type = eventDefinition(semantic)?.$type;
  return type ? type.replace(/^bpmn:/, '').replace(/EventDefinition$/, '').toLowerCase() : null;
}
