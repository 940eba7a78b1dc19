import type { KnownBlock, RichTextElement } from '@slack/types';
import { dateInWords } from '../../facts/calendar.ts';
import { topicName } from '../../facts/names.ts';
import type { Fact, FactBase, Source } from '../../facts/schema.ts';
import { counted, sourceInWords } from '../../facts/source-text.ts';
import { factsFrom, livingFacts, timelineOf, topicsOf } from '../../facts/views.ts';
import { ageInWords, type DisplayContext, thanksLine } from '../../search/answer-text.ts';
import { MAX_QUESTION } from '../../search/question.ts';
import { escapeText } from './escape.ts';
import { cut, LIMITS } from './limits.ts';
import {
  bold,
  bullets,
  code,
  fitted,
  lineMessage,
  type Message,
  plain,
  richText,
  section,
  smallPrint,
} from './rich-text.ts';

/** Everything the bot shows from the base except answers. */
export type Page =
  | { form: 'help' }
  /** Thanks or a greeting. */
  | { form: 'thanks' }
  /** `unknown`: a topic or source that was asked for and is not on file. */
  | { form: 'topics'; unknown: string | null }
  | { form: 'sources'; unknown: string | null }
  | { form: 'timeline' }
  | { form: 'topic'; topic: string }
  | { form: 'source'; source: string }
  | { form: 'refused'; why: string };

export function pageBlocks(page: Page, base: FactBase, context: DisplayContext): Message {
  switch (page.form) {
    case 'help':
      return helpPage(base);
    case 'thanks':
      return lineMessage(thanksLine(base.desk.examples));
    case 'refused':
      return lineMessage(page.why);
    case 'topics':
      return topicsPage(base, page.unknown);
    case 'topic':
      return factsPage(
        `On file about ${topicName(base.desk, page.topic)}`,
        livingFacts(base).filter((fact) => fact.topic === page.topic),
        base,
        context,
      );
    case 'sources':
      return sourcesPage(base, context, page.unknown);
    case 'source':
      return sourcePage(page.source, base, context);
    case 'timeline':
      return timelinePage(base, context);
  }
}

/** One line per topic. */
export function topicLines(base: FactBase): RichTextElement[][] {
  return topicsOf(base).map(({ topic, facts }) => [
    bold(topicName(base.desk, topic)),
    plain(` — ${counted(facts.length, 'fact')}`),
  ]);
}

/** One line per source, with its date. */
export function sourceLines(sources: Iterable<Source>, context: DisplayContext): RichTextElement[][] {
  return Array.from(sources, (source) => {
    const age = ageInWords(source, context);
    return [bold(source.id), plain(` — ${sourceInWords(source)}${age ? `. ${age}` : ''}`)];
  });
}

// --- internal ---

function message(text: string, blocks: KnownBlock[]): Message {
  return { text: escapeText(cut(text, LIMITS.notification)), blocks: fitted(blocks) };
}

function helpPage(base: FactBase): Message {
  const { name, command, examples } = base.desk;
  const lead = `${name} answers from ${counted(livingFacts(base).length, 'checked fact')} drawn from ${counted(base.sources.size, 'source')}, with the exact words quoted. It never guesses: when nothing is on file, it says so.`;
  const form = (words: string) => code(`${command} ${words}`);
  return message(`${lead} Try ${command} ${examples[0]}`, [
    richText(section([plain(lead)])),
    richText(section([bold('Ask')]), bullets(examples.map((example) => [form(example)]))),
    richText(
      section([bold('Look around')]),
      bullets([
        [form('topics'), plain(' and '), form('topic NAME'), plain(': what the facts are about')],
        [form('sources'), plain(' and '), form('source NAME'), plain(': the documents and their dates')],
        [form('timeline'), plain(': what happened when')],
        [
          ...[form('digest on 08:30'), plain(': a daily post in this channel; ')],
          ...[form('digest preview'), plain(' shows it first')],
        ],
      ]),
    ),
    smallPrint(
      `Only you see what ${command} answers; Share posts it to the channel. Slash commands do not work inside threads: mention @${name} there instead. A mention with no question, in a thread, answers the message that started the thread.`,
      `A question can have up to ${MAX_QUESTION} characters. Ask in English, or keep it short in French, Haitian Creole, Spanish or Swahili.`,
      `base ${base.version}`,
    ),
  ]);
}

function topicsPage(base: FactBase, unknown: string | null): Message {
  const names = topicsOf(base).map(({ topic }) => topicName(base.desk, topic));
  const lead = unknown === null ? 'Topics on file' : `No topic “${cut(unknown, 60)}”. The topics on file:`;
  return message(`${lead.replace(/:$/, '')}: ${names.join(', ')}`, [
    richText(section([bold(lead)]), bullets(topicLines(base))),
    smallPrint(`${base.desk.command} topic ${names[0] ?? 'NAME'} lists its facts · base ${base.version}`),
  ]);
}

function factsPage(lead: string, facts: Fact[], base: FactBase, context: DisplayContext): Message {
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
  const cited = new Set(facts.flatMap((fact) => fact.evidence.map((span) => span.source)));
  const sources = [...base.sources.values()].filter(({ id }) => cited.has(id));
  return message(`${lead}: ${facts.map((fact) => fact.claim).join(' ') || 'nothing'}`, [
    richText(section([bold(`${lead} (${facts.length})`)])),
    ...listBlocks(items),
    ...listBlocks(sourceLines(sources, context)),
    smallPrint(`base ${base.version}`),
  ]);
}

function sourcesPage(base: FactBase, context: DisplayContext, unknown: string | null): Message {
  const lead = unknown === null ? 'Sources on file' : `No source “${cut(unknown, 60)}”. The sources on file:`;
  return message(`${lead.replace(/:$/, '')}: ${[...base.sources.values()].map(sourceInWords).join('; ')}`, [
    richText(section([bold(lead)]), bullets(sourceLines(base.sources.values(), context))),
    smallPrint(
      `${base.desk.command} source ${[...base.sources.keys()][0]} lists its facts · base ${base.version}`,
    ),
  ]);
}

function sourcePage(id: string, base: FactBase, context: DisplayContext): Message {
  const source = base.sources.get(id);
  if (!source) return sourcesPage(base, context, id);
  return factsPage(`On file from ${id}`, factsFrom(base, source), base, context);
}

function timelinePage(base: FactBase, context: DisplayContext): Message {
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
  const lead = 'What happened when, according to the sources';
  return message(`${lead}: ${[...dated, ...undated].map((fact) => fact.claim).join(' ')}`, [
    richText(section([bold(lead)])),
    ...listBlocks(items),
    smallPrint(
      'Dates are those the sources give. Words in quotation marks stand where a source gives a time but no date.',
      `base ${base.version} · read on ${dateInWords(context.today)}`,
    ),
  ]);
}

/** "An undated article" in the middle of a sentence. */
function inSentence(source: string): string {
  return source.replace(/^An? /, (article) => article.toLowerCase());
}

/** A long list as several blocks, so that only its end is dropped when a message gets too long. None for no items. */
function listBlocks(items: RichTextElement[][]): KnownBlock[] {
  const count = Math.ceil(items.length / ITEMS_PER_BLOCK);
  return Array.from({ length: count }, (_, at) =>
    richText(bullets(items.slice(at * ITEMS_PER_BLOCK, (at + 1) * ITEMS_PER_BLOCK))),
  );
}

const ITEMS_PER_BLOCK = 8;
