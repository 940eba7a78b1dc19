import { announce, here, parse, post, toast } from './post.js';

const pane = document.getElementById('thread');
const scroll = document.getElementById('scroll');
const list = document.getElementById('messages');

/** Messages in the channel and in the thread beside it: placing them, opening and closing the thread. */
export function startPanes() {
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-thread]');
    if (opener && opener !== document.body) void openThread(opener.dataset.thread);
    if (event.target.closest('[data-close-thread]')) closeThread();
    const dismiss = event.target.closest('[data-dismiss]');
    if (dismiss) {
      const { channel, ts } = dismiss.closest('[data-ts]').dataset;
      void post('/dismiss', { channel, ts });
    }
  });
  for (const link of document.querySelectorAll('[data-room]')) showUnread(link);
}

/** Where a page begins: at the linked message, else at the newest. */
export function openAtStart() {
  countUnread(here.in, 0);
  const linked = location.hash && document.querySelector(`[data-ts="${CSS.escape(location.hash.slice(1))}"]`);
  toEnd(pane.querySelector('.scroll'));
  // Whoever just arrives begins where the example begins; whoever goes somewhere, at the newest.
  if (location.search) toEnd(scroll);
  else list?.firstElementChild?.scrollIntoView({ block: 'start' });
  if (!linked) return;
  linked.classList.add('message-linked');
  linked.scrollIntoView({ block: 'center' });
}

export function hearMessage(told) {
  if (told.say) announce(told.say);
  if (told.channel !== here.in) {
    if (told.fresh && !told.mine) countUnread(told.channel, unreadOf(told.channel) + 1);
    return;
  }
  if (told.inChannel) place(list, scroll, told.inChannel, told);
  if (told.thread === here.thread) {
    const replies = pane.querySelector('.messages');
    if (replies) place(replies, replies, told.inThread, told);
  }
}

export function goneMessage({ channel, ts }) {
  for (const row of document.querySelectorAll(`[data-channel="${channel}"][data-ts="${ts}"]`)) {
    const hadFocus = row.contains(document.activeElement);
    const composer = row.closest('aside, main').querySelector('.composer textarea');
    row.remove();
    if (hadFocus) composer?.focus();
  }
}

// --- internal ---

function place(into, scroller, html, { ts, fresh, mine }) {
  const row = parse(html).firstElementChild;
  const atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 120;
  const known = into.querySelector(`[data-ts="${ts}"]`);
  if (known) {
    const focused = known.contains(document.activeElement) ? document.activeElement.dataset : null;
    known.replaceWith(row);
    if (focused) refocus(row, focused);
  } else {
    const later = [...into.children].find((one) => Number(one.dataset.ts) > Number(ts));
    into.insertBefore(row, later ?? null);
    if (fresh) row.classList.add('message-new');
  }
  if (atEnd || (fresh && mine)) toEnd(scroller);
}

/** The same element of a message that was drawn anew, else the message's first. */
function refocus(row, { block, action, thread }) {
  const same =
    (action &&
      row.querySelector(`[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`)) ||
    (thread && row.querySelector('[data-thread]')) ||
    row.querySelector('button, a');
  same?.focus();
}

async function openThread(root) {
  const query = new URLSearchParams({ as: here.as, in: here.in, thread: root });
  const response = await fetch(`/thread?${query}`).catch(() => null);
  if (!response?.ok) return toast('The thread could not be opened.');
  here.thread = root;
  delete pane.dataset.offered;
  pane.replaceChildren(parse(await response.text()));
  pane.hidden = false;
  remember();
  toEnd(pane.querySelector('.scroll'));
  pane.querySelector('textarea').focus();
}

function closeThread() {
  const root = here.thread;
  here.thread = '';
  pane.hidden = true;
  pane.replaceChildren();
  remember();
  const opener = document.querySelector(`[data-ts="${root}"] .replies`);
  (opener ?? document.getElementById('composer'))?.focus();
}

/** The address says what is seen, so that loading it again shows the same. */
function remember() {
  const query = new URLSearchParams({ as: here.as, in: here.in });
  if (here.thread) query.set('thread', here.thread);
  history.replaceState(null, '', `/?${query}`);
}

function toEnd(element) {
  if (element) element.scrollTop = element.scrollHeight;
}

function unreadOf(room) {
  return Number(sessionStorage.getItem(`unread ${here.as} ${room}`) ?? 0);
}

function countUnread(room, count) {
  sessionStorage.setItem(`unread ${here.as} ${room}`, String(count));
  const link = document.querySelector(`[data-room="${room}"]`);
  if (link) showUnread(link);
}

function showUnread(link) {
  const count = unreadOf(link.dataset.room);
  const badge = link.querySelector('.unread');
  badge.hidden = count === 0;
  badge.textContent = String(count);
  badge.title = `${count} new`;
}
