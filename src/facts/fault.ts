import { Refusal } from '../refusal.ts';

/** One fault or note, at one place in a data folder. */
export interface Fault {
  /** Path relative to the data folder, with forward slashes. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** What is wrong, what was expected and how to mend it, in one line. */
  message: string;
}

/** The base is refused whole, with every fault listed. */
export class FactBaseError extends Refusal {
  override readonly name = 'FactBaseError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
    super([`The fact base (DATA_DIR or --data) has ${count}:`, ...faults.map(faultLine)].join('\n'));
    this.faults = faults;
  }
}

/** `file:line: message`, the format that editors and CI annotate. */
export function faultLine(fault: Fault): string {
  return `${fault.file}:${fault.line}: ${fault.message}`;
}

/** Sorted by file, then line. */
export function inFileOrder(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
