import { type Ids, secret } from './ids.ts';
import { named } from './messages.ts';
import type { Fields } from './rules/check.ts';

export interface View extends Fields {
  id: string;
  type: 'modal' | 'home';
  /** Whose screen it is on; not part of what the app is told. */
  user: string;
  blocks: Fields[];
  hash: string;
  callback_id: string;
  private_metadata: string;
  external_id: string;
  state: { values: Fields };
  root_view_id: string;
  previous_view_id: string | null;
  open: boolean;
}

/** Modals one upon the other. */
export const STACK = 3;

export interface Views {
  readonly all: View[];
  open(user: string, view: Fields, above?: View): View;
  publish(user: string, view: Fields): View;
  replace(old: View, view: Fields): View;
  close(view: View): void;
  closeAll(user: string): void;
  find(key: { id?: string; externalId?: string }): View | undefined;
  /** The modal on top, if any. */
  top(user: string): View | undefined;
  stack(user: string): View[];
  home(user: string): View | undefined;
}

interface Owner {
  teamId: string;
  appId: string;
  botId: string;
}

export function createViews(ids: Ids, owner: Owner): Views {
  const all: View[] = [];
  const made = (user: string, view: Fields, id = ids.next('V')): View => ({
    team_id: owner.teamId,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    title: null,
    submit: null,
    close: null,
    ...view,
    id,
    type: view.type as View['type'],
    user,
    blocks: named(view.blocks as Fields[]),
    state: { values: {} },
    hash: `${Math.floor(Date.now() / 1000)}.${secret(4)}`,
    root_view_id: id,
    previous_view_id: null,
    app_id: owner.appId,
    bot_id: owner.botId,
    open: true,
  });
  const stack = (user: string) =>
    all.filter((view) => view.user === user && view.open && view.type === 'modal');
  const home = (user: string) => all.find((view) => view.user === user && view.type === 'home');
  const add = (view: View) => {
    all.push(view);
    return view;
  };
  const replace = (old: View, view: Fields) =>
    Object.assign(old, made(old.user, view, old.id), {
      root_view_id: old.root_view_id,
      previous_view_id: old.previous_view_id,
    });
  return {
    all,
    stack,
    home,
    replace,
    open(user, view, above) {
      const opened = made(user, view);
      if (above) {
        opened.root_view_id = above.root_view_id;
        opened.previous_view_id = above.id;
      } else {
        for (const other of stack(user)) other.open = false;
      }
      return add(opened);
    },
    publish(user, view) {
      const old = home(user);
      return old ? replace(old, view) : add(made(user, view));
    },
    close(view) {
      view.open = false;
    },
    closeAll(user) {
      for (const view of stack(user)) view.open = false;
    },
    find: ({ id, externalId }) =>
      all.find(
        (view) => view.open && (id ? view.id === id : externalId !== '' && view.external_id === externalId),
      ),
    top: (user) => stack(user).at(-1),
  };
}

/** A view as the app is told of it. */
export function apiView({ user, open, ...view }: View): Fields {
  return view;
}
