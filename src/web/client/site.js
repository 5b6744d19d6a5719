// Makes pages that work without script more comfortable: components of the Design System, and progress that moves.
import { initAll } from '/assets/govuk-frontend.js';
import '/assets/keys.js';

document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
initAll();

// The hidden comma inside the button keeps voice control from finding it by what it shows; the name needs it all the same.
for (const button of document.querySelectorAll('.govuk-file-upload-button')) {
  const comma = document.getElementById(`${button.id}-comma`);
  if (comma === null || !button.contains(comma)) continue;
  comma.hidden = true;
  button.before(comma);
}

const soon = 1000;
const slowest = 30_000;
const lost =
  'Sevenbox does not answer at the moment. What this page said last may be out of date. It keeps trying.';

/** Says, once, that there is no answer; the next answer takes it away again. */
function sayLost(area) {
  if (area.querySelector('[data-lost]') !== null) return;
  const sentence = document.createElement('p');
  sentence.className = 'govuk-body';
  sentence.dataset.lost = '';
  sentence.textContent = lost;
  area.append(sentence);
}

/** The place of the area in the page as it is now; null where the page has become another one. */
function areaIn(fresh, area) {
  return area.id === '' ? fresh.querySelector('[data-follow]') : fresh.getElementById(area.id);
}

/** Fetches the page again and shows what has moved on. Answers whether there is more to follow. */
async function look(area) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (answer.status >= 500) throw new Error(`The server answered ${answer.status}.`);
  if (answer.redirected) {
    location.replace(answer.url);
    return false;
  }
  const next = areaIn(new DOMParser().parseFromString(await answer.text(), 'text/html'), area);
  if (next === null) {
    location.reload();
    return false;
  }
  if (next.innerHTML !== area.innerHTML) area.innerHTML = next.innerHTML;
  return next.hasAttribute('data-follow');
}

/** Follows work in progress every second; where nothing answers, more and more slowly. */
async function follow(area, pause) {
  try {
    if (await look(area)) setTimeout(follow, soon, area, soon);
  } catch {
    sayLost(area);
    setTimeout(follow, pause, area, Math.min(pause * 2, slowest));
  }
}

for (const area of document.querySelectorAll('[data-follow]')) setTimeout(follow, soon, area, soon);
