import type { Changes } from './changes.ts';
import { type Ids, secret } from './ids.ts';
import { named } from './messages.ts';
import type { Fields } from './rules/check.ts';

export interface View extends Fields {
  id: string;
  type: 'modal' | 'home';
  /** Who sees it, and in which browser window; not sent to the app. */
  user: string;
  client: string | undefined;
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

/** Maximum number of stacked modals. */
export const STACK = 3;

export interface Views {
  readonly all: View[];
  open(on: Screen, view: Fields, above?: View): View;
  publish(user: string, view: Fields): View;
  replace(old: View, view: Fields): View;
  close(...views: View[]): void;
  find(key: { id?: string; externalId?: string }): View | undefined;
  /** The top modal, if any. */
  top(on: Screen): View | undefined;
  /** The open modals, top one last. */
  stack(on: Screen): View[];
  home(user: string): View | undefined;
}

/** Modals open in the browser window that triggered them. */
interface Screen {
  user: string;
  client?: string | undefined;
}

interface Owner {
  teamId: string;
  appId: string;
  botId: string;
}

export function createViews(ids: Ids, owner: Owner, changes: Changes): Views {
  const all: View[] = [];
  const made = ({ user, client }: Screen, view: Fields, id = ids.next('V')): View => ({
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
    client,
    blocks: named(view.blocks as Fields[]),
    state: { values: {} },
    hash: `${Math.floor(Date.now() / 1000)}.${secret(4)}`,
    root_view_id: id,
    previous_view_id: null,
    app_id: owner.appId,
    bot_id: owner.botId,
    open: true,
  });
  const changed = ({ type, user, client }: View) =>
    changes.log(type === 'home' ? { kind: 'home', user } : { kind: 'modal', user, client });
  const stack = ({ user, client }: Screen) =>
    all.filter((view) => view.user === user && view.client === client && view.open && view.type === 'modal');
  const home = (user: string) => all.find((view) => view.user === user && view.type === 'home');
  const add = (view: View) => {
    all.push(view);
    changed(view);
    return view;
  };
  const replace = (old: View, view: Fields) => {
    const { root_view_id, previous_view_id } = old;
    Object.assign(old, made(old, view, old.id), { root_view_id, previous_view_id });
    changed(old);
    return old;
  };
  return {
    all,
    stack,
    home,
    replace,
    open(on, view, above) {
      const opened = made(on, view);
      if (above) {
        opened.root_view_id = above.root_view_id;
        opened.previous_view_id = above.id;
      } else {
        for (const other of stack(on)) other.open = false;
      }
      return add(opened);
    },
    publish(user, view) {
      const old = home(user);
      return old ? replace(old, view) : add(made({ user }, view));
    },
    close(...views) {
      for (const view of views) {
        view.open = false;
        changed(view);
      }
    },
    find: ({ id, externalId }) =>
      all.find(
        (view) => view.open && (id ? view.id === id : externalId !== '' && view.external_id === externalId),
      ),
    top: (on) => stack(on).at(-1),
  };
}

/** A view as the app receives it. */
export function apiView({ user, client, open, ...view }: View): Fields {
  return view;
}
