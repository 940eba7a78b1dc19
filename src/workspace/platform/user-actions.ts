import { type Choice, elementsOf, stateOf, unfinished, valueChosen } from './choices.ts';
import type { Deliveries } from './deliveries.ts';
import { SLACKBOT } from './members.ts';
import type { Message } from './messages.ts';
import type { Platform } from './platform.ts';
import { type Fields, isObject } from './rules/check.ts';
import type { View } from './views.ts';

/** Who acts, and in which browser window. */
interface Actor {
  user: string;
  client?: string | undefined;
}

/** Where an element is: in a message or in a view. */
type Place = { channel: string; ts: string } | { view: string };

/** The contents of the fields of a message or view, by block_id and action_id. */
type Inputs = Record<string, Record<string, Choice>>;

interface Press extends Actor {
  place: Place;
  block: string;
  action: string;
  choice?: Choice;
  inputs?: Inputs;
  /** The person confirmed the element's `confirm` dialog. */
  sure?: boolean;
}

/** What people do in the workspace: delivered to the app as Slack would, with the failures Slack would show them. */
export interface UserActions {
  /** A line sent from the composer of a channel or, with `thread`, of a thread. */
  send(line: Actor & { channel: string; text: string; thread?: string | undefined }): Promise<void>;
  /** A button pressed, an option chosen or a field changed. Resolves with a notice or a dialog to confirm, if any. */
  press(press: Press): Promise<{ notice?: string; confirm?: Fields }>;
  submit(
    form: Actor & { view: string; inputs: Inputs },
  ): Promise<{ errors?: Record<string, string>; notice?: string }>;
  /** Closes the top modal, or all of them. */
  closeView(form: Actor & { view: string; all?: boolean }): void;
  openApp(opened: { user: string; tab: 'home' | 'messages' }): Promise<void>;
  dismiss(message: { user: string; channel: string; ts: string }): void;
}

const TROUBLE = 'We had some trouble connecting. Try again?';

