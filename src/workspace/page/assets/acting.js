import { parse, post, toast } from './server.js';

const modal = document.getElementById('modal');

/** Buttons, menus, fields and modals. The page reports which one was used; the server knows what it means. */
export function startActing() {
  document.addEventListener('click', ({ target }) => {
    const pressed = target.closest('[data-press]');
    if (pressed)
      void act(pressed, pressed.dataset.option ? { options: [Number(pressed.dataset.option)] } : {});
    const close = target.closest('[data-close]');
    if (close) closeModal(close.dataset.close === 'all');
  });
  document.addEventListener('change', ({ target }) => {
    const field = target.closest('[data-live]');
    if (field && !isLine(field)) void act(field, choiceOf(field));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches?.('[data-live]') || !isLine(event.target)) return;
    event.preventDefault();
    void act(event.target, choiceOf(event.target));
  });
  modal.addEventListener('cancel', (event) => {
    event.preventDefault();
    closeModal(false);
  });
  modal.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(event.target);
  });
}

/** Shows this window's modal, or closes it. When the app redraws an open one, what was typed stays. */
export function hearModal(html) {
  if (!html) {
    modal.close();
    modal.replaceChildren();
    return;
  }
  const before = modal.querySelector('form');
  const next = parse(html).firstElementChild;
  const same = before?.dataset.view === next.dataset.view;
  const focused = document.activeElement.name;
  if (same) keepTyped(before, next);
  modal.replaceChildren(next);
  if (!modal.open) modal.showModal();
  const first = next.querySelector('[data-input]') ?? next.querySelector('.modal-body');
  (next.elements.namedItem(focused || '') ?? first).focus();
}

// --- internal ---

async function act(element, choice, sure = false) {
  if (element.ariaBusy === 'true') return;
  element.ariaBusy = 'true';
  const surface = element.closest('[data-view], [data-ts]');
  const { view, channel, ts } = surface.dataset;
  const { block, action } = element.dataset;
  const place = view ? { view } : { channel, ts };
  const answer = await post('/act', { place, block, action, choice, inputs: inputsOf(surface), sure });
  element.ariaBusy = 'false';
  if (answer?.notice) toast(answer.notice);
  if (!answer?.confirm) return;
  if (confirm(answer.confirm)) await act(element, choice, true);
  else for (const option of element.options ?? []) option.selected = option.defaultSelected;
}

async function submit(form) {
  const button = form.querySelector('[type="submit"]');
  button.disabled = true;
  const answer = await post('/submit', { view: form.dataset.view, inputs: inputsOf(form) });
  button.disabled = false;
  const errors = { ...answer?.errors, '': answer?.notice };
  for (const line of form.querySelectorAll('[data-error]')) {
    line.textContent = errors[line.dataset.error] ?? '';
    const field = form.querySelector(`[aria-describedby="${CSS.escape(line.id)}"]`);
    if (field) field.ariaInvalid = String(line.textContent !== '');
  }
  form.querySelector('[aria-invalid="true"]')?.focus();
}

function closeModal(all) {
  const view = modal.querySelector('form')?.dataset.view;
  if (view) void post('/close', { view, all });
}

/** Text is reported on Enter; a date or a choice as soon as it changes. */
function isLine(field) {
  return field.matches('textarea, input:not([type="date"])');
}

function choiceOf(field) {
  if (field.dataset.input === 'value') return { value: field.value };
  const picked = field.selectedOptions ?? field.querySelectorAll(':checked');
  return { options: [...picked].filter(({ value }) => value !== '').map(({ value }) => Number(value)) };
}

function inputsOf(surface) {
  const inputs = {};
  for (const field of surface.querySelectorAll('[data-input]')) {
    const { block, action } = field.dataset;
    inputs[block] = { ...inputs[block], [action]: choiceOf(field) };
  }
  return inputs;
}

/** Moves the fields that the app did not change into the redrawn form, with what was typed or chosen in them. */
function keepTyped(before, next) {
  const fields = (form) => [...form.querySelectorAll('[data-input]')];
  for (const old of fields(before)) {
    old.removeAttribute('aria-invalid');
    fields(next)
      .find((field) => field.isEqualNode(old))
      ?.replaceWith(old);
  }
}
