import { isObject } from './check.ts';

/** What the bot may write; any other mention or link is a violation. */
export interface Allowance {
  /** true: any link; otherwise prefixes or patterns of the allowed ones. */
  links: boolean | (string | RegExp)[];
  mayMention(userId: string): boolean;
}

export interface Sight {
  what: 'broadcast' | 'mention' | 'link' | 'token';
  at: string;
  detail: string;
}

const TOKEN = /xox[a-z](\.[a-z])?-[\w-]+|xapp-[\w-]+/i;
const CONTROL = /<([^<>]*)>/g;

/** Finds tokens, mentions and links in a message or view, wherever Slack would act on them. */
export function screen(value: unknown, allowed: Allowance, at = ''): Sight[] {
  const sights: Sight[] = [];
  look(value, at, sights, allowed);
  return sights;
}

function look(value: unknown, at: string, sights: Sight[], allowed: Allowance): void {
  if (typeof value === 'string') {
    const token = TOKEN.exec(value)?.[0];
    if (token) sights.push({ what: 'token', at, detail: `${token.slice(0, 8)}…` });
  } else if (Array.isArray(value)) {
    value.forEach((entry, i) => {
      look(entry, `${at}/${i}`, sights, allowed);
    });
  } else if (isObject(value)) {
    acted(value, at, sights, allowed);
    for (const [name, entry] of Object.entries(value)) look(entry, `${at}/${name}`, sights, allowed);
  }
}

/** How Slack treats one object of a payload: as markup, mention or link. */
function acted(value: Record<string, unknown>, at: string, sights: Sight[], allowed: Allowance): void {
  switch (value.type) {
    case 'mrkdwn':
      markup(value.text, `${at}/text`, sights, allowed);
      break;
    case 'broadcast':
      sights.push({ what: 'broadcast', at, detail: String(value.range) });
      break;
    case 'user':
      mentioned(String(value.user_id), `${at}/user_id`, sights, allowed);
      break;
    case 'usergroup':
      sights.push({ what: 'mention', at, detail: String(value.usergroup_id) });
      break;
    case 'link':
    case 'date':
    case 'button':
      if (typeof value.url === 'string') linked(value.url, `${at}/url`, sights, allowed);
  }
}

/** Text that Slack parses as mrkdwn: it acts on anything in angle brackets. */
export function markup(text: unknown, at: string, sights: Sight[], allowed: Allowance): void {
  if (typeof text !== 'string') return;
  for (const [, inside = ''] of text.matchAll(CONTROL)) {
    const [target = ''] = inside.split('|');
    if (/^!date\^/.test(target)) {
      const url = target.split('^')[3];
      if (url) linked(url, at, sights, allowed);
    } else if (/^!(channel|here|everyone)\b/.test(target)) {
      sights.push({ what: 'broadcast', at, detail: `<${inside}>` });
    } else if (target.startsWith('!')) {
      sights.push({ what: 'mention', at, detail: `<${inside}>` });
    } else if (target.startsWith('@')) {
      mentioned(target.slice(1), at, sights, allowed);
    } else {
      linked(target, at, sights, allowed);
    }
  }
}

function mentioned(userId: string, at: string, sights: Sight[], allowed: Allowance): void {
  if (!allowed.mayMention(userId)) sights.push({ what: 'mention', at, detail: `<@${userId}>` });
}

function linked(target: string, at: string, sights: Sight[], allowed: Allowance): void {
  const { links } = allowed;
  const known = Array.isArray(links)
    ? links.some((entry) => (typeof entry === 'string' ? target.startsWith(entry) : entry.test(target)))
    : links;
  if (!known) sights.push({ what: 'link', at, detail: `<${target}>` });
}
