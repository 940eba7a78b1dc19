import { type Html, html } from './html.ts';

/** Decorative: the text or label beside each icon says the same. */
const PATHS = {
  channel: 'M7 3.5 5.5 16.5M14 3.5l-1.5 13M3.5 7.5h13.5M3 12.5h13.5',
  eye: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10Zm8 2.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8Z',
  reply: 'M3.5 4.5h13v9h-6l-4 3v-3h-3v-9Z',
  close: 'M5 5l10 10M15 5 5 15',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  send: 'M3 10 17 3.5 13 17l-3.2-5L3 10Z',
  home: 'M3 9.5 10 4l7 5.5M5 8.5V16h10V8.5',
};

export function icon(name: keyof typeof PATHS): Html {
  return html`<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`;
}
