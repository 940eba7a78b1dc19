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
    const [first = '', ...rest] = whole.split('\n');
    if (!FROM.test(first)) {
      folder.report(
        file,
        1,
        'does not say where its phrasings come from; expected a first line like "# from: Ada Lin" or "# from: a language model, checked by Ada Lin"',
      );
    }
    const phrasings = (FROM.test(first) ? rest : [first, ...rest]).flatMap((written, index) => {
      const text = written.trim();
      const line = index + (FROM.test(first) ? 2 : 1);
      if (text === '') return [];
      if (text.startsWith('#') && line > 1)
        folder.report(file, line, 'is a comment; only the first line is one, move it there');
      else if (CONFLICT.test(text))
        folder.report(file, line, 'is left over from a merge; keep the lines that are right, and delete it');
      else if (text.length > MAX_ASK)
        folder.report(
          file,
          line,
          `is ${text.length} characters long; expected at most ${MAX_ASK}, shorten it`,
        );
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
