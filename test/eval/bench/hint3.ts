import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSearch } from '../../../src/search/search.ts';
import { percent } from '../outcome.ts';
import { baseStating } from './desk-base.ts';
import { readSeparated } from './separated.ts';
import { tableOf } from './tables.ts';

/** A sentence and its label. */
type Labelled = readonly [sentence: string, label: string];

/** A chatbot of HINT3: what it is trained on, and what its users wrote. */
interface Chatbot {
  /** `full`, or `subset` with fewer training sentences. */
  name: string;
  train: Labelled[];
  test: Labelled[];
}

/** Percent, but for the correlation. */
export interface Hint3Row {
  set: string;
  kind: 'hint3';
  n: number;
  accuracy: number;
  in_scope: number;
  out_of_scope: number;
  /** Matthews correlation over all labels, out of scope being one of them; -1 to 1. */
  mcc: number;
}

/** @param folder holds `NAME_train.csv`, `NAME_subset_train.csv` and `NAME_test.csv` for each chatbot */
export function loadHint3(folder: string): Chatbot[] {
  const suffix = '_test.csv';
  const names = readdirSync(folder).flatMap((file) =>
    file.endsWith(suffix) ? file.slice(0, -suffix.length) : [],
  );
  if (names.length === 0)
    throw new Error(`${folder} holds no chatbots; expected files like curekart_test.csv`);
  const read = (file: string) => {
    const [, ...rows] = readSeparated(readFileSync(join(folder, file), 'utf8'), ',');
    return rows.flatMap(([sentence, label]): Labelled[] => (sentence && label ? [[sentence, label]] : []));
  };
  return names.sort().flatMap((name) =>
    (['full', 'subset'] as const).map((size) => ({
      name: `${name} ${size}`,
      train: read(`${name}${size === 'full' ? '' : '_subset'}_train.csv`),
      test: read(`${name}${suffix}`),
    })),
  );
}

/** A label is a fact, its training sentences are its quotes, and nothing else is known; what holds answers back is as shipped. */
export function askChatbot({ name, train, test }: Chatbot): Hint3Row {
  const labels = [...new Set(train.map(([, label]) => label))];
  const statements = labels.map((label) => {
    const quotes = train.flatMap(([sentence, of]) => (of === label ? [sentence] : []));
    return { claim: quotes[0] as string, quotes, asks: [] };
  });
  const search = createSearch(baseStating(statements));
  const pairs = test.map(([sentence, label]) => {
    const [first] = search.ask(sentence).hits;
    return { expected: label, predicted: first ? (labels[Number(first.fact.id)] as string) : OUT_OF_SCOPE };
  });
  const right = (of: readonly Pair[]) =>
    percent(of.filter(({ expected, predicted }) => expected === predicted).length, of.length);
  return {
    set: name,
    kind: 'hint3',
    n: pairs.length,
    accuracy: right(pairs),
    in_scope: right(pairs.filter(({ expected }) => expected !== OUT_OF_SCOPE)),
    out_of_scope: right(pairs.filter(({ expected }) => expected === OUT_OF_SCOPE)),
    mcc: Math.round(1000 * matthewsCorrelation(pairs)) / 1000,
  };
}

export function hint3Table(rows: readonly Hint3Row[]): string {
  return tableOf(
    ['Haiti Desk on', 'asked', 'accuracy', 'in scope', 'out of scope', 'MCC'],
    rows.map(({ set, n, accuracy, in_scope, out_of_scope, mcc }) => [
      set,
      String(n),
      ...[accuracy, in_scope, out_of_scope].map((value) => value.toFixed(1)),
      mcc.toFixed(3),
    ]),
  );
}

/** A label that is right and the one that was given. */
interface Pair {
  expected: string;
  predicted: string;
}

/** For any number of labels: Gorodkin's R_K, from counts of how often each was expected, given, and given rightly. */
export function matthewsCorrelation(pairs: readonly Pair[]): number {
  const expected = new Map<string, number>();
  const predicted = new Map<string, number>();
  let right = 0;
  for (const pair of pairs) {
    expected.set(pair.expected, (expected.get(pair.expected) ?? 0) + 1);
    predicted.set(pair.predicted, (predicted.get(pair.predicted) ?? 0) + 1);
    if (pair.expected === pair.predicted) right++;
  }
  const n = pairs.length;
  const squares = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  const products = [...expected].reduce(
    (sum, [label, count]) => sum + count * (predicted.get(label) ?? 0),
    0,
  );
  const spread = Math.sqrt((n * n - squares(expected)) * (n * n - squares(predicted)));
  return spread === 0 ? 0 : (right * n - products) / spread;
}

// --- internal ---

const OUT_OF_SCOPE = 'NO_NODES_DETECTED';
