import { announce, here, post } from './server.js';

/** The message fields: sending, and completing the command, examples and names. */
export function startComposers() {
  document.addEventListener('input', ({ target }) => {
    if (target.matches('.composer textarea')) suggest(target);
  });
  document.addEventListener('keydown', (event) => {
    if (!event.target.matches?.('.composer textarea') || event.isComposing) return;
    if (pressed(event, event.target)) event.preventDefault();
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('.composer')) return;
    event.preventDefault();
    void send(event.target.querySelector('textarea'));
  });
  // Clicking a suggestion keeps the focus in the field.
  document.addEventListener('mousedown', (event) => {
    if (event.target.closest('[role="option"]')) event.preventDefault();
  });
  document.addEventListener('click', ({ target }) => {
    const option = target.closest('[role="option"]');
    if (option) pick(option.closest('form').querySelector('textarea'), option);
    const chip = target.closest('[data-fill]');
    if (chip) fill(first, chip.dataset.fill);
  });
  const first = document.getElementById('composer');
  if (first && !here.thread && matchMedia('(min-width: 700px)').matches) first.focus();
}

// --- internal ---

const isThread = (field) => field.id === 'thread-composer';
const listOf = (field) => field.form.querySelector('[role="listbox"]');

async function send(field) {
  const text = field.value;
  if (!text.trim()) return;
  fill(field, '');
  const thread = isThread(field) ? here.thread : '';
  const sent = await post('/say', { channel: here.in, text, thread });
  if (!sent && !field.value) fill(field, text);
}

function fill(field, text) {
  field.value = text;
  listOf(field).replaceChildren();
  field.focus();
}

/** Handles a key that controls the suggestions or sends; false for any other. */
function pressed({ key, shiftKey }, field) {
  const options = [...listOf(field).children];
  const active = options.findIndex((one) => one.ariaSelected === 'true');
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (options.length > 0 && step) {
    activate(field, options, (Math.max(active, step < 0 ? 0 : -1) + step + options.length) % options.length);
  } else if (options.length > 0 && key === 'Escape') {
    listOf(field).replaceChildren();
    field.removeAttribute('aria-activedescendant');
  } else if (active >= 0 && !shiftKey && (key === 'Enter' || key === 'Tab')) {
    pick(field, options[active]);
  } else if (key === 'Enter' && !shiftKey) {
    field.form.requestSubmit();
  } else {
    return false;
  }
  return true;
}

/** Each suggestion has its label and hint, and the text `put` that replaces `start` to the caret. */
function suggestions(field) {
  const before = field.value.slice(0, field.selectionStart);
  const { command, bot } = here;
  if (before.startsWith('/')) {
    if (isThread(field)) return [];
    if (command.startsWith(before)) {
      return [
        {
          start: 0,
          put: `${command} `,
          label: command,
          hint: 'a question, or help',
          first: before !== command,
        },
      ];
    }
    const typed = before.toLowerCase();
    return JSON.parse(here.examples)
      .map((label) => ({ start: 0, put: `${command} ${label}`, label, hint: 'example' }))
      .filter(({ put }) => put.toLowerCase().startsWith(typed) && put !== before)
      .slice(0, 4);
  }
  const [, typed] = /(?:^|[\s(])@([\p{L}\p{N} ]*)$/u.exec(before) ?? [];
  if (typed === undefined) return [];
  const people = [...document.querySelectorAll('#person option')].map(
    (one) => one.textContent.split(' (')[0],
  );
  return [bot, ...people]
    .filter((name) => name.toLowerCase().startsWith(typed.toLowerCase()) && name !== typed)
    .map((name) => ({
      start: before.length - typed.length - 1,
      put: `@${name} `,
      label: `@${name}`,
      hint: name === bot ? 'App' : '',
      first: true,
    }));
}

function suggest(field) {
  const found = suggestions(field);
  const options = found.map(({ start, put, label, hint }, i) => {
    const option = Object.assign(document.createElement('div'), { id: `${field.id}-${i}`, role: 'option' });
    Object.assign(option.dataset, { start, put });
    const [name, small] = [document.createElement('strong'), document.createElement('small')];
    name.textContent = label;
    small.textContent = hint;
    option.append(name, ' ', small);
    return option;
  });
  listOf(field).replaceChildren(...options);
  if (found.length > 0)
    announce(found.length === 1 ? `Suggestion: ${found[0].label}` : `${found.length} suggestions`);
  activate(field, options, found[0]?.first ? 0 : -1);
}

function activate(field, options, index) {
  for (const [i, one] of options.entries()) one.ariaSelected = String(i === index);
  if (index >= 0) field.setAttribute('aria-activedescendant', options[index].id);
  else field.removeAttribute('aria-activedescendant');
}

function pick(field, { dataset }) {
  field.setRangeText(dataset.put, Number(dataset.start), field.selectionStart, 'end');
  field.focus();
  suggest(field);
}
