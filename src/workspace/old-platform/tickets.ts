import { randomBytes } from 'node:crypto';

/** What Slack lets an app do afterwards: open one modal within seconds, and answer a few times within minutes. */
export interface Tickets {
  trigger(user: string): string;
  /** The person whose trigger this is, or Slack's word for why it does not count. */
  redeem(trigger: string): { user: string } | { error: string };
  responseUrl(place: ResponsePlace): string;
  /** Where a response goes, or Slack's word for why it goes nowhere. */
  respond(url: string): ResponsePlace | { error: string };
}

export interface ResponsePlace {
  kind: 'commands' | 'actions';
  user: string;
  channel: string;
  /** The message whose button was pressed. */
  source?: string;
}

/** A trigger_id lives 3 seconds and counts once; a response_url lives 30 minutes and counts 5 times (docs.slack.dev). */
const TRIGGER_MS = 3_000;
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

export function createTickets(team: string, now: () => Date): Tickets {
  const triggers = new Map<string, { user: string; until: number; used: boolean }>();
  const places = new Map<string, { place: ResponsePlace; until: number; uses: number }>();
  return {
    trigger(user) {
      const id = `${now().getTime()}.${randomBytes(6).toString('hex')}`;
      triggers.set(id, { user, until: now().getTime() + TRIGGER_MS, used: false });
      forget(triggers, now().getTime());
      return id;
    },
    redeem(id) {
      const trigger = triggers.get(id);
      if (!trigger) return { error: 'invalid_trigger_id' };
      if (trigger.used) return { error: 'exchanged_trigger_id' };
      if (now().getTime() > trigger.until) return { error: 'expired_trigger_id' };
      trigger.used = true;
      return { user: trigger.user };
    },
    responseUrl(place) {
      const url = `https://hooks.slack.com/${place.kind}/${team}/${randomBytes(12).toString('hex')}`;
      places.set(url, { place, until: now().getTime() + RESPONSE_MS, uses: 0 });
      forget(places, now().getTime());
      return url;
    },
    respond(url) {
      const known = places.get(url);
      if (!known) return { error: 'no_such_url' };
      if (now().getTime() > known.until) return { error: 'expired_url' };
      if (++known.uses > RESPONSE_USES) return { error: 'used_url' };
      return known.place;
    },
  };
}

// --- internal ---

/** An hour after its end, nobody needs to hear why a ticket no longer counts. */
const GRACE_MS = 60 * 60_000;

function forget(tickets: Map<string, { until: number }>, at: number): void {
  for (const [id, ticket] of tickets) if (ticket.until + GRACE_MS < at) tickets.delete(id);
}
