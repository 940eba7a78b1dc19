import type { KnownBlock, PlainTextElement } from '@slack/types';
import type { View } from '../platform/views.ts';
import { blocks } from './blocks.ts';
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import { botOf, type Reader } from './reader.ts';
import { plain } from './rich-text.ts';

/** The topmost modal of this window of the reader; empty when none is open. */
export function modal(reader: Reader, client: string): Html {
  const stack = reader.platform.views.stack({ user: reader.viewer.id, client });
  const view = stack.at(-1);
  if (!view) return html``;
  const [title, submit, close] = [view.title, view.submit, view.close] as (PlainTextElement | null)[];
  return html`<form class="modal" data-view="${view.id}" novalidate>
    <header>
      <h2 id="modal-title">${title && plain(title)}</h2>
      <button type="button" class="quiet" data-close="all" aria-label="Close">${icon('close')}</button>
    </header>
    <div class="modal-body" tabindex="0" role="group" aria-labelledby="modal-title">
      ${content(view, reader, 3)}
      <p class="field-error" data-error="" role="alert"></p>
    </div>
    <footer>
      <button type="button" data-close="top">${close ? plain(close) : stack.length > 1 ? 'Back' : 'Cancel'}</button>
      ${submit && html`<button type="submit" class="primary">${plain(submit)}</button>`}
    </footer>
  </form>`;
}

export function home(reader: Reader): Html {
  const view = reader.platform.views.home(reader.viewer.id);
  if (view) return html`<div data-view="${view.id}">${content(view, reader, 2)}</div>`;
  const bot = botOf(reader.platform).real_name;
  return html`<p>${bot} has not put anything here yet. Opening this page asks it to.</p>`;
}

// --- internal ---

function content(view: View, { names }: Reader, heading: 2 | 3): Html {
  return blocks(view.blocks as unknown as KnownBlock[], { names, scope: `view-${view.id}`, heading });
}
