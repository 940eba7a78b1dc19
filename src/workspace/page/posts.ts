import { z } from 'zod';
import type { Platform } from '../platform/platform.ts';
import type { UserActions } from '../platform/user-actions.ts';
import { RequestError } from './guard.ts';
import { peopleOf } from './reader.ts';
import { plain } from './rich-text.ts';

/** What the page can ask for, by path. Each resolves with what the page shows in return. */
export type Posts = Record<string, (body: unknown) => Promise<unknown>>;

export function createPosts(platform: Platform, actions: UserActions): Posts {
  const { members } = platform;
  return {
    '/say': take({ channel: TEXT, text: TEXT, thread: TEXT.optional() }, ({ thread, ...said }) => {
      mustSee(said.user, said.channel);
      return actions.send({ ...said, thread: thread || undefined });
    }),
    '/act': take(
      { place: PLACE, block: TEXT, action: TEXT, choice: CHOICE, inputs: INPUTS, sure: SURE },
      async (acted) => {
        if ('channel' in acted.place) mustSee(acted.user, acted.place.channel);
        const { confirm, notice } = await actions.press(acted);
        const { title, text } = (confirm ?? {}) as Record<string, { text: string }>;
        return { notice, confirm: title && text && `${plain(title)}\n\n${plain(text)}` };
      },
    ),
    '/submit': take({ view: TEXT, inputs: INPUTS }, (form) => actions.submit(form)),
    '/close': take({ view: TEXT, all: SURE }, (form) => actions.closeView(form)),
    '/opened': take({ tab: z.enum(['home', 'messages']) }, (opened) => actions.openApp(opened)),
    '/dismiss': take({ channel: TEXT, ts: TEXT }, (message) => actions.dismiss(message)),
  };

  // --- internal ---

  function take<S extends z.ZodRawShape>(
    shape: S,
    run: (body: z.output<z.ZodObject<S>> & z.output<typeof WHO>) => unknown,
  ): Posts[string] {
    const schema = z.object(shape).and(WHO);
    return async (body) => {
      const asked = schema.safeParse(body);
      if (!asked.success) throw new RequestError(400, z.prettifyError(asked.error));
      const known = peopleOf(platform).some(({ id }) => id === asked.data.user);
      if (!known) throw new RequestError(400, '`user` is nobody of this workspace.');
      return run(asked.data);
    };
  }

  function mustSee(user: string, id: string): void {
    const channel = members.channels.get(id);
    if (!channel || !members.canSee(channel, user)) throw new RequestError(404, 'There is no such channel.');
  }
}

// --- internal ---

const TEXT = z.string();
/** Who acts, and in which window; a modal is shown only in the window it was opened from. */
const WHO = z.object({ user: TEXT, client: TEXT.default('') });
const PLACE = z.union([z.object({ view: TEXT }), z.object({ channel: TEXT, ts: TEXT })]);
/** Positions of the chosen options, or typed text; option values come from the stored blocks. */
const CHOICE = z
  .object({ options: z.array(z.int()).exactOptional(), value: TEXT.exactOptional() })
  .default({});
const INPUTS = z.record(TEXT, z.record(TEXT, CHOICE)).default({});
const SURE = z.boolean().default(false);
