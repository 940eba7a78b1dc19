import { announce, here, parse, post, toast } from './server.js';

const pane = document.getElementById('thread');
const scroll = document.getElementById('scroll');
const list = document.getElementById('messages');
const replies = () => pane.querySelector('.messages');

/** The messages of the channel and of the thread beside it. */
export function startPanes() {
  document.addEventListener('click', ({ target }) => {
    const opener = target.closest('button[data-thread]');
    if (opener) void openThread(opener.dataset.thread);
    if (target.closest('[data-close-thread]')) closeThread();
    if (!target.closest('[data-dismiss]')) return;
    const { channel, ts } = target.closest('[data-ts]').dataset;
    void post('/dismiss', { channel, ts });
  });
  for (const { dataset } of document.querySelectorAll('[data-room]')) countUnread(dataset.room, 0);
}

/** Scrolls to the linked message, at the bare address to the example, else to the newest. */
export function openAtStart() {
  sessionStorage.removeItem(unreadKey(here.in));
  countUnread(here.in, 0);
  showNewestAnswer();
  if (location.search) showStart(scroll, list?.lastElementChild);
  else showStart(scroll, list?.firstElementChild);
  const linked = location.hash && document.querySelector(`[data-ts="${CSS.escape(location.hash.slice(1))}"]`);
  if (!linked) return;
  linked.classList.add('message-linked');
  linked.scrollIntoView({ block: 'center' });
}

export function hearMessage(told) {
  if (told.say) announce(told.say);
  if (told.channel !== here.in) {
    if (told.fresh && !told.mine) countUnread(told.channel, 1);
    return;
  }
  if (told.inChannel) place(list, scroll, told.inChannel, told);
  if (told.thread === here.thread && replies()) place(replies(), replies(), told.inThread, told);
}

export function goneMessage({ channel, ts }) {
  for (const row of document.querySelectorAll(`[data-channel="${channel}"][data-ts="${ts}"]`)) {
    const composer =
      row.contains(document.activeElement) && row.closest('aside, main').querySelector('textarea');
    row.remove();
    if (composer) composer.focus();
  }
}

// --- internal ---

function place(into, scroller, html, { ts, fresh, mine }) {
  const row = parse(html).firstElementChild;
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
  const known = into.querySelector(`[data-ts="${ts}"]`);
  if (known) {
    const focused = known.contains(document.activeElement) && document.activeElement.dataset;
    known.replaceWith(row);
    if (focused) refocus(row, focused);
  } else {
    const later = [...into.children].find((one) => Number(one.dataset.ts) > Number(ts));
    into.insertBefore(row, later ?? null);
  }
  if (fresh && (atEnd || mine)) showStart(scroller, row);
}

/** Focuses the same element of a redrawn message, else its first one. */
function refocus(row, { block, action, thread }) {
  const same = action && `[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`;
  (row.querySelector(same || (thread ? '.replies' : 'button')) ?? row.querySelector('button, a'))?.focus();
}

async function openThread(root) {
  const address = addressOf(root);
  const response = await fetch(address).catch(() => null);
  if (!response?.ok) return toast('The thread could not be opened.');
  here.thread = root;
  delete pane.dataset.offered;
  const whole = new DOMParser().parseFromString(await response.text(), 'text/html');
  pane.replaceChildren(...whole.getElementById('thread').childNodes);
  pane.hidden = false;
  history.replaceState(null, '', address);
  showNewestAnswer();
  pane.querySelector('textarea').focus();
}

function closeThread() {
  const opener = document.querySelector(`[data-ts="${here.thread}"] .replies`);
  here.thread = '';
  pane.hidden = true;
  pane.replaceChildren();
  history.replaceState(null, '', addressOf(''));
  (opener ?? document.getElementById('composer'))?.focus();
}

/** Reloading this address shows the same conversation and thread. */
function addressOf(thread) {
  return `/?${new URLSearchParams({ as: here.as, in: here.in, ...(thread && { thread }) })}`;
}

/** A thread opens at the beginning of its newest answer, however long that is. */
function showNewestAnswer() {
  const all = [...(replies()?.children ?? [])];
  showStart(replies(), all.findLast((row) => row.dataset.kind === 'bot') ?? all.at(-1));
}

/** Scrolls to the beginning of a message, or to the end if everything from there on fits. */
function showStart(scroller, row) {
  if (row) scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

function unreadKey(room) {
  return `unread ${here.as} ${room}`;
}

function countUnread(room, more) {
  const count = Number(sessionStorage.getItem(unreadKey(room))) + more;
  sessionStorage.setItem(unreadKey(room), String(count));
  const badge = document.querySelector(`[data-room="${room}"] .unread`);
  if (!badge) return;
  badge.hidden = count === 0;
  badge.textContent = String(count);
}
