import type { KnownBlock, RichTextElement } from '@slack/types';
import { dateInWords } from '../../facts/calendar.ts';
import type { Fact, FactBase } from '../../facts/schema.ts';
import { sourceInWords } from '../../facts/source-text.ts';
import { factsFrom, livingFacts, timelineOf, topicsOf } from '../../facts/views.ts';
import { ageInWords, type DisplayContext } from '../../search/answer-text.ts';
import { MAX_QUESTION } from '../../search/question.ts';
import type { Says } from '../listeners/request.ts';
import { escapeText } from './escape.ts';
import { cut, LIMITS } from './limits.ts';
import { bold, bullets, fitted, type Message, plain, richText, section, smallPrint } from './rich-text.ts';

/** The lists and helps of the bot, laid out for Slack; everything but answers. */
export type Page = Exclude<Says, { form: 'question' }>;

export function pageBlocks(page: Page, base: FactBase, reading: DisplayContext): Message {
  switch (page.form) {
    case 'help':
      return helpPage(base);
    case 'refused':
      return message(page.why, [richText(section([plain(page.why)]))]);
    case 'topics':
      return topicsPage(base, page.unknown);
    case 'topic':
      return factsPage(
        `On file about ${page.topic}`,
        livingFacts(base).filter((fact) => fact.topic === page.topic),
        base,
        reading,
      );
    case 'sources':
      return sourcesPage(base, reading, page.unknown);
    case 'source':
      return sourcePage(page.source, base, reading);
    case 'timeline':
      return timelinePage(base, reading);
  }
}

/** The topics of a base, a line each. */
export function topicLines(base: FactBase): RichTextElement[][] {
  return topicsOf(base).map(({ topic, facts }) => [
    bold(topic),
    plain(` — ${counted(facts.length, 'fact')}`),
  ]);
}

/** The sources of a base with their dates, a line each. */
export function sourceLines(base: FactBase, reading: DisplayContext): RichTextElement[][] {
  return [...base.sources.values()].map((source) => {
    const age = ageInWords(source, reading);
    return [bold(source.id), plain(` — ${sourceInWords(source)}${age ? `. ${age}` : ''}`)];
  });
}

// --- internal ---

function message(text: string, blocks: KnownBlock[]): Message {
  return { text: escapeText(cut(text, LIMITS.notification)), blocks: fitted(blocks) };
}

function helpPage(base: FactBase): Message {
  const { name, command, examples } = base.desk;
  const lead = `${name} answers from ${counted(livingFacts(base).length, 'checked fact')} drawn from ${counted(base.sources.size, 'source')}, with the exact words quoted. It never guesses: what is not on file, it says so.`;
  const code = (text: string): RichTextElement => ({ type: 'text', text, style: { code: true } });
  return message(`${lead} Try ${command} ${examples[0]}`, [
    richText(section([plain(lead)])),
    richText(section([bold('Ask')]), bullets(examples.map((example) => [code(`${command} ${example}`)]))),
    richText(
      section([bold('Look around')]),
      bullets([
        [
          code(`${command} topics`),
          plain(' and '),
          code(`${command} topic NAME`),
          plain(': what there is facts about'),
        ],
        [
          code(`${command} sources`),
          plain(' and '),
          code(`${command} source NAME`),
          plain(': the documents and their dates'),
        ],
        [code(`${command} timeline`), plain(': what happened when')],
        [
          code(`${command} digest on 08:30`),
          plain(': a daily post in this channel; '),
          code(`${command} digest preview`),
          plain(' shows it first'),
        ],
      ]),
    ),
    smallPrint(
      `${command} answers to you alone; Share puts an answer into the channel. Slash commands do not work inside threads: mention @${name} there instead. Mentioned alone in a thread, it answers the message that the thread hangs on.`,
      `A question has at most ${MAX_QUESTION} characters. Questions may come in English, and short ones in French, Haitian Creole, Spanish or Swahili.`,
      `base ${base.version}`,
    ),
  ]);
}

