/** A process of its own that opens a file, says in one line what came of it, and stays until its input ends. */
import { openState } from '../../src/state/open.ts';

const started = performance.now();
const report = (what: object) =>
  process.stdout.write(`${JSON.stringify({ ...what, ms: performance.now() - started })}\n`);

openState({ sqliteFile: process.argv[2] ?? '' }, { owner: 'opener' }).then(
  (state) => {
    report({ isOpen: true });
    process.stdin.resume().on('end', () => {
      void state.close().then(() => process.exit());
    });
  },
  (error: Error) => {
    report({ isOpen: false, name: error.name, message: error.message });
  },
);
