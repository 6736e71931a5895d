import assert from 'node:assert/strict';
import test from 'node:test';
import { fit } from '../src/diagram/view';

const room = { left: 200, top: 20, right: 1000, bottom: 620 };

test('a small drawing is shown whole, in its own size, in the middle of the room', () => {
  const view = fit({ x: 0, y: 0, width: 400, height: 300 }, room, 0.75);

  assert.deepEqual(view, { x: -400, y: -170, scale: 1, isWhole: true });
});

test('a drawing that fits only when it is made smaller is shown whole while it can be read', () => {
  const view = fit({ x: 100, y: 100, width: 1000, height: 600 }, room, 0.75);

  assert.equal(view.scale, 0.8);
  assert.ok(view.isWhole);
});

test('a large drawing stays readable and begins where the procedure begins', () => {
  const start = { x: 150, y: 2000, width: 36, height: 36 };
  const view = fit({ x: 100, y: 0, width: 3000, height: 4000 }, room, 0.75, start);

  assert.equal(view.scale, 0.75);
  assert.ok(!view.isWhole);
  const [left, top] = [view.x + room.left / view.scale, view.y + room.top / view.scale];
  assert.equal(left, start.x);
  assert.ok(top < start.y && start.y + start.height < top + 600 / view.scale);
});

test('the view does not go beyond the end of the drawing', () => {
  const last = { x: 3050, y: 3950, width: 36, height: 36 };
  const view = fit({ x: 100, y: 0, width: 3000, height: 4000 }, room, 1, last);

  assert.equal(view.x + room.left + 800, 3100);
  assert.equal(view.y + room.top + 600, 4000);
});

test('an empty drawing or no room at all is no reason to fail', () => {
  assert.equal(fit({ x: 0, y: 0, width: 0, height: 0 }, room, 0.75).scale, 1);
  assert.equal(fit({ x: 0, y: 0, width: 10, height: 10 }, { left: 5, top: 5, right: 5, bottom: 5 }, 1).scale, 1);
});
