import { takeTask } from './apart.ts';
import { type Measured, measure, type Task } from './measure.ts';

/** Measures one base in a process of its own. */
takeTask<Task, Measured>(async (task, tell) => tell(measure(task)));
