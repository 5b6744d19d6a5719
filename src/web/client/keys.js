// Single keys for the page on which it is said who a supplier is. Everything they do can be done without them.
const where = document.querySelector('[data-shortcuts]');
const panel = document.querySelector('[data-keyboard]');
const checkbox = document.querySelector('[data-shortcuts-on]');
const kept = 'sevenbox.shortcuts';

/** What was chosen on this computer; a browser that keeps nothing has shortcuts on. */
function isOn() {
  try {
    return localStorage.getItem(kept) !== 'off';
  } catch {
    return true;
  }
}

function keep(on) {
  try {
    localStorage.setItem(kept, on ? 'on' : 'off');
  } catch {
    // The choice then holds for this page alone.
  }
}

function show(on) {
  checkbox.checked = on;
  document.body.classList.toggle('sb-with-keys', on);
}

/** Whether a key belongs to what has the focus: somebody writes, or chooses from a list. */
function isTyping({ target }) {
  if (!(target instanceof Element)) return false;
  if (target.closest('textarea, select, [contenteditable]')) return true;
  const field = target.closest('input');
  return field !== null && field.type !== 'radio' && field.type !== 'checkbox';
}

/** Whether Enter saves: not on what has a use of its own for it, and not before there is an answer. */
function isEnterOurs({ target }) {
  if (target instanceof Element && target.closest('a, button, summary, input') !== null) return false;
  return document.querySelector('input[name="choice"]:checked') !== null;
}

function choose(radio) {
  const folded = radio.closest('details');
  if (folded !== null) folded.open = true;
  radio.focus();
  radio.click();
}

function press(event) {
  const { key, altKey, ctrlKey, metaKey, repeat } = event;
  if (!checkbox.checked || altKey || ctrlKey || metaKey || repeat || event.isComposing || isTyping(event))
    return;
  const name = key.toLowerCase();
  if (!/^([a-z1-9]|enter)$/.test(name) || (name === 'enter' && !isEnterOurs(event))) return;
  const found = document.querySelector(`[data-key="${name}"]`);
  if (found === null) return;
  event.preventDefault();
  if (found instanceof HTMLInputElement) choose(found);
  else found.click();
}

if (where !== null && panel !== null && checkbox !== null) {
  panel.hidden = false;
  show(isOn());
  checkbox.addEventListener('change', () => {
    keep(checkbox.checked);
    show(checkbox.checked);
  });
  document.addEventListener('keydown', press);
}
