import { Refusal } from '../refusal.ts';

/**
 * What survives a restart. All instants are milliseconds since 1970, all days `YYYY-MM-DD`.
 * Every method rejects with a StateError when the store cannot be reached or written; nothing is then half done.
 */
export interface State {
  inbox: Inbox;
  ledger: Ledger;
  memory: Memory;
  digests: Digests;
  /** Resolves when a row could be written and taken back just now. */
  probe(): Promise<void>;
  /** Deletes what is older than `before`: finished events, what was told, what was not answered. The ledger of digests stays. */
  forget(before: number): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be used now; `cause` says why. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

/** The store cannot be opened: one line for whoever runs the bot, that names the variable and says what to do. */
export class StateRefusal extends Refusal {
  override readonly name = 'StateRefusal';
}

/** Events are written down before they are acked, so that none that was acked is lost. */
export interface Inbox {
  /**
   * Writes an event down for this process to work on.
   * @param event.message team, channel and ts of the message it tells of: retries may carry new event ids
   * @returns false when it, or one about the same message, is written down already
   */
  receive(event: { id: string; message: string | null; body: unknown }): Promise<boolean>;
  /** The work is done: the payload is emptied, the row stays to stop duplicates. */
  finish(id: string): Promise<void>;
  /** Takes over unfinished events whose process is gone, oldest first. */
  takeOver(limit: number): Promise<{ id: string; body: unknown; attempt: number }[]>;
  /** This process still works on these: they are not to be taken over yet. What is not named here lapses. */
  renew(ids: readonly string[]): Promise<void>;
}

/** Who may post what, and what became of it: nothing is posted twice. */
export interface Ledger {
  /**
   * Asks for the right to send a post. A post never asked for is `fresh`; one whose sender went silent is `lapsed`
   * and must be looked for before it is sent again. Leases run by the store's clock.
   * @param lease milliseconds for which nobody else gets the right
   */
  claim(post: Post, lease: number): Promise<Claim>;
  /** Slack took it. False, and nothing changes, when the right has passed to someone else. */
  posted(held: Held, ts: string, detail?: PostDetail): Promise<boolean>;
  /** Slack said no for good: nothing stands in the channel, and nothing will be sent under this key. */
  refused(held: Held, why: string): Promise<boolean>;
  /** It cannot be known whether it stands: never sent again. */
  unknown(held: Held, why: string): Promise<boolean>;
  /** Nothing was sent: anyone may claim it afresh, after `wait` milliseconds. */
  release(held: Held, wait: number): Promise<boolean>;
  /** It may have been sent: to be looked for again after `wait`, with what the looks have shown so far. */
  postpone(held: Held, wait: number, looks: Looks): Promise<boolean>;
  /** Two looks found nothing: the right to send again, with a new lease. Null when the right has passed on. */
  resend(held: Held, lease: number): Promise<Held | null>;
  /** Digests really posted in a channel, newest first. */
  digestsIn(team: string, channel: string): Promise<PostedDigest[]>;
  /** What is settled under a key; null when nothing is. */
  outcome(key: string): Promise<Settled | null>;
  /** How many digests ended how, by outcome: posted, refused, unknown, open. */
  tally(): Promise<Record<string, number>>;
}

export interface Post {
  /** The natural key, like `digest T1 C1 2026-11-21`. */
  key: string;
  kind: 'digest' | 'answer' | 'share' | 'notice';
  team: string;
  channel: string;
  /** The digest's local date. */
  date: string | null;
}

export interface PostDetail {
  /** Version of the base it was written from. */
  base: string;
  /** The fact it featured. */
  fact: string | null;
}

export interface Looks {
  /** Looks that found nothing once the post had time to become visible. */
  empty: number;
  /** Looks that could not tell. */
  inconclusive: number;
}

/** The right to send, good only for who holds it and while it lasts. */
export interface Held {
  key: string;
  /** Grows with every claim: a right that was passed on is worth nothing. */
  fence: number;
  /** How often it was sent, this time included. */
  attempt: number;
}

export type Settled = {
  kind: 'settled';
  outcome: 'posted' | 'refused' | 'unknown';
  ts: string | null;
  why: string | null;
};

export type Claim =
  | { kind: 'fresh'; held: Held }
  /** `silentFor`: milliseconds since the right to send was last given, by the store's clock. */
  | { kind: 'lapsed'; held: Held; silentFor: number; looks: Looks }
  /** Somebody else has the right, or it may be claimed only after `wait` milliseconds. */
  | { kind: 'busy'; wait: number }
  | Settled;

export interface PostedDigest {
  date: string;
  ts: string;
  at: number;
  /** Empty when the post was found in the channel by someone who had not written it. */
  base: string;
  fact: string | null;
}

/** What was told and asked; never who asked, and never a question that was answered. */
export interface Memory {
  /** All at once, or none; what was told under an id already is not told again. */
  tell(...told: Telling[]): Promise<void>;
  /** Where a fact was told, newest first. */
  toldWhere(
    fact: string,
  ): Promise<{ team: string; channel: string; ts: string | null; base: string; at: number }[]>;
  /** All at once, or none; counted by their keys. */
  miss(...misses: Miss[]): Promise<void>;
  /** Questions without an answer, asked in a place since an instant, most asked first. */
  missesSince(place: string, since: number, limit: number): Promise<{ question: string; count: number }[]>;
  /** Keeps a base as it was, under its version. */
  keepBase(version: string, snapshot: unknown, at: number): Promise<void>;
  base(version: string): Promise<unknown>;
}

/** Facts told in one place at one time. */
export interface Telling {
  /** Natural key, so that a replay adds nothing. */
  id: string;
  team: string;
  channel: string;
  ts: string | null;
  facts: string[];
  base: string;
  at: number;
}

/** A question without an answer. */
export interface Miss {
  id: string;
  /** Team and channel it was asked in: it is told nowhere else. */
  place: string;
  /** As asked. */
  question: string;
  /** Folded: the same question is counted under one key. */
  key: string;
  at: number;
}

/** One channel's digest, as people set it. */
export interface DigestSetting {
  team: string;
  channel: string;
  isOn: boolean;
  /** Local time, `HH:MM`. */
  at: string;
  days: 'weekdays' | 'daily';
  /** IANA name. */
  zone: string;
  /** Empty: all. */
  topics: string[];
  isQuiet: boolean;
  /** No post before this local date. */
  pausedUntil: string | null;
  /** User id of who set it: told when it cannot be posted. */
  setBy: string;
  /** Instant from which it counts: nothing that was due earlier is posted. */
  since: number;
  /** Why it stopped by itself: Slack's code; null when it did not. */
  fault: string | null;
}

export interface Digests {
  get(team: string, channel: string): Promise<DigestSetting | null>;
  /** Those that are on. */
  active(): Promise<DigestSetting[]>;
  /**
   * Changes a setting, once per `key` (the order's trigger): a repeated order changes nothing.
   * @returns the setting as it then stands, and whether this call changed it
   */
  change(key: string, setting: DigestSetting): Promise<{ setting: DigestSetting; isNew: boolean }>;
  /** Turns off what Slack refuses for good. False when it was off or marked already, so that only one tells about it. */
  markFault(team: string, channel: string, fault: string): Promise<boolean>;
}
