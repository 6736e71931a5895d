import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameIn } from '../src/diagram/names';

const text = (lang: string, body: string, use?: string) => ({ $type: 'sop:Text', lang, body, for: use });
const step = (...values: object[]): any => ({ name: 'Close the ghats', extensionElements: { values } });

test('an element is called as its procedure says it in the language', () => {
  const element = step(text('hi', 'बताएँ', 'instruction'), text('hi', 'घाट बंद करें'), text('or', 'x'));

  nameIn('hi', [element, { } as any]);

  assert.equal(element.name, 'घाट बंद करें');
});

test('without words in the language it keeps its own name', () => {
  const element = step(text('hi', 'घाट बंद करें'));

  nameIn('ta', [element]);

  assert.equal(element.name, 'Close the ghats');
});
