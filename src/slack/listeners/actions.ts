import type { App, ButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Fact, FactBase } from '../../facts/schema.ts';
import type { Log } from '../../log.ts';
import { type Answer, answerFrom } from '../../search/answer.ts';
import { copyLine } from '../../search/answer-text.ts';
import { slackFault } from '../delivery/slack-fault.ts';
import type { Tell } from '../delivery/tell.ts';
import { answerBlocks } from '../render/answer.ts';
import { ACTIONS, readButtonValue, seenOf } from '../render/button-value.ts';
import { escapeText } from '../render/escape.ts';
import { cut, LIMITS } from '../render/limits.ts';
import { fitted, type Message, withLead } from '../render/rich-text.ts';
import { copyView, moreView } from '../render/views.ts';
import { type Desk, displayContext } from './answer-request.ts';
import { carryOut } from './carry-out.ts';
import { createPress, type Press } from './press.ts';
import type { Share } from './share.ts';

/** Share, Copy line and More. Any other action, view or shortcut is acknowledged, and an unknown button says so. */
export function registerActions(
  app: App,
  deps: { desk: Desk; share: Share; tell: Tell; client: WebClient; log: Log },
): void {
  const { desk, share, tell, client, log } = deps;
  app.action(/.*/, async ({ ack, action, body }) => {
    await ack();
    if (body.type !== 'block_actions') return;
    const button = action.type === 'button' && 'action_id' in action ? action : null;
    const press = createPress(body, button?.text.text ?? 'a button', tell);
    await carryOut(press.waiting, { tell, log }, () => work(press, button));
  });
  app.view(/.*/, async ({ ack }) => ack());
  app.view({ type: 'view_closed', callback_id: /.*/ }, async ({ ack }) => ack());
  app.shortcut(/.*/, async ({ ack }) => ack());
  app.options(/.*/, async ({ ack }) => ack({ options: [] }));

  async function work(press: Press, button: ButtonAction | null): Promise<void> {
    const { body } = press;
    const answer = button && answerOf(button.value, desk.base);
    if (!button || !answer) return press.tell(stale());
    const context = displayContext(desk);
    const facts = answer.hits.map((hit) => hit.fact);
    const channel = body.channel?.id;
    const team = body.team?.id ?? body.user.team_id;
    if (button.action_id === ACTIONS.share && channel && team) {
      if (isAsSeen(button.value, facts, desk.base)) return share(press, { answer, context, team, channel });
      await press.answer(withLead(CHANGED, answerBlocks(answer, context, true)));
    } else if (button.action_id === ACTIONS.copy) {
      const text = facts.map((fact) => copyLine(fact, context.sources)).join('\n');
      await open(press, copyView(answer.hits, context), text);
    } else if (button.action_id === ACTIONS.more) {
      await open(press, moreView(answer.hits, context), facts.map((fact) => fact.claim).join(' '));
    } else {
      await press.tell(stale());
    }
  }

  /** Opens a modal right away, while its trigger is valid. If Slack refuses, shows the same privately. */
  async function open(press: Press, view: ModalView, text: string): Promise<void> {
    try {
      await client.views.open({ trigger_id: press.body.trigger_id, view });
    } catch (error) {
      log.warn('modal not opened', { why: slackFault(error) });
      const blocks = fitted(view.blocks as Message['blocks']);
      await press.answer({ text: escapeText(cut(text, LIMITS.notification)), blocks });
    }
  }

  function stale(): string {
    const { name, command } = desk.base.desk;
    return `${name} does not know this button any more, or what it showed is no longer on file. Ask again with ${command}.`;
  }
}

// --- internal ---

const CHANGED =
  'Not shared: what is on file has changed since you saw it. This is how it stands now; press Share here to post it.';

/** Whether sharing would post what whoever presses the button has before them. */
function isAsSeen(value: string | undefined, facts: readonly Fact[], base: FactBase): boolean {
  const { seen, v } = readButtonValue(value) ?? {};
  return seen === undefined ? v === base.version : seen === seenOf(facts);
}

/** The facts a button carries, as an answer; null when the button is not ours or a fact is gone. */
function answerOf(value: string | undefined, base: FactBase): Exclude<Answer, { kind: 'none' }> | null {
  const facts = readButtonValue(value)?.facts.map((id) => base.facts.get(id)) ?? [];
  const living = facts.filter(
    (fact): fact is Fact => fact !== undefined && !fact.withheld && fact.superseded_by === null,
  );
  const answer = living.length === facts.length ? answerFrom(living) : null;
  return answer && answer.kind !== 'none' ? answer : null;
}
