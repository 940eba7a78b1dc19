import { Refusal } from '../refusal.ts';
import type { Gap } from './gaps.ts';

/**
 * What survives a restart. Instants are milliseconds since 1970, dates `YYYY-MM-DD`. Every method rejects with a
 * StateError when the store cannot be reached or written to, and then has changed nothing.
 */
export interface State {
  inbox: Inbox;
  ledger: Ledger;
  memory: Memory;
  bases: Bases;
  digests: Digests;
  /** Notes that the record goes on: to be called a few times a minute, so that a gap in it shows. */
  noteAlive(): Promise<void>;
  /** Resolves when a row could be written and deleted just now. */
  probe(): Promise<void>;
  /**
   * Deletes what is older than `before`: finished events, answers given, unanswered questions. Digests stay in the ledger.
   * @param stopping ends it early; the next call goes on
   */
  forget(before: number, stopping?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be used right now; `cause` says why. */
export class StateError extends Error {
  override readonly name = 'StateError';
}

/** The store cannot be opened; one line that names the variable and says what to do. */
export class StateRefusal extends Refusal {
  override readonly name = 'StateRefusal';
}

/** Events are stored before they are acknowledged, so that no acknowledged event is lost. */
export interface Inbox {
  /**
   * Stores an event for this process to handle.
   * @param event.message team, channel and ts of the message it is about: a retry may carry a new event id
   * @returns false when it, or another one about the same message, is stored already
   */
  receive(event: { id: string; message: string | null; body: unknown }): Promise<boolean>;
  /** Marks an event as handled: its body is deleted, its row stays to recognize duplicates. */
  finish(id: string): Promise<void>;
  /** Events that are not finished: how many, and for how many milliseconds the oldest has been stored. */
  waiting(): Promise<{ count: number; oldest: number }>;
  /** Takes over unfinished events of processes that are gone, oldest first. */
  takeOver(limit: number): Promise<{ id: string; body: unknown; attempt: number }[]>;
  /** Extends this process's lease on events it is still handling; the lease on any other runs out. */
  renew(ids: readonly string[]): Promise<void>;
}

/** Who may post what, and with which outcome: nothing is posted twice. */
export interface Ledger {
  /**
   * Asks for the right to send a post. It is `fresh` when nobody has sent it, and `lapsed` when its sender went silent:
   * then it must be looked for before it is sent again. Leases go by the store's clock.
   * @param lease milliseconds for which nobody else gets the right
   */
  claim(post: Post, lease: number): Promise<Claim>;
  /** What is about to be sent, kept whoever finds it posted. False, and nothing changes, when the right has passed on. */
  written(held: Held, detail: PostDetail): Promise<boolean>;
  /** Slack accepted it. False, and nothing changes, when the right has passed to someone else. */
  posted(held: Held, ts: string): Promise<boolean>;
  /** Slack refused it for good: it is not in the channel, and nothing will be sent under this key. */
  refused(held: Held, why: string): Promise<boolean>;
  /** Whether it was posted cannot be determined: never sent again. */
  unknown(held: Held, why: string): Promise<boolean>;
  /** Nothing was sent: anyone may claim it afresh after `wait` milliseconds. */
  release(held: Held, wait: number): Promise<boolean>;
  /** It may have been sent: to be looked for again after `wait` milliseconds. */
  postpone(held: Held, wait: number, looks: Looks): Promise<boolean>;
  /** Looking found nothing: the right to send again, with a new lease. Null when the right has passed on. */
  resend(held: Held, lease: number): Promise<Held | null>;
  /** Digests posted in a channel, newest first. */
  digestsIn(channel: string): Promise<PostedDigest[]>;
  /** The outcome under a key; null when it is not settled. */
  outcome(key: string): Promise<Settled | null>;
}

export interface Post {
  /** Natural key, like `digest C1 2026-11-21`. */
  key: string;
  kind: 'digest' | 'answer' | 'share' | 'notice' | 'reply' | 'refusal';
  team: string;
  channel: string;
  /** The digest's local date. */
  date: string | null;
  /** When it could have been made at the earliest, if a record with a gap may not know of it. */
  since?: number;
}

export interface PostDetail {
  /** Version of the fact base. */
  base: string;
  /** Id of the fact of the day. */
  fact: string | null;
  /** Ids of all facts it shows. */
  facts: string[];
}

export interface Looks {
  /** Looks that found nothing although the post had had time to become visible. */
  empty: number;
  /** Looks that could not tell. */
  inconclusive: number;
}

/** The right to send, valid only for its holder and while it lasts. */
export interface Held {
  key: string;
  /** Fencing token, higher with every claim: an older one is void. */
  fence: number;
  /** How many times it was sent, this time included. */
  attempt: number;
}

export type Settled = {
  kind: 'settled';
  outcome: 'posted' | 'refused' | 'unknown';
  ts: string | null;
  why: string | null;
};

/** Reason given for a digest that was not posted because nothing was new. */
export const NOTHING_NEW = 'nothing_new';

/** `gap`: where the record may lack that it was posted; it must be looked for before it is sent. */
export type Claim =
  | { kind: 'fresh'; held: Held; gap: Gap | null }
  /** `silentFor`: milliseconds since the right to send was last given, by the store's clock. */
  | { kind: 'lapsed'; held: Held; gap: Gap | null; silentFor: number; looks: Looks }
  /** Somebody else has the right, or it cannot be claimed for another `wait` milliseconds. */
  | { kind: 'busy'; wait: number }
  | Settled;

/** The base is empty, and there are no facts, when an earlier release found the post in the channel. */
export interface PostedDigest extends PostDetail {
  date: string;
  ts: string;
  at: number;
}

/** Facts shown and questions missed; never who asked, and never a question that was answered. */
export interface Memory {
  /** All at once, or none; an id already recorded is ignored. */
  tell(...told: Telling[]): Promise<void>;
  /** Where a fact was shown, newest first. */
  toldWhere(
    fact: string,
  ): Promise<{ team: string; channel: string; ts: string | null; base: string; at: number }[]>;
  /** The facts told last in a thread; none when nothing was told there, or it is forgotten. */
  toldInThread(team: string, channel: string, thread: string): Promise<string[]>;
  /** All at once, or none; counted by key. */
  miss(...misses: Miss[]): Promise<void>;
  /** Questions without an answer, asked in a channel since an instant, most asked first. */
  missesSince(channel: string, since: number, limit: number): Promise<{ question: string; count: number }[]>;
}

/**
 * The fact bases that instances were started with. Digests speak for the last one that posted: an instance with an
 * older one would call facts withdrawn, and the next one would call them new.
 */
export interface Bases {
  /** Stores a snapshot of a base under its version, with the time that version was first seen. */
  keep(version: string, snapshot: unknown, at: number): Promise<void>;
  /** Null when there is none. */
  snapshot(version: string): Promise<unknown>;
  /** The version digests speak for in place of this one; null when this one may post. */
  speaker(version: string): Promise<string | null>;
  /** From now on digests speak for this version, until one that is seen later posts. False when it is not known. */
  speakFor(version: string): Promise<boolean>;
  /** Every version and when it was first seen, the latest first. */
  known(): Promise<{ version: string; seen: number }[]>;
}

/** Facts shown in one place at one time. */
export interface Telling {
  /** Natural key, so that a replayed event adds nothing. */
  id: string;
  team: string;
  channel: string;
  ts: string | null;
  /** The message that started the thread it was told in; null outside threads. */
  thread: string | null;
  facts: string[];
  base: string;
  at: number;
}

/** A question without an answer. */
export interface Miss {
  id: string;
  /** Where it was asked: it is shown nowhere else. */
  channel: string;
  /** As asked. */
  question: string;
  /** The question normalized: what counts as the same question. */
  key: string;
  at: number;
}

/** One channel's digest, as people set it up: the channel has one, however many workspaces share it. */
export interface DigestSetting {
  channel: string;
  /** The workspace of whoever set it up. */
  team: string;
  isOn: boolean;
  /** Local time, `HH:MM`. */
  at: string;
  /** `weekdays`, `daily`, or days like `mon,thu`. */
  days: string;
  /** IANA name. */
  zone: string;
  /** Empty: all. */
  topics: string[];
  isQuiet: boolean;
  /** No post before this local date. */
  pausedUntil: string | null;
  /** User id of whoever set it up, notified when it cannot be posted. */
  setBy: string;
  /** Nothing that was due before this instant is posted. */
  since: number;
  /** Slack's code when Slack's refusal turned it off; null otherwise. */
  fault: string | null;
}

export interface Digests {
  get(channel: string): Promise<DigestSetting | null>;
  /** The settings that are on. */
  active(): Promise<DigestSetting[]>;
  /** How many Slack's refusal has turned off. */
  faults(): Promise<number>;
  /**
   * Changes a setting, once per `key` (the command's trigger): a repeated command changes nothing.
   * @returns the resulting setting, and whether this call changed it
   */
  change(key: string, setting: DigestSetting): Promise<{ setting: DigestSetting; isNew: boolean }>;
  /** Turns off a digest that Slack refuses for good. False when it was off or marked already. */
  markFault(channel: string, fault: string): Promise<boolean>;
}
