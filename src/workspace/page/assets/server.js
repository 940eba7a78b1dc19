/** Who looks at what, as the server wrote it on the page. */
export const here = document.body.dataset;

/** Names this window: a modal that was opened from it is shown in no other. */
sessionStorage.client ??= crypto.randomUUID();
export const { client } = sessionStorage;

/** Tells the server what the person did; returns what to show next, or null when that failed. */
export async function post(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: here.as, client, ...body }),
    });
    const answer = await response.json();
    if (answer.ok) return answer;
    toast(answer.error);
  } catch {
    toast('The workspace does not answer. Is it still running?');
  }
  return null;
}

const TOAST_MS = 6000;
let toastTimer;

export function toast(text) {
  const place = document.getElementById('toast');
  place.textContent = text;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => place.replaceChildren(), TOAST_MS);
}

/** Said to a screen reader, shown to nobody. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}

/** HTML from the server, as elements. */
export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}
