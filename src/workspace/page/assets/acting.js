import { parse, post, toast } from './post.js';

const modal = document.getElementById('modal');
const confirmation = document.getElementById('confirm');

/** Buttons, menus, fields, modals. The page says where something was used; the server knows what it means. */
export function startActing() {
  document.addEventListener('click', (event) => {
    const pressed = event.target.closest('[data-press]');
    if (pressed) void press(pressed);
    const close = event.target.closest('[data-close]');
    if (close) void closeModal(close.dataset.close === 'all');
    for (const menu of document.querySelectorAll('details.overflow[open]')) {
      if (!menu.contains(event.target) || pressed) menu.open = false;
    }
  });
  document.addEventListener('change', (event) => {
    const field = event.target.closest('[data-live]');
    if (field && !isLine(field)) void act(field, choiceOf(field));
  });
  document.addEventListener('keydown', (event) => {
    const menu = event.key === 'Escape' && event.target.closest?.('details.overflow[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
    if (event.key !== 'Enter' || !event.target.matches?.('[data-live]') || !isLine(event.target)) return;
    event.preventDefault();
    void act(event.target, choiceOf(event.target));
  });
  modal.addEventListener('cancel', (event) => {
    event.preventDefault();
    void closeModal(false);
  });
  modal.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit(event.target);
  });
}

/** Shows the modal that is open now, or none. What was typed into the same one stays. */
export function hearView(html) {
  if (!html) {
    if (modal.open) modal.close();
    modal.replaceChildren();
    return;
  }
  const before = modal.querySelector('[data-view]');
  const content = parse(html);
  const next = content.querySelector('[data-view]');
  const same = before?.dataset.view === next.dataset.view;
  const kept = same ? keep(before) : [];
  const focused = same ? document.activeElement.dataset : null;
  modal.replaceChildren(content);
  for (const put of kept) put(next);
  if (!modal.open) modal.showModal();
  const again = focused?.action && find(next, focused.block, focused.action);
  (
    again ||
    next.querySelector('[autofocus]') ||
    next.querySelector('[data-input]') ||
    next.querySelector('footer button')
  )?.focus();
}

// --- internal ---

function press(button) {
  const { option } = button.dataset;
  return act(button, option === undefined ? {} : { options: [Number(option)] });
}

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
  if (await confirmed(answer.confirm)) await act(element, choice, true);
  else reset(element);
}

function confirmed(html) {
  confirmation.replaceChildren(parse(html));
  confirmation.returnValue = '';
  confirmation.showModal();
  return new Promise((resolve) => {
    confirmation.addEventListener('close', () => resolve(confirmation.returnValue === 'yes'), { once: true });
  });
}

async function submit(form) {
  const button = form.querySelector('[type="submit"]');
  button.disabled = true;
  const answer = await post('/submit', { view: form.dataset.view, inputs: inputsOf(form) });
  button.disabled = false;
  const errors = { ...answer?.errors, ...(answer?.notice ? { '': answer.notice } : {}) };
  for (const place of form.querySelectorAll('[data-error]')) {
    const text = errors[place.dataset.error] ?? '';
    place.textContent = text;
    const field = place.closest('.field')?.querySelector('[data-input]');
    if (field) field.ariaInvalid = String(text !== '');
  }
  form.querySelector('[aria-invalid="true"]')?.focus();
}

function closeModal(all) {
  const view = modal.querySelector('[data-view]')?.dataset.view;
  return view ? post('/close', { view, all }) : null;
}

/** Text is told with Enter; a date or a choice as soon as it changes. */
function isLine(field) {
  return field.matches(
    'textarea, input[type="text"], input[type="email"], input[type="url"], input[type="number"]',
  );
}

function choiceOf(field) {
  const kind = field.dataset.input;
  if (kind === 'value') return { value: field.value };
  if (kind === 'ids') return { ids: chosen(field) };
  return { options: chosen(field).map(Number) };
}

function chosen(field) {
  const picked = field.matches('select')
    ? [...field.selectedOptions]
    : [...field.querySelectorAll(':checked')];
  return picked.map((one) => one.value).filter((value) => value !== '');
}

function inputsOf(surface) {
  const inputs = {};
  for (const field of surface.querySelectorAll('[data-input]')) {
    const { block, action } = field.dataset;
    inputs[block] = { ...inputs[block], [action]: choiceOf(field) };
  }
  return inputs;
}

function find(surface, block, action) {
  return surface.querySelector(`[data-block="${CSS.escape(block)}"][data-action="${CSS.escape(action)}"]`);
}

/** What stands in each field, as functions that put it into the same fields of another drawing. */
function keep(surface) {
  return [...surface.querySelectorAll('[data-input]')].map((field) => (next) => {
    const again = find(next, field.dataset.block, field.dataset.action);
    if (!again || again.tagName !== field.tagName) return;
    if (field.matches('input, textarea')) again.value = field.value;
    const values = new Set(chosen(field));
    for (const option of again.querySelectorAll('option')) option.selected = values.has(option.value);
    for (const box of again.querySelectorAll('input')) box.checked = values.has(box.value);
  });
}

function reset(field) {
  for (const option of field.querySelectorAll('option')) option.selected = option.defaultSelected;
  for (const box of field.querySelectorAll('input')) box.checked = box.defaultChecked;
}
