import type { Obj } from '../old-platform/json.ts';
import { isObj, obj } from '../old-platform/json.ts';
import type { Platform } from '../old-platform/platform.ts';
import type { View } from '../old-platform/views.ts';
import { Blocks } from './blocks.tsx';
import { CloseIcon } from './icons.tsx';
import { plain, TextObject } from './text.tsx';

/** What a person has open besides messages: a modal, a question to confirm, the App Home. */
export function Modal({ view, platform, depth }: { view: View; platform: Platform; depth: number }) {
  const title = view.title ? plain(view.title) : '';
  return (
    <form className="modal" data-view={view.id} aria-labelledby="modal-title" noValidate>
      <header>
        <h2 id="modal-title">{title}</h2>
        <button type="button" className="quiet" data-close="all" aria-label="Close">
          <CloseIcon />
        </button>
      </header>
      <div className="modal-body blocks">
        <Blocks blocks={view.blocks} context={{ cast: platform.cast, scope: `view-${view.id}` }} />
        <p className="field-error" data-error="" role="alert" />
      </div>
      <footer>
        <button type="button" className="button button-default" data-close="top">
          {view.close ? plain(view.close) : depth > 1 ? 'Back' : 'Cancel'}
        </button>
        {view.submit && (
          <button type="submit" className="button button-primary">
            {plain(view.submit)}
          </button>
        )}
      </footer>
    </form>
  );
}

export function Confirm({ confirm, platform }: { confirm: Obj; platform: Platform }) {
  const danger = confirm.style === 'danger';
  return (
    <form method="dialog" className="modal modal-confirm" aria-labelledby="confirm-title">
      <header>
        <h2 id="confirm-title">{plain(obj(confirm.title))}</h2>
      </header>
      <div className="modal-body">
        {isObj(confirm.text) && <TextObject text={confirm.text} cast={platform.cast} />}
      </div>
      <footer>
        <button type="submit" value="no" className="button button-default">
          {plain(obj(confirm.deny))}
        </button>
        <button type="submit" value="yes" className={`button button-${danger ? 'danger' : 'primary'}`}>
          {plain(obj(confirm.confirm))}
        </button>
      </footer>
    </form>
  );
}

export function Home({ view, platform }: { view: View | undefined; platform: Platform }) {
  if (!view) {
    return (
      <p className="empty">
        {platform.cast.bot.real_name} has not put anything here yet. Opening this page asks it to.
      </p>
    );
  }
  return (
    <div className="home blocks" data-view={view.id}>
      <Blocks blocks={view.blocks} context={{ cast: platform.cast, scope: `view-${view.id}` }} />
    </div>
  );
}
