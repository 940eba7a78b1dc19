// total.cjs FOLDER NAME …: adds up vitest's JSON reports FOLDER/NAME.json. Names every test that failed or was skipped.
const { existsSync, readFileSync } = require('node:fs');

const [, , folder, ...names] = process.argv;
let passed = 0;
let failed = 0;
for (const name of names) {
  const path = `${folder}/${name}.json`;
  if (!existsSync(path)) {
    fail(name, 'stopped before it could report its tests');
    continue;
  }
  for (const { name: file, status, message, assertionResults } of JSON.parse(readFileSync(path, 'utf8')).testResults) {
    const bad = assertionResults.filter((test) => test.status !== 'passed');
    passed += assertionResults.length - bad.length;
    for (const test of bad) fail(test.fullName, test.failureMessages?.join('\n') || test.status);
    if (status === 'failed' && bad.length === 0) fail(file, message);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function fail(what, why) {
  failed += 1;
  console.log(`FAILED ${what}: ${why.trim().split('\n', 1)[0]}`);
}
