import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Slack, startSlack } from '../../start-slack.ts';

/** A bot that accepts whatever comes, unless it is asked `never`. */
const careless = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (!body.includes('never')) response.end();
});

let slack: Slack;
let url: string;
beforeEach(async () => {
  slack = await startSlack();
  careless.listen(0, '127.0.0.1');
  await once(careless, 'listening');
  url = `http://127.0.0.1:${(careless.address() as AddressInfo).port}/slack/events`;
});
afterEach(async () => {
  await slack.close();
  careless.close();
});

describe('over signed HTTP, a bot', () => {
  it.each(['bad', 'absent', 'old', 'foreign', 'future'] as const)(
    'is reported when it accepts a signature that is %s',
    async (spoil) => {
      await slack.http(url, { spoil }).command({ text: 'who pays' });
      expect(slack.violations.map(({ what }) => what)).toEqual(['forged_request_accepted']);
    },
  );

  it('is reported when it does not respond', async () => {
    const answer = await slack.http(url).command({ text: 'never' });
    expect(answer.failed).toBe('timeout');
    expect(slack.violations.map(({ what }) => what)).toEqual(['not_acked']);
  });
});
