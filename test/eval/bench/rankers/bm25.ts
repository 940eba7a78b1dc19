import { termsOf } from '../english.ts';
import { DEPTH, type Ranked, type Ranker } from './ranker.ts';

/** BM25 as it stands in the textbooks, over claim and title. Scores are shares of the most that the query could have. */
export const plainBm25: Ranker = {
  name: 'plain BM25',
  settings: `k1 1.2, b .75; stop words, stems, claim and title`,
  build(entries) {
    const postings = new Map<string, { documents: number[]; counts: number[] }>();
    const lengths = entries.map(({ claim, title }, document) => {
      const terms = termsOf(`${claim} ${title}`);
      for (const term of terms) {
        let list = postings.get(term);
        if (!list) {
          list = { documents: [], counts: [] };
          postings.set(term, list);
        }
        if (list.documents.at(-1) === document) {
          list.counts[list.counts.length - 1] = (list.counts.at(-1) as number) + 1;
        } else {
          list.documents.push(document);
          list.counts.push(1);
        }
      }
      return terms.length;
    });
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    return (query) => {
      const scores = new Map<number, number>();
      let most = 0;
      for (const term of new Set(termsOf(query))) {
        const list = postings.get(term);
        const holding = list?.documents.length ?? 0;
        const idf = Math.log(1 + (entries.length - holding + 0.5) / (holding + 0.5));
        most += idf * (K1 + 1);
        if (!list) continue;
        list.documents.forEach((document, at) => {
          const count = list.counts[at] as number;
          const norm = K1 * (1 - B + (B * (lengths[document] as number)) / mean);
          scores.set(document, (scores.get(document) ?? 0) + (idf * count * (K1 + 1)) / (count + norm));
        });
      }
      return best(scores, most);
    };
  },
};

// --- internal ---

const K1 = 1.2;
const B = 0.75;

function best(scores: ReadonlyMap<number, number>, most: number): Ranked[] {
  return [...scores]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, DEPTH)
    .map(([document, score]) => ({ document, score: score / most }));
}
