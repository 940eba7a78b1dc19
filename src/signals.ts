/**
 * Ends the process with exit code 0 on SIGINT, SIGTERM or SIGHUP: at once, until there is something to stop. A second
 * SIGINT or SIGTERM ends it without waiting. Imports nothing, so that it works before anything else is loaded.
 * @returns takes what is to be done first, in place of what it was given before
 */
export function stopOnSignal(): (stop: Stop) => void {
  let stop: Stop = async () => {};
  const end = (signal: NodeJS.Signals) => {
    for (const name of SIGNALS) process.off(name, end);
    for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(1));
    // A terminal that closes sends it beside another.
    process.on('SIGHUP', () => {});
    stop(signal).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const name of SIGNALS) process.on(name, end);
  return (next) => {
    stop = next;
  };
}

type Stop = (signal: NodeJS.Signals) => Promise<void>;

// --- internal ---

/** SIGHUP: the terminal is gone, or a supervisor wants a restart. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
