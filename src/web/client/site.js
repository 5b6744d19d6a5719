// Makes pages that work without script more comfortable: components of the Design System, and progress that moves.
import { initAll } from '/assets/govuk-frontend.js';

document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
initAll();

const everyMilliseconds = 1000;

/** Fetches the page again while it shows work in progress; follows it when the work has moved on. */
async function follow(area) {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (answer.redirected) return location.replace(answer.url);
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const next = fresh.querySelector('[data-follow]');
  if (next === null) return location.reload();
  if (next.innerHTML !== area.innerHTML) area.innerHTML = next.innerHTML;
  setTimeout(
    () => follow(area).catch(() => setTimeout(() => follow(area), 5 * everyMilliseconds)),
    everyMilliseconds,
  );
}

const area = document.querySelector('[data-follow]');
if (area !== null) setTimeout(() => follow(area), everyMilliseconds);
