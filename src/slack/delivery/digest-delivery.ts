import type { Digest } from '../../digest/digest.ts';
import type { Composed, DigestDelivery } from '../../digest/run.ts';
import type { Post } from '../../state/state.ts';
import { lineMessage, type Message } from '../render/rich-text.ts';
import type { Poster, Step } from './post-once.ts';

/** Posts digests, and notices about them, each once. */
export function createDigestDelivery(deps: {
  poster: Poster;
  noticePoster: Poster;
  render(digest: Digest): Message;
  channels: readonly string[] | null;
}) {
  const { poster, noticePoster, render, channels } = deps;
  const write = (compose: () => Promise<Composed>) => async () => {
    const { digest, isHeldBack } = await compose();
    if (isHeldBack) return null;
    const { version: base, facts } = digest;
    return { message: render(digest), detail: { base, fact: digest.featured?.fact.id ?? null, facts } };
  };
  const post = (entry: Post, compose: () => Promise<Composed>): Promise<Step> =>
    poster.step(entry, { channel: entry.channel }, write(compose));
  return {
    channels,
    post,
    /** For somebody who waits for it: what is under way, or not confirmed, is seen through. */
    async postNow(entry: Post, compose: () => Promise<Composed>): Promise<Step> {
      const step = await post(entry, compose);
      if (step.kind === 'settled' || step.why !== null) return step;
      return poster.settle(entry, { channel: entry.channel }, write(compose));
    },
    notify: (entry: Post, line: string): Promise<Step> =>
      noticePoster.step(entry, { channel: entry.channel }, async () => ({ message: lineMessage(line) })),
  } satisfies DigestDelivery & { postNow: DigestDelivery['post'] };
}
