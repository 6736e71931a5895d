// Asks the table of the file for its cases, again and again, and prints what it answered and how long it took.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { unaryTest } from 'feelin';

const { rules, cases, warmUp, seconds } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

// Newer versions answer with the warnings beside the value.
const valueOf = answer => answer !== null && typeof answer === 'object' ? answer.value : answer;

const matches = inputs => {
  const found = [];
  for (let rule = 0; rule < rules.length; rule++) {
    if (rules[rule].every((cell, column) => valueOf(unaryTest(cell, { '?': inputs[column] })) === true)) {
      found.push(rule + 1);
    }
  }
  return found;
};

const run = forSeconds => {
  const began = performance.now();
  let evaluations = 0;
  let elapsed = 0;
  do {
    for (const inputs of cases) matches(inputs);
    evaluations += cases.length;
    elapsed = (performance.now() - began) / 1000;
  } while (elapsed < forSeconds);
  return evaluations / elapsed;
};

run(warmUp);
console.log(JSON.stringify({ answers: cases.map(matches), perSecond: run(seconds) }));
