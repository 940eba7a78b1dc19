import { takeTask } from '../apart.ts';
import type { Entry } from './checkthat.ts';
import { loadRanker } from './rankers/rankers.ts';
import { measureSpeed, type Speed, type Trial } from './speed.ts';

/** Which ranking to time, over what, and how. One `Speed` is told. */
export interface TimeTask {
  ranker: string;
  entries: readonly Entry[];
  trial: Trial;
}

takeTask<TimeTask, Speed>(async ({ ranker, entries, trial }, tell) => {
  tell(measureSpeed(await loadRanker(ranker), entries, trial));
});
