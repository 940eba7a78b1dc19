import { startOverSocket } from './bolt-app.ts';

/** The same bot as a process of its own, as a supervisor would start it. */
const bot = await startOverSocket(process.env);
process.once('SIGTERM', () => {
  bot.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
