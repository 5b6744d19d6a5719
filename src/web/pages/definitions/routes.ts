import type { DefinitionCalls, DefinitionInUse, SaidDefinition } from '../../../actions/definitions/types.ts';
import type { ImportCalls } from '../../../actions/imports/types.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { wordsFor } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page, type Route, type Site } from '../../site.ts';
import { compareChoices, compareCsv, compareView } from './compareView.ts';
import { definitionForm, emptySaid, saidFrom, saidInForm } from './formView.ts';
import { compareHref, definitionRows, definitionView } from './listView.ts';

/** What the pages on definitions ask of the site. */
export interface DefinitionSite {
  readonly definitions: DefinitionCalls;
  readonly imports: Pick<ImportCalls, 'owner'>;
  readonly visitor: Site['visitor'];
}

const above: Link = { text: 'Definitions', href: '/definitions' };

function frame({ visitor }: DefinitionSite, pageTitle: string, breadcrumbs: readonly Link[] = [above]) {
  return siteFrame({ pageTitle, section: 'definitions', breadcrumbs, visitor });
}

async function find({ definitions }: DefinitionSite, id: string): Promise<DefinitionInUse | undefined> {
  return (await definitions.all()).find((one) => one.definition.id === id);
}

async function list(site: DefinitionSite): Promise<Answer> {
  const owner = await site.imports.owner();
  const rows = definitionRows(await site.definitions.all(), await site.definitions.parts());
  const around = frame(site, 'Definitions of local', []);
  return page(render('pages/definitions/list.njk', { ...around, rows, hasOwner: owner !== null }));
}

/** A form that is shown: what it changes or copies, what stands in it, and why it was refused. */
interface ShownForm {
  readonly said: SaidDefinition;
  readonly changed: DefinitionInUse | null;
  readonly copied: DefinitionInUse | null;
  readonly refusals: readonly Refusal[];
}

function formWords({ changed, copied }: ShownForm) {
  if (changed !== null) {
    const { id, name, version } = changed.definition;
    const next = Number(version) + 1;
    return {
      heading: `Change ${name}`,
      caption: `Definition of local, version ${next}`,
      intro: `Version ${version} is kept. All years are worked out again with version ${next}, and the next page shows both side by side.`,
      action: `/definitions/${id}/change`,
      button: `Save version ${next}`,
      back: `/definitions/${id}`,
      changes: true,
    };
  }
  const heading = copied === null ? 'Make a definition of local' : `Copy ${copied.definition.name}`;
  return {
    heading,
    caption: 'Definition of local',
    intro: copied === null ? '' : 'Give the copy a name of its own, and change what should differ.',
    action: '/definitions',
    button: 'Save definition',
    back: '/definitions',
    changes: false,
  };
}

async function showForm(site: DefinitionSite, shown: ShownForm): Promise<string> {
  const words = formWords(shown);
  const form = definitionForm(shown.said, await site.definitions.parts(), shown.refusals);
  const title = `${form.summary.length > 0 ? 'Error: ' : ''}${words.heading}`;
  const around = frame(site, title);
  const copiedFrom = shown.copied?.definition.id ?? '';
  return render('pages/definitions/form.njk', { ...around, ...words, form, copiedFrom });
}

async function newForm(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const id = asked.query.get('copy');
  const copied = id === null ? null : await find(site, id);
  if (copied === undefined) return missing;
  const pieces = await site.definitions.parts();
  const said =
    copied === null
      ? emptySaid
      : { ...saidFrom(copied.definition, pieces), name: `${copied.definition.name} (copy)` };
  return page(await showForm(site, { said, changed: null, copied, refusals: [] }));
}

async function make(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const said = saidInForm(asked.form);
  const copied = (await find(site, asked.form.get('copiedFrom') ?? '')) ?? null;
  const saved = await site.definitions.save(said, { id: null, copiedFrom: copied?.definition.id ?? null });
  if (saved.ok) return go(`/definitions/${saved.value.id}?done=made`);
  const html = await showForm(site, { said, changed: null, copied, refusals: saved.refusals });
  return { kind: 'page', html, status: 422 };
}

async function changeForm(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const changed = await find(site, asked.params.id ?? '');
  if (changed === undefined || changed.shipped) return missing;
  const said = saidFrom(changed.definition, await site.definitions.parts());
  return page(await showForm(site, { said, changed, copied: null, refusals: [] }));
}

async function change(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const changed = await find(site, asked.params.id ?? '');
  if (changed === undefined || changed.shipped) return missing;
  const said = saidInForm(asked.form);
  const { id, version } = changed.definition;
  const saved = await site.definitions.save(said, { id, copiedFrom: null });
  if (saved.ok) {
    return go(`${compareHref(`${id}@${version}`, `${id}@${saved.value.version}`)}&done=saved`);
  }
  const html = await showForm(site, { said, changed, copied: null, refusals: saved.refusals });
  return { kind: 'page', html, status: 422 };
}