export function createUserActions(platform: Platform, deliveries: Deliveries): UserActions {
  const { members, messages, views } = platform;

  return {
    async send({ user, client, channel, text: typed, thread }) {
      const text = typed.trimEnd();
      if (text.trim() === '') return;
      if (!text.startsWith('/')) return speak(user, channel, text.trim(), thread);
      const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
      if (thread !== undefined) {
        return tell(user, channel, {
          text: `\`${word}\` is not supported in threads. Sorry!`,
          thread_ts: thread,
        });
      }
      if (word.toLowerCase() !== platform.command) {
        const unknown =
          `\`${word}\` is not a valid command. In Slack, all messages that start with the “/” character are ` +
          'interpreted as commands. If you are trying to send a message and not run a command, try preceding ' +
          'the “/” with an empty space.';
        return tell(user, channel, { text: unknown });
      }
      const asked = `${platform.command} ${escapeText(rest)}`.trim();
      const { failed, refused } = await deliveries.command({ user, client, channel, text: escapeText(rest) });
      const error =
        refused?.error ?? (failed === 'timeout' ? 'operation_timeout' : failed && 'dispatch_failed');
      if (!error) return;
      const why = (refused?.messages ?? []).map((message) => `\n• ${escapeText(message)}`).join('');
      tell(user, channel, { text: `${platform.command} failed with the error "${error}"${why}`, asked });
    },

    async press({ user, client, place, block, action, choice = {}, inputs = {}, sure = false }) {
      const on = surfaceOf(user, place);
      const found = elementsOf(on?.blocks ?? []).find(
        ({ blockId, element }) => blockId === block && element.action_id === action,
      );
      if (!on || !found) return { notice: 'This is no longer there.' };
      const { element } = found;
      if (isObject(element.confirm) && !sure) return { confirm: element.confirm };
      const { ack } = await deliveries.action(on, action, {
        ...{ user, client, blockId: block },
        value: valueChosen(element, choice),
        state: stateWith(on.blocks ?? [], inputs),
      });
      return ack ? {} : { notice: 'The app did not answer within 3 seconds.' };
    },

    async submit({ user, client, view: id, inputs }) {
      const view = views.top({ user, client });
      if (view?.id !== id) return { notice: 'This is no longer open.' };
      const state = stateWith(view.blocks, inputs);
      const wrong = unfinished(view.blocks, state);
      if (Object.keys(wrong).length > 0) return { errors: wrong };
      const { ack, refused, errors } = await deliveries.submit(view, {}, { user, client, state });
      if (refused) return { notice: `${TROUBLE} (${[refused.error, ...refused.messages].join('; ')})` };
      if (!ack) return { notice: TROUBLE };
      if (!errors) return {};
      return {
        errors: Object.fromEntries(Object.entries(errors).map(([block, text]) => [block, String(text)])),
      };
    },

    closeView({ user, client, view: id, all = false }) {
      const open = views.stack({ user, client });
      const top = open.at(-1);
      if (top?.id !== id) return;
      const closing = all || top.clear_on_close === true ? open : [top];
      for (const view of closing.reverse()) {
        // It closes whatever the app responds.
        void deliveries.closeView(view, { user, fields: { is_cleared: closing.length > 1 } });
      }
    },

    async openApp({ user, tab }) {
      await deliveries.homeOpened({ user, tab });
    },

    dismiss({ user, channel, ts }) {
      const message = messages.find(channel, ts);
      if (message?.ephemeralTo === user) messages.remove(message);
    },
  };

  // --- internal ---

  /** A message from Slackbot to one person. */
  function tell(user: string, channel: string, message: Partial<Message>): void {
    messages.post({ ...message, channel, via: 'say', user: SLACKBOT, ephemeralTo: user });
  }

  async function speak(user: string, channel: string, typed: string, thread?: string): Promise<void> {
    const text = withMentions(escapeText(typed));
    const thread_ts =
      thread === undefined ? undefined : (messages.find(channel, thread)?.thread_ts ?? thread);
    const spec = { user, channel, text, ...(thread_ts ? { thread_ts } : {}) };
    // In a direct message every line is meant for the bot; a mention there adds nothing.
    if (members.channel(channel).is_im) await deliveries.dm(spec);
    else if (text.includes(`<@${platform.botUserId}>`)) await deliveries.mention(spec);
    else messages.post({ ...spec, via: 'say' });
  }

  /** Slack turns a typed name into a mention, and a typed `@channel` into a call to everyone. */
  function withMentions(text: string): string {
    const names = [...members.users.values()].map(
      ({ id, real_name }) => [`@${real_name}`, `<@${id}>`] as const,
    );
    const calls = ['channel', 'here', 'everyone'].map((name) => [`@${name}`, `<!${name}>`] as const);
    const marks = new Map([...names, ...calls].map(([typed, mark]) => [typed.toLowerCase(), mark]));
    const words = [...marks.keys()].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');
    return text.replace(pattern, (typed) => marks.get(typed.toLowerCase()) ?? typed);
  }

  function surfaceOf(user: string, place: Place): Message | View | undefined {
    if ('view' in place) {
      const view = views.find({ id: place.view });
      return view?.user === user ? view : undefined;
    }
    const channel = members.channels.get(place.channel);
    const message = messages.find(place.channel, place.ts);
    if (!channel || !members.canSee(channel, user)) return undefined;
    return message?.ephemeralTo && message.ephemeralTo !== user ? undefined : message;
  }

  function stateWith(blocks: Fields[], inputs: Inputs) {
    return stateOf(blocks, ({ blockId, element }) => {
      const choice = inputs[blockId]?.[String(element.action_id)];
      return choice && { value: valueChosen(element, choice) };
    });
  }
}

/** Typed text as Slack stores it. */
function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
