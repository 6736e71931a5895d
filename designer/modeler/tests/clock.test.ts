import assert from 'node:assert/strict';
import test from 'node:test';
import { sayRemaining } from '../src/diagram/clock';

const units = { day: 'd', hour: 'h', minute: 'min', second: 's' };
const minute = 60_000;

for (const [left, said] of [
  [65 * minute, '1 h 05 min'], [250_000, '4 min 10 s'], [12 * minute, '12 min'], [-12 * minute, '−12 min'],
  [26 * 60 * minute, '1 d 2 h'], [0, '0 min 00 s'],
] as const) {
  test(`${left} ms are said as ${said}`, () => assert.equal(sayRemaining(left, units), said));
}
