// Names each test that failed in a run that vitest reported as JSON, with the first line of why.
const { existsSync, readFileSync } = require('node:fs');

const [, , report] = process.argv;
const { testResults = [] } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
for (const { name, message, assertionResults } of testResults) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  for (const { fullName, failureMessages } of failed) {
    console.log(`  ${fullName}: ${firstLine(failureMessages.join('\n'))}`);
  }
  if (failed.length === 0 && message) console.log(`  ${name}: ${firstLine(message)}`);
}

function firstLine(text) {
  return text.split('\n', 1)[0];
}
