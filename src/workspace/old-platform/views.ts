import type { Cast } from './cast.ts';
import type { Changes } from './changes.ts';
import { bool, type Obj, obj, objs, str } from './json.ts';

/** A modal or an App Home, as Slack keeps and sends it. */
export interface View {
  id: string;
  user: string;
  type: 'modal' | 'home';
  hash: string;
  external_id: string;
  callback_id: string;
  private_metadata: string;
  blocks: Obj[];
  title: Obj | null;
  submit: Obj | null;
  close: Obj | null;
  clear_on_close: boolean;
  notify_on_close: boolean;
  previous_view_id: string | null;
  root_view_id: string;
}

export interface Views {
  /** The modals a person has open, the top one last. */
  stack(user: string): View[];
  home(user: string): View | undefined;
  find(key: { view_id?: string; external_id?: string }): View | undefined;
  /** Puts a modal on top of what is open; `fresh` closes that first. */
  open(user: string, body: Obj, fresh: boolean): View;
  update(view: View, body: Obj): void;
  publish(user: string, body: Obj): View;
  /** Closes the top modal, or all of them. */
  close(user: string, all: boolean): void;
  asSlack(view: View, values?: Obj): Obj;
}

export function createViews(cast: Cast, changes: Changes, now: () => Date): Views {
  const stacks = new Map<string, View[]>();
  const homes = new Map<string, View>();
  let count = 0;

  const views: Views = {
    stack: (user) => stacks.get(user) ?? [],
    home: (user) => homes.get(user),
    find({ view_id, external_id }) {
      const all = [...homes.values(), ...[...stacks.values()].flat()];
      return all.find((view) => (view_id ? view.id === view_id : view.external_id === external_id));
    },
    open(user, body, fresh) {
      const below = fresh ? [] : views.stack(user);
      const view = make(user, body, 'modal');
      view.previous_view_id = below.at(-1)?.id ?? null;
      view.root_view_id = below[0]?.id ?? view.id;
      stacks.set(user, [...below, view]);
      changes.log({ kind: 'view', user });
      return view;
    },
    update(view, body) {
      Object.assign(view, content(body), { hash: nextHash() });
      changes.log({ kind: view.type === 'home' ? 'home' : 'view', user: view.user });
    },
    publish(user, body) {
      const known = homes.get(user);
      const view = known ?? make(user, body, 'home');
      if (known) Object.assign(known, content(body), { hash: nextHash() });
      homes.set(user, view);
      changes.log({ kind: 'home', user });
      return view;
    },
    close(user, all) {
      stacks.set(user, all ? [] : views.stack(user).slice(0, -1));
      changes.log({ kind: 'view', user });
    },
    asSlack: (view, values = {}) => ({
      id: view.id,
      team_id: cast.team.id,
      type: view.type,
      blocks: view.blocks,
      private_metadata: view.private_metadata,
      callback_id: view.callback_id,
      state: { values },
      hash: view.hash,
      title: view.title,
      clear_on_close: view.clear_on_close,
      notify_on_close: view.notify_on_close,
      close: view.close,
      submit: view.submit,
      previous_view_id: view.previous_view_id,
      root_view_id: view.root_view_id,
      app_id: cast.app,
      external_id: view.external_id,
      app_installed_team_id: cast.team.id,
      bot_id: cast.bot.bot_id,
    }),
  };
  return views;

  // --- internal ---

  function make(user: string, body: Obj, type: View['type']): View {
    const id = `V${String(++count).padStart(9, '0')}`;
    return {
      id,
      user,
      type,
      hash: nextHash(),
      previous_view_id: null,
      root_view_id: id,
      ...content(body),
    };
  }

  function nextHash(): string {
    return `${Math.floor(now().getTime() / 1000)}.${String(++count).padStart(8, '0')}`;
  }
}

/** What an app says of a view; the rest is Slack's. */
function content(body: Obj) {
  return {
    external_id: str(body.external_id),
    callback_id: str(body.callback_id),
    private_metadata: str(body.private_metadata),
    blocks: objs(body.blocks),
    title: body.title ? obj(body.title) : null,
    submit: body.submit ? obj(body.submit) : null,
    close: body.close ? obj(body.close) : null,
    clear_on_close: bool(body.clear_on_close),
    notify_on_close: bool(body.notify_on_close),
  };
}
