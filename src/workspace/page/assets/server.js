/** Who is looking at what, as the server wrote it on the page. */
export const here = document.body.dataset;

/** Identifies this window; a modal is shown only in the window it was opened from. */
sessionStorage.client ??= crypto.randomUUID();
export const { client } = sessionStorage;

/** Posts what the person did; returns the answer, or null when it failed. */
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

/** For screen readers only. */
export function announce(text) {
  document.getElementById('live').textContent = text;
}

/** HTML from the server, as elements. */
export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content;
}
