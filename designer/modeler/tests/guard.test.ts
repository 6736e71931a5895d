import assert from 'node:assert/strict';
import test from 'node:test';
import { leaves, written } from '../src/guard';

const here = new URL('https://city.example/rules/flood/river-level?span=year');

function link(href: string, more: { target?: string; download?: boolean } = {}): HTMLAnchorElement {
  return {
    href, target: more.target ?? '', hasAttribute: (name: string) => name === 'download' && more.download === true,
  } as unknown as HTMLAnchorElement;
}

test('a link to another page leaves, one within the page does not', () => {
  assert.ok(leaves(link('https://city.example/rules'), here));
  assert.ok(leaves(link('https://city.example/rules/flood/river-level?span=week'), here));
  assert.ok(leaves(link('https://elsewhere.example/'), here));
  assert.ok(!leaves(link('https://city.example/rules/flood/river-level?span=year#problems'), here));
});

test('what opens another window, and what is only downloaded, leaves the page where it is', () => {
  assert.ok(!leaves(link('https://city.example/rules', { target: '_blank' }), here));
  assert.ok(!leaves(link('https://city.example/rules.csv', { download: true }), here));
});

test('a form that asks before it is left holds unsaved work once something is written in it', () => {
  const form = { dataset: { guards: 'Leave without saving?' } as Record<string, string> };
  written({ closest: () => form } as unknown as Element);
  assert.equal(form.dataset.unsaved, 'Leave without saving?');
  // What the page says of the form is of before.
  assert.equal(form.dataset.written, '');
  written({ closest: () => null } as unknown as Element);
});