function topicsPage(base: FactBase, unknown: string | null): Message {
  const names = topicsOf(base).map(({ topic }) => topic);
  const lead = unknown === null ? 'Topics on file' : `No topic “${cut(unknown, 60)}”. The topics on file:`;
  return message(`${lead} ${names.join(', ')}`, [
    richText(section([bold(lead)]), bullets(topicLines(base))),
    smallPrint(`${base.desk.command} topic ${names[0] ?? 'NAME'} lists its facts · base ${base.version}`),
  ]);
}

function factsPage(lead: string, facts: Fact[], base: FactBase, reading: DisplayContext): Message {
  const items = facts.map((fact) => {
    const places = fact.evidence.map((span) => `${span.source}, paragraph ${span.paragraph}`).join('; ');
    const differs = fact.disagrees_with.some((id) => base.facts.get(id)?.withheld === false)
      ? ' · sources differ'
      : '';
    return [
      plain(fact.claim),
      plain(` — ${fact.says ? `${fact.says}; ` : ''}${places} · ${fact.id}${differs}`),
    ];
  });
  const sources = new Set(facts.flatMap((fact) => fact.evidence.map((span) => span.source)));
  const cited = sourceLines(base, reading).filter((_, at) => sources.has([...base.sources.keys()][at] ?? ''));
  return message(`${lead}: ${facts.map((fact) => fact.claim).join(' ') || 'nothing'}`, [
    richText(section([bold(`${lead} (${facts.length})`)])),
    ...chunked(items, 8).map((part) => richText(bullets(part))),
    // A list of nothing is refused by Slack.
    ...chunked(cited, 8).map((part) => richText(bullets(part))),
    smallPrint(`base ${base.version}`),
  ]);
}

function sourcesPage(base: FactBase, reading: DisplayContext, unknown: string | null): Message {
  const lead = unknown === null ? 'Sources on file' : `No source “${cut(unknown, 60)}”. The sources on file:`;
  return message(`${lead}: ${[...base.sources.values()].map(sourceInWords).join('; ')}`, [
    richText(section([bold(lead)]), bullets(sourceLines(base, reading))),
    smallPrint(
      `${base.desk.command} source ${[...base.sources.keys()][0]} lists what rests on it · base ${base.version}`,
    ),
  ]);
}

function sourcePage(id: string, base: FactBase, reading: DisplayContext): Message {
  const source = base.sources.get(id);
  if (!source) return sourcesPage(base, reading, id);
  return factsPage(`On file from ${id}`, factsFrom(base, source), base, reading);
}

function timelinePage(base: FactBase, reading: DisplayContext): Message {
  const { dated, undated } = timelineOf(base);
  const source = (fact: Fact) => {
    const found = base.sources.get(fact.evidence[0]?.source ?? '');
    return found ? sourceInWords(found) : '';
  };
  const items = [
    ...dated.map((fact) => [
      bold(dateInWords(fact.happened?.date ?? '')),
      plain(`: ${fact.claim} — ${source(fact)} · ${fact.id}`),
    ]),
    ...undated.map((fact) => [
      bold(`“${fact.happened?.words}”`),
      plain(`: ${fact.claim} — in the words of ${inSentence(source(fact))} · ${fact.id}`),
    ]),
  ];
  const lead = 'What happened when, as far as the sources say';
  return message(`${lead}: ${[...dated, ...undated].map((fact) => fact.claim).join(' ')}`, [
    richText(section([bold(lead)])),
    ...chunked(items, 8).map((part) => richText(bullets(part))),
    smallPrint(
      'Dates are the sources’ own. Words in quotation marks are times a source gives without a date.',
      `base ${base.version} · read on ${dateInWords(reading.today)}`,
    ),
  ]);
}

/** "An undated article", behind other words. */
function inSentence(source: string): string {
  return source.replace(/^An? /, (article) => article.toLowerCase());
}

function chunked<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
