import type { Violations } from '../violations.ts';
import { type Fields, type Problem, slackWords } from './check.ts';
import { blockProblems, textLength } from './layout.ts';
import { metadataFault } from './metadata.ts';
import { type Allowance, markup, screen } from './screen.ts';

/** Maximum characters of the top-level text. */
const TEXT = 40_000;
/** Maximum characters of a whole message; measured, not documented. */
const WHOLE = 13_200;

export interface Fault {
  error: string;
  messages: string[];
}

export interface Judge {
  violations: Violations;
  allowed: Allowance;
}

/** Checks a message. Returns Slack's refusal, if any; every violation is recorded. */
export function judgeMessage(body: Fields, where: string, { violations, allowed }: Judge): Fault | undefined {
  for (const { what, at, detail } of sightsOf(body, allowed))
    violations.add(what, where, `${detail} at ${at}`);
  const { text, blocks } = body;
  if (Array.isArray(blocks) && blocks.length > 0 && (typeof text !== 'string' || text.trim() === '')) {
    const detail = 'blocks without a top-level text: nothing to notify or to read aloud';
    violations.add('missing_text', where, detail);
  }
  const fault = messageFault(body);
  if (fault) violations.add(fault.error, where, fault.messages.join('; ') || preview(body));
  return fault;
}

function sightsOf(body: Fields, allowed: Allowance) {
  const sights = screen(body, allowed);
  if (String(body.mrkdwn) !== 'false') markup(body.text, '/text', sights, allowed);
  if (body.parse === 'full' || ['true', '1'].includes(String(body.link_names))) {
    sights.push({ what: 'mention', at: '/link_names', detail: 'names in the text would be linked' });
  }
  return sights;
}

function messageFault({ text, blocks, metadata }: Fields): Fault | undefined {
  if (text !== undefined && typeof text !== 'string') {
    return fault('invalid_arguments', [{ at: '/text', says: 'must provide a string' }]);
  }
  const laidOut = blocks !== undefined && !(Array.isArray(blocks) && blocks.length === 0);
  if (!text?.trim() && !laidOut) return fault('no_text');
  if (text !== undefined && text.length > TEXT) return fault('msg_too_long');
  const problems = blocks === undefined ? [] : blockProblems(blocks, 'message');
  if (problems.length > 0) return fault('invalid_blocks', problems);
  if (textLength(blocks) > WHOLE) return fault('msg_blocks_too_long');
  const wrong = metadata === undefined ? undefined : metadataFault(metadata);
  return wrong && fault(wrong.error, wrong.problems);
}

function fault(error: string, problems: Problem[] = []): Fault {
  return { error, messages: slackWords(problems) };
}

function preview(body: Fields): string {
  const shown = JSON.stringify(body) ?? '';
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}
