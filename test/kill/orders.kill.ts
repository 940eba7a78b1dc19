import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/workspace/platform/messages.ts';
import type { Receipt } from '../../src/workspace/platform/transport.ts';
import { play } from '../doors/one-bot.ts';
import { SMALL_QUESTION, smallBase } from '../doors/small-base.ts';
import type { Slack } from '../start-slack.ts';
import { seeded, startHerd, TIMES } from './herd.ts';
import { useStores } from './stores.ts';

/** Full scale by hand: ORDERS=300, with a death for every five of them. */
const ORDERS = Number(process.env.ORDERS ?? 40);
const AT_ONCE = 5;
const DEATHS = Math.ceil(ORDERS / AT_ONCE);
const SEED = Number(process.env.SEED ?? 5);
const LIMIT_MS = 30 * 60_000;

const DATA_DIR = smallBase();
/** A private reply of which nobody knows whether it arrived is followed by a direct message that begins so. */
const MAYBE_TWICE = 'My reply may or may not have reached you';

/** One order in a channel of its own, by a person of their own. */
interface Given {
  what: string;
  acked: boolean;
  /** How often it had its effect. */
  done(): number;
  /** What the person who gave it was told; null where the effect is all that is to be seen. */
  told: (() => Message[]) | null;
}

describe(`${ORDERS} acknowledged orders while a process is killed ${DEATHS} times`, {
  timeout: LIMIT_MS,
}, () => {
  it.for(useStores('orders'))(
    'are each carried out and answered once by %s',
    async ([title, processes, store], test) => {
      const slack = await play(test, {
        ...{ visibilityDelay: 150, allowLinks: ['https://newsroom.slack.com/archives/C'] },
      });
      const random = seeded(SEED);
      const herd = startHerd(test, processes, { ...slack.env(), ...(await store()), DATA_DIR }, random);
      await herd.ready();
      // So slow that deaths strike in the middle of calls; what Slack has begun it finishes.
      for (const method of ['chat.postMessage', 'chat.postEphemeral', 'users.info', 'response_url'])
        slack.fault(method, { kind: 'slow', ms: 30, times: Number.POSITIVE_INFINITY });
      const given: Given[] = [];
      let number = 0;
      const end = performance.now() + LIMIT_MS;
      const acked = () => given.filter((order) => order.acked).length;
      while (acked() < ORDERS && performance.now() < end) {
        await slack.socket.connected({ ms: 30_000 });
        const batch = Array.from({ length: AT_ONCE }, () => give(number++, slack));
        await pause(random() * 400);
        const before = herd.deaths;
        while (herd.deaths === before) {
          herd.kill();
          await pause(20);
        }
        given.push(...(await Promise.all(batch)).filter((order) => order !== null));
      }
      for (let round = 0; round < 40 && slack.socket.unacked().length > 0; round++) {
        await slack.socket.connected({ ms: 30_000 });
        await slack.socket.retryUnacked();
      }
      const isLost = ({ done, told }: Given) => done() === 0 || told?.().length === 0;
      const lost = () => given.filter((order) => order.acked && isLost(order)).map(({ what }) => what);
      for (let tries = 0; tries < 900 && lost().length > 0; tries++) await pause(100);
      await pause(2 * TIMES.lease);
      const doubled = given.filter(({ done }) => done() > 1).map(({ what }) => what);
      const repeated = given.flatMap(({ told }) => told?.().slice(1) ?? []).map(({ text }) => text);
      const unsaid = repeated.filter((text) => !text.startsWith(MAYBE_TWICE));
      console.log(
        `${title}: ${given.length} orders, ${herd.deaths} deaths, ${acked()} acked, ${lost().length} acked and lost, ${doubled.length} carried out twice, ${repeated.length} answered again in case the first answer was lost, seed ${SEED}`,
      );
      expect(lost()).toEqual([]);
      expect(doubled).toEqual([]);
      expect(unsaid).toEqual([]);
      expect(herd.deaths).toBeGreaterThanOrEqual(DEATHS);
      expect(acked()).toBeGreaterThanOrEqual(ORDERS);
      expect(herd.complaints()).toBe('');
    },
  );
});

// --- internal ---

/** Gives the nth order; null when the bot was not there for what comes before it. */
async function give(number: number, slack: Slack): Promise<Given | null> {
  const kind = KINDS[number % KINDS.length] as (typeof KINDS)[number];
  const id = String(number).padStart(3, '0');
  const user = `U0PERSON${id}`;
  const isOutside = kind === 'refusal';
  slack.addUser({
    id: user,
    name: `person ${id}`,
    is_admin: true,
    ...(isOutside ? { team_id: 'T0ELSEWHER' } : {}),
  });
  const channel = slack.addChannel({ id: `C0ORDER${id}`, members: [user] }).id;
  const by = { user, channel, expectAck: false };
  const direct = slack.platform.members.directMessage(user).id;
  const posts = () => slack.messages(channel).filter(({ bot_id, ephemeralTo }) => bot_id && !ephemeralTo);
  const told = () =>
    [...slack.ephemerals(channel, user), ...slack.messages(direct)].filter(
      ({ bot_id, text }) => bot_id && !text.startsWith('It is being posted'),
    );
  const order = ({ ack }: Receipt, effect: () => number, isTold = true): Given => ({
    ...{ what: `${kind} ${id}`, acked: ack !== undefined, done: effect, told: isTold ? told : null },
  });
  switch (kind) {
    case 'digest on': {
      // The setting is one row: what can be seen is that it is confirmed, and as ordered.
      const time = `${String(number % 24).padStart(2, '0')}:${String(number % 60).padStart(2, '0')}`;
      const receipt = await slack.command({ text: `digest on ${time}`, ...by });
      return order(receipt, () => (told().some(({ text }) => text.includes(`is on: ${time}`)) ? 1 : 0));
    }
    case 'digest now':
      return order(await slack.command({ text: 'digest now', ...by }), () => posts().length);
    case 'Share': {
      const { reply } = await slack.command({ text: SMALL_QUESTION, ...by });
      if (!reply) return null;
      return order(await slack.action(reply, 'share', by), () => posts().length, false);
    }
    case 'refusal':
      return order(await slack.mention({ text: SMALL_QUESTION, ...by }), () => Math.min(told().length, 1));
  }
}

const KINDS = ['digest on', 'Share', 'digest now', 'refusal', 'Share'] as const;
