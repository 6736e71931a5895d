import assert from 'node:assert/strict';
import test from 'node:test';
import { stepOf, type Keys } from '../src/undo';

function keys(key: string, held: Partial<Keys> = {}): Keys {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

test('the usual keys ask for a step back and a step forward', () => {
  assert.equal(stepOf(keys('z', { ctrlKey: true })), 'undo');
  assert.equal(stepOf(keys('z', { metaKey: true })), 'undo');
  assert.equal(stepOf(keys('Z', { ctrlKey: true, shiftKey: true })), 'redo');
  assert.equal(stepOf(keys('y', { ctrlKey: true })), 'redo');
});

test('other keys, and the letters alone, ask for none', () => {
  assert.equal(stepOf(keys('z')), undefined);
  assert.equal(stepOf(keys('a', { ctrlKey: true })), undefined);
  assert.equal(stepOf(keys('z', { ctrlKey: true, altKey: true })), undefined);
});
