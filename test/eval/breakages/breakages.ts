import type { Breakage } from './breakage.ts';
import { DIGEST_FAULTS } from './digests.ts';
import { FAULTS } from './faults.ts';
import { ORDER_FAULTS } from './orders.ts';

const RANK = 'src/search/rank.ts';
const PROVE = 'src/facts/prove.ts';
const LOAD = 'src/facts/load.ts';
const COMMAND = 'src/slack/listeners/command.ts';
const ANSWER_BLOCKS = 'src/slack/render/answer.ts';
const MANIFEST = 'manifest.yml';

const RANKING = ['test/search/ranking.test.ts'];
const LOADING = ['test/facts/load.test.ts'];
const LITERAL = ['test/slack/render/literal.test.ts'];
const ANSWERS = ['test/doors/answers.test.ts'];
const ASKED_FOR = ['test/slack/manifest.test.ts'];

/** By the part that is broken. */
export const BREAKAGES: Record<string, Breakage[]> = {
  ranking: [
    {
      what: 'phrasings are ignored',
      file: 'src/search/coverage.ts',
      from: 'if (value > best) best = value;',
      to: '',
      tests: RANKING,
    },
    {
      what: 'BM25 weighs nothing',
      file: RANK,
      from: 'weight.bm25 * (maxScore > 0 ? (scores[at] as number) / maxScore : 0) +',
      to: '',
      tests: RANKING,
    },
    {
      what: 'words that no fact has are not counted',
      file: RANK,
      from: 'if (!Number.isFinite(idf)) idf = rarest * (unit.capital ? UNKNOWN_NAME_IDF : UNKNOWN_IDF);',
      to: 'if (!Number.isFinite(idf)) idf = 0;',
      tests: RANKING,
    },
  ],
  escaping: [
    {
      what: 'the text of a message is not escaped',
      file: 'src/slack/render/escape.ts',
      from: "return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');",
      to: 'return text;',
      tests: LITERAL,
    },
    {
      what: 'a claim is sent as mrkdwn',
      file: ANSWER_BLOCKS,
      from: 'richText(section(marked(hit.fact.claim, hit.highlights)))];',
      to: "{ type: 'section', text: { type: 'mrkdwn', text: hit.fact.claim } }];",
      tests: LITERAL,
    },
    {
      what: 'a refusal repeats what was typed',
      file: 'src/search/question.ts',
      from: 'Ask one thing at a time.`',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code
      to: 'Ask one thing at a time, not ${question}`',
      tests: ['test/faults/hostile.faults.ts'],
    },
  ],
  proof: [
    {
      what: 'a quote need not stand in its source',
      file: PROVE,
      from: 'const [span] = spans;',
      to: 'const [span = { paragraph: 1, start: 0, end: quote.quote.length }] = spans;',
      tests: ['test/facts/quotes.test.ts'],
    },
    {
      what: 'a source need not be the pinned one',
      file: 'src/facts/pinned-source.ts',
      from: 'if (head.plain !== undefined && actual !== pinned)',
      to: 'if (actual === undefined)',
      tests: LOADING,
    },
    {
      what: 'only the first fault is reported',
      file: LOAD,
      from: 'throw new FactBaseError(faults);',
      to: 'throw new FactBaseError(faults.slice(0, 1));',
      tests: LOADING,
    },
    {
      what: 'names and numbers of a claim are not checked',
      file: PROVE,
      from: 'of support.unbacked) fault(',
      to: 'of support.unbacked.slice(0, 0)) fault(',
      tests: LOADING,
    },
  ],
  ack: [
    {
      what: 'a command is acked empty, before its answer',
      file: COMMAND,
      from: "const request = readRequest(command.text ?? '', desk);",
      to: "await ack(); const request = readRequest(command.text ?? '', desk);",
      tests: ANSWERS,
    },
    {
      what: 'a command is not acked',
      file: COMMAND,
      from: "await ack({ response_type: 'ephemeral', ...reply.message });",
      to: '',
      tests: ANSWERS,
    },
  ],
  manifest: [
    {
      what: 'it asks for a scope that nothing needs',
      file: MANIFEST,
      from: '      - chat:write # to answer\n',
      to: '      - chat:write # to answer\n      - reactions:write # to nod\n',
      tests: ASKED_FOR,
    },
    {
      what: 'it lacks an event that the bot hears',
      file: MANIFEST,
      from: '      - app_mention\n',
      to: '',
      tests: ASKED_FOR,
    },
    {
      what: 'it names another command than the desk',
      file: MANIFEST,
      from: '- command: /haiti\n',
      to: '- command: /desk\n',
      tests: ASKED_FOR,
    },
  ],
  faults: FAULTS,
  digests: DIGEST_FAULTS,
  orders: ORDER_FAULTS,
};
