import { hearModal, startActing } from './acting.js';
import { startComposers } from './composer.js';
import { goneMessage, hearMessage, openAtStart, startPanes } from './panes.js';
import { announce, client, here, parse, post } from './server.js';

startPanes();
startComposers();
startActing();
openAtStart();
follow();

document.getElementById('person').addEventListener('change', ({ target }) => {
  location.assign(`/?${new URLSearchParams({ as: target.value, in: here.in })}`);
});
if (here.in === 'home') void post('/opened', { tab: 'home' });
if (here.in.startsWith('D')) void post('/opened', { tab: 'messages' });

/** Follows changes while the page is visible; a hidden page disconnects and catches up later. */
function follow() {
  let source;
  const open = () => {
    const query = new URLSearchParams({ as: here.as, client, boot: here.boot, since: here.seq });
    source = new EventSource(`/events?${query}`);
    source.addEventListener('hello', ({ data }) => hearModal(JSON.parse(data).modal));
    source.addEventListener('reload', () => location.reload());
    source.onmessage = ({ data, lastEventId }) => {
      here.seq = lastEventId.split('/')[1];
      hear(JSON.parse(data));
    };
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) source.close();
    else open();
  });
  addEventListener('pagehide', () => source.close());
  addEventListener('pageshow', ({ persisted }) => persisted && open());
  open();
}

function hear(told) {
  if (told.kind === 'message') hearMessage(told);
  if (told.kind === 'gone') goneMessage(told);
  if (told.kind === 'modal') hearModal(told.html);
  if (told.kind === 'home' && here.in === 'home') {
    document.getElementById('home').replaceChildren(parse(told.html));
    announce('The App Home has changed');
  }
}
