import assert from 'node:assert/strict';
import test from 'node:test';
import { looked, moved } from '../src/steps';

test('each change is a step that can be taken back and done again', () => {
  const begun = looked(null, 'a');
  const changed = looked(looked(begun, 'b'), 'c');
  assert.deepEqual(changed.past, ['a', 'b']);
  const back = moved(changed, true)!;
  assert.equal(back.now, 'b');
  assert.equal(moved(back, false)!.now, 'c');
  assert.equal(moved(begun, true), null);
  assert.equal(moved(begun, false), null);
});

test('the page that comes after a step back is no step of its own, whatever the server made of it', () => {
  const back = looked(moved(looked(looked(null, 'a'), 'b'), true)!, 'a, trimmed');
  assert.equal(back.now, 'a, trimmed');
  assert.deepEqual(back.future, ['b']);
});

test('what is changed after a step back can not be done again', () => {
  const back = moved(looked(looked(null, 'a'), 'b'), true)!;
  assert.deepEqual(looked(looked(back, 'a'), 'c').future, []);
});
