import type { Violations } from '../violations.ts';
import { type Fields, isObject, list, object, type Problem, slackWords, string } from './check.ts';
import { blockProblems, textLength } from './layout.ts';
import { metadataFault } from './metadata.ts';
import { type Allowance, markup, screen } from './screen.ts';

/** Characters of the top-level text. */
const TEXT = 40_000;
/** Characters of `markdown_text`. */
const MARKDOWN_TEXT = 12_000;
/** Characters of a whole message; measured, not documented. */
const WHOLE = 13_200;
const ATTACHMENTS = 100;

export interface Fault {
  error: string;
  messages: string[];
}

export interface Judge {
  violations: Violations;
  allowed: Allowance;
}

/** A message as the bot would have it shown. Returns Slack's refusal, if any; every breach is recorded. */
export function judgeMessage(body: Fields, where: string, { violations, allowed }: Judge): Fault | undefined {
  for (const { what, at, detail } of sightsOf(body, allowed))
    violations.add(what, where, `${detail} at ${at}`);
  const { text, blocks } = body;
  if (Array.isArray(blocks) && blocks.length > 0 && (typeof text !== 'string' || text.trim() === '')) {
    violations.add(
      'missing_text',
      where,
      'blocks without a top-level text: nothing to notify or to read aloud',
    );
  }
  const fault = messageFault(body);
  if (fault) violations.add(fault.error, where, fault.messages.join('; ') || preview(body));
  return fault;
}

function sightsOf(body: Fields, allowed: Allowance) {
  const sights = screen(body, allowed);
  if (String(body.mrkdwn) !== 'false') markup(body.text, '/text', sights, allowed);
  const attachments = Array.isArray(body.attachments) ? body.attachments : [];
  attachments.filter(isObject).forEach((attachment, i) => {
    for (const name of ['text', 'pretext']) {
      markup(attachment[name], `/attachments/${i}/${name}`, sights, allowed);
    }
  });
  if (body.parse === 'full' || truthy(body.link_names)) {
    sights.push({ what: 'mention', at: '/link_names', detail: 'names in the text would be linked' });
  }
  return sights;
}

function truthy(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

function messageFault(body: Fields): Fault | undefined {
  const { text, blocks, attachments, metadata, markdown_text } = body;
  if (text !== undefined && typeof text !== 'string') {
    return fault('invalid_arguments', [{ at: '/text', says: 'must provide a string' }]);
  }
  if (markdown_text !== undefined) {
    if (text !== undefined || blocks !== undefined) return fault('markdown_text_conflict');
    if (String(markdown_text).length > MARKDOWN_TEXT) return fault('msg_too_long');
  }
  const written = [text, markdown_text].some((part) => typeof part === 'string' && part.trim() !== '');
  const laidOut = [blocks, attachments].some((part) => part !== undefined && !isEmptyList(part));
  if (!written && !laidOut) return fault('no_text');
  if (text !== undefined && text.length > TEXT) return fault('msg_too_long');

  const problems = blocks === undefined ? [] : blockProblems(blocks, 'message');
  if (problems.length > 0) return fault('invalid_blocks', problems);
  const attached = attachments === undefined ? [] : attachmentProblems(attachments);
  if (attached.length > 0) return fault('invalid_attachments', attached);
  if (textLength(blocks) + textLength(attachments) > WHOLE) return fault('msg_blocks_too_long');
  if (metadata === undefined) return undefined;
  const wrong = metadataFault(metadata);
  return wrong && fault(wrong.error, wrong.problems);
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function fault(error: string, problems: Problem[] = []): Fault {
  return { error, messages: slackWords(problems) };
}

const anything = () => {};
const attachment = object(
  {},
  {
    ...Object.fromEntries(
      ['title', 'text', 'pretext', 'footer', 'author_name'].map((name) => [name, string()]),
    ),
    ...Object.fromEntries(
      ['blocks', 'fields', 'fallback', 'color', 'mrkdwn_in', 'ts'].map((n) => [n, anything]),
    ),
    ...Object.fromEntries(['title_link', 'image_url', 'thumb_url', 'author_link'].map((n) => [n, string()])),
  },
);

function attachmentProblems(value: unknown): Problem[] {
  const problems: Problem[] = [];
  list(attachment, { min: 0, max: ATTACHMENTS })(value, '/attachments', problems);
  if (!Array.isArray(value)) return problems;
  value.forEach((entry, i) => {
    if (isObject(entry) && 'blocks' in entry) {
      problems.push(...blockProblems(entry.blocks, 'message', `/attachments/${i}/blocks`));
    }
  });
  return problems;
}

function preview(body: Fields): string {
  const shown = JSON.stringify(body) ?? '';
  return shown.length > 200 ? `${shown.slice(0, 200)}…` : shown;
}
