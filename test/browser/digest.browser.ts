import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDigestJob } from '../../src/digest/run.ts';
import { loadFactBase } from '../../src/facts/load.ts';
import type { Fact, FactBase } from '../../src/facts/schema.ts';
import { createMetrics } from '../../src/health/metrics.ts';
import { createLog } from '../../src/log.ts';
import { createSearch } from '../../src/search/search.ts';
import { createSocketReceiver } from '../../src/slack/delivery/socket.ts';
import { createWebApi } from '../../src/slack/delivery/web-api.ts';
import type { Desk } from '../../src/slack/listeners/answer-request.ts';
import { type RunningBot, startBot } from '../../src/slack/start.ts';
import { openState } from '../../src/state/open.ts';
import type { State } from '../../src/state/state.ts';
import { startWorkspace, type Workspace } from '../../src/workspace/workspace.ts';
import { launchBrowser, reads, send, shoot, type TestBrowser } from './browser.ts';

const shipped = loadFactBase(new URL('../../data', import.meta.url).pathname);

/** The shipped base as it might have been on another day: some facts not yet there, some told otherwise. */
function asOn(version: string, tell: (fact: Fact) => Fact[]): FactBase {
  const facts = [...shipped.facts.values()].flatMap(tell);
  return { ...shipped, version, facts: new Map(facts.map((fact) => [fact.id, fact])) };
}

/** On Monday one fact is not on file yet, one is told in other words, and one has a draft in its place. */
const WORDED = shipped.facts.get('deployment-shortages') as Fact;
const REPLACED = shipped.facts.get('funding-voluntary') as Fact;
const DRAFT = {
  ...REPLACED,
  id: 'funding-draft',
  claim: 'The MSS is funded through voluntary contributions.',
};

const MONDAY = asOn('aaaa0001', (fact) => {
  if (fact.id === 'deployment-kenya-largest') return [];
  if (fact.id === REPLACED.id) return [DRAFT];
  return fact.id === WORDED.id
    ? [{ ...fact, claim: 'The MSS mission has struggled with shortages.' }]
    : [fact];
});
const TUESDAY = asOn('bbbb0002', (fact) =>
  fact.id === REPLACED.id ? [fact, { ...DRAFT, superseded_by: fact.id }] : [fact],
);

let browser: TestBrowser;
let bot: RunningBot;
let state: State;
let workspace: Workspace;
let runDigests: ReturnType<typeof createDigestJob>;
let today = '2026-11-23T13:31:00Z';
const desk: Desk = {
  base: MONDAY,
  search: createSearch(MONDAY),
  staleAfterDays: 180,
  now: () => new Date(today),
};

beforeAll(async () => {
  const { name, command } = shipped.desk;
  workspace = await startWorkspace({
    ...{ port: 0, name, command, examples: [] },
    now: () => desk.now().getTime(),
  });
  const { apiUrl: slackApiUrl, appToken, botToken: token } = workspace;
  state = await openState(
    { sqliteFile: ':memory:' },
    { owner: 'browser', shift: () => desk.now().getTime() - Date.now() },
  );
  const log = createLog({ level: 'error', human: true, write: (line) => console.error(line), now: desk.now });
  const metrics = createMetrics({ now: Date.now });
  const webApi = createWebApi({ called: metrics.slackCalled, now: Date.now });
  const receiver = createSocketReceiver({
    ...{ appToken, slackApiUrl, webApi, proxy: null, log, lost: (error: unknown) => console.error(error) },
    ...{ reconnected: metrics.reconnected, dropped: metrics.frameDropped },
  });
  bot = await startBot(
    { receiver, token, slackApiUrl, webApi },
    {
      desk,
      state,
      editors: ['U0LOCALADA'],
      access: { teams: null, channels: null, allowExternal: false, allowGuests: true },
      ...{ metrics, log },
    },
  );
  runDigests = createDigestJob(bot.digests);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bot?.stop();
  await state?.close();
  await workspace?.stop();
});

/** Another morning, half past eight in Port-au-Prince. */
async function morning(at: string, base: FactBase): Promise<void> {
  today = at;
  Object.assign(desk, { base, search: createSearch(base) });
  runDigests = createDigestJob(bot.digests);
  await runDigests();
}

describe('three mornings in a channel', () => {
  it('begin once somebody turns the digest on, and sees in private how it stands', async () => {
    const page = await browser.open(workspace.url);
    today = '2026-11-23T13:00:00Z';
    for (const words of ['/haiti how many Kenyan officers died', '/haiti digest on 08:30 port-au-prince']) {
      await send(page.locator('#composer'), words);
    }
    await reads(
      page.locator('main'),
      'The digest in this channel is on: 08:30 on weekdays, America/Port-au-Prince, about all topics. Next on 23 November 2026.',
    );
    await shoot(page, 'digest-on');
  });

  it.each([
    ['Monday', '2026-11-23T13:31:00Z', MONDAY, /The first digest here: \d+ facts are on file/],
    [
      'Tuesday',
      '2026-11-24T13:31:00Z',
      TUESDAY,
      /One fact is new on file, one has changed, one has been replaced/,
    ],
    ['Wednesday', '2026-11-25T13:31:00Z', TUESDAY, /Nothing .*new|No .*new/i],
  ])('%s: what an editor has to know, on one screen', async (day, at, base, says) => {
    await morning(at, base);
    const page = await browser.open(workspace.url, { viewport: { width: 1360, height: 1400 } });
    const post = page.locator('#messages .message').last();
    await reads(post, `Haiti Desk, ${day}`);
    await reads(post, says);
    const box = await post.boundingBox();
    await post.scrollIntoViewIfNeeded();
    await shoot(post, `digest-${day.toLowerCase()}`);
    expect(box?.height).toBeLessThan(1250);
    await page.context().close();
  });

  it('are each posted once, however often it is looked', async () => {
    await runDigests();
    await runDigests();
    const posted = await state.ledger.digestsIn('C0NEWSROOM');
    expect(posted.map(({ date }) => date)).toEqual(['2026-11-25', '2026-11-24', '2026-11-23']);
    expect(new Set(posted.map(({ fact }) => fact)).size).toBe(3);
    expect(browser.troubles).toEqual([]);
  });
});
