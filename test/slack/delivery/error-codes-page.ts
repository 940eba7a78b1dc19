import { ERROR_CODES, type Remedy } from '../../../src/slack/delivery/error-codes.ts';

/** Where the page is kept. */
export const PAGE = new URL('../../../docs/slack-errors.md', import.meta.url).pathname;

/** The list of Slack's error codes as operators read it. */
export function errorCodesPage(): string {
  const parts = (Object.keys(SECTIONS) as Remedy[]).flatMap((remedy) => [
    ...['', `## ${SECTIONS[remedy].title}`, '', SECTIONS[remedy].text, ''],
    ...['| code | what it means |', '|---|---|'],
    ...Object.entries(ERROR_CODES[remedy]).map(([code, means]) => `| \`${code}\` | ${means} |`),
  ]);
  return `${[...INTRODUCTION, ...parts].join('\n')}\n`;
}

// --- internal ---

const INTRODUCTION = [
  '# When Slack refuses a post',
  '',
  'Generated from `src/slack/delivery/error-codes.ts` by `npm run errors`; do not edit.',
  '',
  'What the bot does depends on the code in Slack’s response. A response with `Retry-After` is waited out, whatever its',
  'code. A call that never reached Slack is made again, and after a lost connection, a timeout or an HTTP error the post is',
  'looked for first. **A code that is not listed here is treated like those under “Tell the operator”.**',
];

const SECTIONS: Record<Remedy, { title: string; text: string }> = {
  wait: {
    title: 'Wait and retry',
    text: 'Slack did nothing, and will later. The post is sent again after half a minute, a digest up to six hours after it was due; if it is too late then, whoever set it up is told.',
  },
  look: {
    title: 'Look, then retry',
    text: 'Slack may have posted it. The post is looked for, and sent again only once it is certain that it is not there.',
  },
  tell: {
    title: 'Tell the operator',
    text: 'A person has to put something right. Each attempt writes the line `operator needed` to the log, as an error, with the code. A digest stays on and is tried again every ten minutes, up to six hours after it was due. An answer goes to the person in private; a share, or `digest now`, tells whoever asked for it.',
  },
  end: {
    title: 'Tell the operator and end',
    text: 'The token is no longer good for any call. The bot ends with exit code 1 and one line that says what to do; with a token that works, the next start posts what was left.',
  },
  'give up': {
    title: 'Give up',
    text: 'No wait helps. An answer goes out without its layout, or to the person in private. A digest is turned off in that channel, and whoever set it up is told why.',
  },
};
