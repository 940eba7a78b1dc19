import { announce, here, post } from './post.js';

/** The message fields: sending, growing, and completing the command, the examples and names. */
export function startTyping() {
  document.addEventListener('input', (event) => {
    if (event.target.matches('.composer textarea')) typed(event.target);
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.matches?.('.composer textarea')) pressed(event, event.target);
  });
  document.addEventListener('submit', (event) => {
    if (!event.target.matches('.composer')) return;
    event.preventDefault();
    void send(event.target);
  });
  document.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) pick(option.closest('.composer'), option);
    const chip = event.target.closest('[data-fill]');
    if (chip) fill(document.getElementById('composer'), chip.dataset.fill);
  });
  document.addEventListener('focusout', (event) => {
    // A click on a suggestion takes the focus first.
    const form = event.target.closest?.('.composer');
    if (form && !form.contains(event.relatedTarget)) setTimeout(() => hide(form), 150);
  });
  const first = document.getElementById('composer');
  if (first && !here.thread && matchMedia('(min-width: 700px)').matches) first.focus();
}

// --- internal ---

async function send(form) {
  const field = form.querySelector('textarea');
  const text = field.value;
  if (!text.trim()) return;
  fill(field, '');
  const sent = await post('/say', { channel: here.in, text, thread: form.dataset.to });
  if (!sent && !field.value) fill(field, text);
}

function fill(field, text) {
  field.value = text;
  grow(field);
  hide(field.form);
  field.focus();
}

function typed(field) {
  grow(field);
  show(field.form, suggestions(field), field.value);
}

function grow(field) {
  field.rows = Math.min(8, Math.max(1, field.value.split('\n').length));
}

function pressed(event, field) {
  if (event.isComposing) return;
  const form = field.form;
  const list = form.querySelector('.completion');
  const options = [...list.querySelectorAll('[role="option"]')];
  const active = options.findIndex((one) => one.ariaSelected === 'true');
  const open = !list.hidden && options.length > 0;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    const from = active < 0 && step < 0 ? 0 : active;
    activate(field, options, (from + step + options.length) % options.length);
  } else if (open && active >= 0 && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
    pick(form, options[active]);
  } else if (!list.hidden && event.key === 'Escape') {
    hide(form);
  } else if (event.key === 'Enter' && !event.shiftKey) {
    form.requestSubmit();
  } else {
    return;
  }
  event.preventDefault();
}

/** What could be meant: each with what it puts in, from where to the caret, and what it shows. */
function suggestions(field) {
  const before = field.value.slice(0, field.selectionStart);
  const inThread = field.form.dataset.to !== '';
  if (before.startsWith('/')) return inThread ? [] : commands(before);
  const at = /(?:^|[\s(])@([\p{L}\p{N} ]*)$/u.exec(before);
  if (!at) return [];
  const people = [...document.querySelectorAll('#person option')].map(
    (one) => one.textContent.split(' (')[0],
  );
  const start = before.length - at[1].length - 1;
  return [here.bot, ...people]
    .filter((name) => name.toLowerCase().startsWith(at[1].toLowerCase()) && name !== at[1])
    .map((name) => ({
      start,
      put: `@${name} `,
      label: `@${name}`,
      hint: name === here.bot ? 'App' : '',
      first: true,
    }));
}

function commands(before) {
  if (!before.includes(' ')) {
    if (!here.command.startsWith(before)) return [];
    const hint = 'a question, or help';
    return [{ start: 0, put: `${here.command} `, label: here.command, hint, first: before !== here.command }];
  }
  if (!before.startsWith(`${here.command} `)) return [];
  const rest = before.slice(here.command.length + 1).toLowerCase();
  return JSON.parse(here.examples)
    .filter((one) => one.toLowerCase().startsWith(rest) && one !== rest)
    .slice(0, 4)
    .map((one) => ({ start: 0, put: `${here.command} ${one}`, label: one, hint: 'example', first: false }));
}

function show(form, found, text) {
  const list = form.querySelector('.completion');
  const field = form.querySelector('textarea');
  const note = form.dataset.to !== '' && text.startsWith('/');
  list.replaceChildren(...found.map((one, i) => option(one, `${field.id}-option-${i}`)));
  if (note) list.append(line(`Slash commands do not work in threads: mention @${here.bot} instead.`));
  list.hidden = found.length === 0 && !note;
  if (found.length > 0)
    announce(found.length === 1 ? `Suggestion: ${found[0].label}` : `${found.length} suggestions`);
  activate(field, [...list.querySelectorAll('[role="option"]')], found[0]?.first ? 0 : -1);
}

function option({ start, put, label, hint }, id) {
  const element = document.createElement('div');
  element.id = id;
  element.role = 'option';
  element.tabIndex = -1;
  element.dataset.start = String(start);
  element.dataset.put = put;
  const name = document.createElement('strong');
  name.textContent = label;
  const small = document.createElement('small');
  small.textContent = hint;
  element.append(name, ' ', small);
  return element;
}

function line(text) {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}

function activate(field, options, index) {
  for (const [i, one] of options.entries()) one.ariaSelected = String(i === index);
  if (index >= 0) field.setAttribute('aria-activedescendant', options[index].id);
  else field.removeAttribute('aria-activedescendant');
}

function pick(form, { dataset }) {
  const field = form.querySelector('textarea');
  const start = Number(dataset.start);
  const after = field.value.slice(field.selectionStart);
  field.value = field.value.slice(0, start) + dataset.put + after;
  field.selectionStart = field.selectionEnd = start + dataset.put.length;
  field.focus();
  typed(field);
}

function hide(form) {
  form.querySelector('.completion').hidden = true;
  form.querySelector('textarea').removeAttribute('aria-activedescendant');
}