const doneTexts: Readonly<Record<string, string>> = {
  made: 'The definition is saved.',
  saved: 'The new version is saved. Every figure under this definition is worked out with it from now on.',
  leads: 'This definition leads on the pages from now on.',
};

function doneText(asked: Asked): string | null {
  return wordsFor(doneTexts, asked.query.get('done'));
}

async function showOne(
  site: DefinitionSite,
  found: DefinitionInUse,
  said: { readonly done: string | null; readonly refusals: readonly Refusal[] },
): Promise<string> {
  const owner = await site.imports.owner();
  const one = definitionView(found, await site.definitions.parts());
  const problems = said.refusals.map(({ sentence }) => ({ text: sentence }));
  return render('pages/definitions/one.njk', {
    ...frame(site, `${problems.length > 0 ? 'Error: ' : ''}${one.name}`),
    one,
    problems,
    done: said.done,
    hasOwner: owner !== null,
    compare: `/definitions/compare?before=${one.id}`,
  });
}

async function one(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked.params.id ?? '');
  return found === undefined
    ? missing
    : page(await showOne(site, found, { done: doneText(asked), refusals: [] }));
}

async function lead(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const found = await find(site, asked.params.id ?? '');
  if (found === undefined) return missing;
  const led = await site.definitions.lead(found.definition.id);
  if (led.ok) return go(`/definitions/${led.value.id}?done=leads`);
  const html = await showOne(site, found, { done: null, refusals: led.refusals });
  return { kind: 'page', html, status: 422 };
}

/** The two sides that an address asks for; null while one is not chosen. */
function sides({ query }: Asked): { readonly before: string; readonly after: string } | null {
  const [before, after] = [query.get('before') ?? '', query.get('after') ?? ''];
  return before === '' || after === '' ? null : { before, after };
}

async function compare(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const wanted = sides(asked);
  const compared = wanted && (await site.definitions.compare(wanted.before, wanted.after));
  const all = await site.definitions.all();
  const view = compared?.ok ? compareView(compared.value, await site.definitions.parts()) : null;
  const refusals = compared !== null && !compared.ok ? compared.refusals : [];
  const title = view?.title ?? 'Compare two definitions';
  const leading = all.find((found) => found.leads)?.definition.id ?? '';
  const html = render('pages/definitions/compare.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${title}` : title),
    caption: view?.caption ?? 'Definitions of local',
    view,
    problems: refusals.map(({ sentence }) => ({ text: sentence, href: '#before' })),
    done: doneText(asked),
    befores: compareChoices(all, asked.query.get('before') ?? ''),
    afters: compareChoices(all, asked.query.get('after') ?? leading),
    csv: wanted === null ? '' : compareHref(wanted.before, wanted.after).replace('compare?', 'compare.csv?'),
  });
  return refusals.length > 0 ? { kind: 'page', html, status: 422 } : page(html);
}

async function csv(site: DefinitionSite, asked: Asked): Promise<Answer> {
  const wanted = sides(asked);
  const compared = wanted && (await site.definitions.compare(wanted.before, wanted.after));
  if (!compared?.ok) return missing;
  const { before, after } = compared.value;
  return {
    kind: 'file',
    name: `compare-${before.id}-${before.version}-${after.id}-${after.version}.csv`,
    contentType: 'text/csv; charset=utf-8; header=present',
    body: compareCsv(compared.value),
  };
}

/** The pages on definitions of local. */
export const definitionsRoutes: readonly Route<DefinitionSite>[] = [
  { method: 'GET', path: '/definitions', action: 'definitions.all', kind: 'page', answer: list },
  { method: 'POST', path: '/definitions', action: 'definitions.make', kind: 'form', answer: make },
  { method: 'GET', path: '/definitions/new', action: 'definitions.new', kind: 'page', answer: newForm },
  {
    method: 'GET',
    path: '/definitions/compare',
    action: 'definitions.compare',
    kind: 'page',
    answer: compare,
  },
  {
    method: 'GET',
    path: '/definitions/compare.csv',
    action: 'definitions.compareCsv',
    kind: 'download',
    answer: csv,
  },
  { method: 'GET', path: '/definitions/:id', action: 'definitions.one', kind: 'page', answer: one },
  {
    method: 'GET',
    path: '/definitions/:id/change',
    action: 'definitions.changeForm',
    kind: 'page',
    answer: changeForm,
  },
  {
    method: 'POST',
    path: '/definitions/:id/change',
    action: 'definitions.change',
    kind: 'form',
    answer: change,
  },
  { method: 'POST', path: '/definitions/:id/lead', action: 'definitions.lead', kind: 'form', answer: lead },
];
