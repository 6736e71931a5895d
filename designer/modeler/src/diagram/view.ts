import { isA, type Element, type Services } from './types';

/** The part of the canvas that nothing lies over, in pixels of the screen. */
export interface Room { left: number; top: number; right: number; bottom: number }

export interface Box { x: number; y: number; width: number; height: number }

/** What is seen: the upper left corner in the drawing, and the scale. `isWhole` says that nothing is cut off. */
export interface View { x: number; y: number; scale: number; isWhole: boolean }

/** Below this a step's name can not be read any more. */
const readable = 0.75;

/** All of the drawing, however small it becomes. */
export function wholeView(services: Services, room: Room): View {
  return fit(drawingOf(services), room, 0);
}

/** All of it where that can be read, else the place where the procedure begins. */
export function openingView(services: Services, room: Room, least = readable): View {
  const start = services.get('elementRegistry').getAll().find(isOutermostStart);
  return fit(drawingOf(services), room, least, start);
}

/** Where to stand so that the drawing fills the room, no smaller than `least`, and `focus` is seen if it must be cut. */
export function fit(drawing: Box, room: Room, least: number, focus?: Box): View {
  const [width, height] = [room.right - room.left, room.bottom - room.top];
  if (drawing.width <= 0 || drawing.height <= 0 || width <= 0 || height <= 0) {
    return { x: drawing.x - room.left, y: drawing.y - room.top, scale: 1, isWhole: true };
  }

  const fitting = Math.min(1, width / drawing.width, height / drawing.height);
  const scale = Math.max(least, fitting);
  const [seenWidth, seenHeight] = [width / scale, height / scale];
  return {
    x: along(drawing.x, drawing.width, seenWidth, focus?.x) - room.left / scale,
    y: along(drawing.y, drawing.height, seenHeight, focus && focus.y + focus.height / 2 - seenHeight / 2)
      - room.top / scale,
    scale,
    isWhole: scale <= fitting,
  };
}

export function show(services: Services, view: View): boolean {
  const canvas = services.get('canvas');
  const { outer } = canvas.viewbox();
  canvas.viewbox({ x: view.x, y: view.y, width: outer.width / view.scale, height: outer.height / view.scale });
  return view.isWhole;
}

/** Moves only when the element is not seen, and comes nearer only when it could not be read. */
export function bringIntoView(services: Services, element: Element, room: Room, least = readable): void {
  const canvas = services.get('canvas');
  const seen = canvas.viewbox();
  const box = boxOf(element);
  const scale = Math.max(seen.scale, least);
  const [left, top] = [seen.x + room.left / seen.scale, seen.y + room.top / seen.scale];
  const isSeen = scale === seen.scale && box.x >= left && box.y >= top
    && box.x + box.width <= seen.x + room.right / seen.scale
    && box.y + box.height <= seen.y + room.bottom / seen.scale;
  if (isSeen) return;
  const [width, height] = [(room.right - room.left) / scale, (room.bottom - room.top) / scale];
  show(services, {
    x: box.x - Math.max(0, width - box.width) / 2 - room.left / scale,
    y: box.y - Math.max(0, height - box.height) / 2 - room.top / scale,
    scale,
    isWhole: false,
  });
}

/** Scrolls a line of the page into sight, if it is not seen already. */
export function reveal(line: string | null): void {
  if (line) document.getElementById(line)?.scrollIntoView({ block: 'nearest' });
}

// In the middle when it fits; else from where the focus says, but never past the ends of the drawing.
function along(from: number, length: number, seen: number, focus = from): number {
  return length <= seen ? from - (seen - length) / 2 : Math.min(Math.max(from, focus), from + length - seen);
}

function drawingOf(services: Services): Box {
  return services.get('canvas').viewbox().inner;
}

function boxOf(element: Element): Box {
  if (!element.waypoints) return element;
  const [xs, ys] = [element.waypoints.map(point => point.x), element.waypoints.map(point => point.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function isOutermostStart(element: Element): boolean {
  return isA(element, 'bpmn:StartEvent') && !element.labelTarget
    && !!element.parent && !isA(element.parent, 'bpmn:SubProcess');
}
