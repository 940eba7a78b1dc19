import type { Why } from '../search/why.ts';

/** Why a fact answers or does not, for whoever writes the base. */
export function whyLines({ fact, held_by, held, figures, words, would_help }: Why): string[] {
  const verdict = held_by === null ? 'answers' : `held back by ${held.join(', ')}`;
  const met = words.map((word) => {
    if (word.met === null) return `${word.asked}: nothing`;
    return word.by === 'same' ? word.asked : `${word.asked}: ${word.met} (${word.by})`;
  });
  return [
    `why: ${fact === null ? 'nothing was found' : `${fact} ${verdict}`}`,
    ...(met.length > 0 ? [`  words: ${met.join(' · ')}`] : []),
    ...(fact === null
      ? []
      : [
          `  figures: ${Object.entries(figures)
            .map((one) => one.join(' '))
            .join(' · ')}`,
        ]),
    ...(held_by !== null && would_help ? [`  would help: ${would_help}`] : []),
  ];
}
