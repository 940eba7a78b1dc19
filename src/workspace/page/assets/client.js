import { hearView, startActing } from './acting.js';
import { goneMessage, hearMessage, openAtStart, startPanes } from './pane.js';
import { announce, here, parse, post } from './post.js';
import { startTyping } from './typing.js';

startPanes();
startTyping();
startActing();
openAtStart();
follow();
chooseView();

/** Follows what happens while the page is seen; a hidden page lets go of its connection and catches up later. */
function follow() {
  let source;
  const open = () => {
    const query = new URLSearchParams({ as: here.as, boot: here.boot, since: here.seq });
    source = new EventSource(`/events?${query}`);
    source.addEventListener('hello', (event) => hearView(JSON.parse(event.data).modal));
    source.addEventListener('reload', () => location.reload());
    source.onmessage = (event) => {
      here.seq = event.lastEventId.split('/')[1];
      hear(JSON.parse(event.data));
    };
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source.close();
    else open();
  });
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', (event) => {
    if (event.persisted) open();
  });
  open();
}

function hear(told) {
  if (told.kind === 'message') hearMessage(told);
  if (told.kind === 'gone') goneMessage(told);
  if (told.kind === 'view') hearView(told.html);
  if (told.kind === 'home' && here.in === 'home') {
    document.getElementById('home').replaceChildren(parse(told.html));
    announce('The App Home has changed');
  }
}

/** Who one is, and where, is in the address: switching is going there. */
function chooseView() {
  document.getElementById('person').addEventListener('change', (event) => {
    const as = event.target.value;
    // The own direct message is found by the person.
    const room = here.in.startsWith('D') ? as : here.in;
    location.assign(`/?${new URLSearchParams({ as, in: room })}`);
  });
  const menu = document.querySelector('[data-menu]');
  menu.addEventListener('click', () => {
    const open = document.body.classList.toggle('menu-open');
    menu.setAttribute('aria-expanded', String(open));
    if (open) document.querySelector('.sidebar a').focus();
  });
  addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !document.body.classList.contains('menu-open')) return;
    document.body.classList.remove('menu-open');
    menu.setAttribute('aria-expanded', 'false');
    menu.focus();
  });
  if (here.in === 'home') void post('/opened', { tab: 'home' });
  if (here.in.startsWith('D')) void post('/opened', { tab: 'messages' });
}
