import type { Folder } from './folder.ts';
import { type Dispute, type Fact, type FactBase, type Gap, MAX_ASK } from './schema.ts';

/** Every way to ask for a fact: its `asks`, its further phrasings, and the questions of disputes that it is a side of. */
export function phrasingsOf(base: FactBase, fact: Fact): readonly string[] {
  const disputes = base.disputes.filter(({ sides }) => sides.some((side) => side.includes(fact.id)));
  return [fact, ...disputes].flatMap((part) => ownPhrasingsOf(base, part));
}

/** The `asks` of a fact, gap or dispute, and its further phrasings, without those of its disputes. */
export function ownPhrasingsOf(base: FactBase, { id, asks }: Fact | Gap | Dispute): readonly string[] {
  const further = id ? base.phrasings.get(id) : undefined;
  return further ? [...asks, ...further] : asks;
}

/** The phrasings of one file, with their line numbers. */
export interface PhrasingFile {
  id: string;
  file: string;
  phrasings: { text: string; line: number }[];
}

/** Reads `phrasings/<id>.txt`: a first line that says where they come from, then one phrasing a line. */
export function readPhrasings(folder: Folder): PhrasingFile[] {
  if (!folder.has('phrasings')) return [];
  return folder.files('phrasings', '.txt').flatMap((file) => {
    const whole = folder.text(file);
    if (whole === undefined) return [];
    const lines = whole.split('\n').map((line) => line.trim());
    const isHeaded = FROM.test(lines[0] ?? '');
    if (!isHeaded) {
      const message =
        'does not say where its phrasings come from; expected a first line like "# from: Ada Lin" or "# from: a language model, checked by Ada Lin"';
      folder.report(file, 1, message);
    }
    const phrasings = lines.flatMap((text, index) => {
      const line = index + 1;
      if (text === '' || (isHeaded && line === 1)) return [];
      const message =
        text.startsWith('#') && line > 1
          ? 'is a comment; only the first line is one, move it there'
          : CONFLICT.test(text)
            ? 'is left over from a merge; keep the lines that are right, and delete it'
            : text.length > MAX_ASK
              ? `is ${text.length} characters long; expected at most ${MAX_ASK}, shorten it`
              : null;
      if (message) folder.report(file, line, message);
      return [{ text, line }];
    });
    if (phrasings.length === 0)
      folder.report(file, 1, 'holds no phrasing; add one on a line, or delete the file');
    return [{ id: file.slice('phrasings/'.length, -'.txt'.length), file, phrasings }];
  });
}

// --- internal ---

const FROM = /^# from: *\S/;
/** What Git writes between two versions that it cannot merge. */
const CONFLICT = /^([<|=>])\1{6}( |$)/;
