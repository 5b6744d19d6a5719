import type { SaidAnswers } from '../../../actions/imports/types.ts';
import type { Import } from '../../../domain/spend/imports/types.ts';
import type { Decision, Refusal } from '../../../domain/values/index.ts';
import { type Answer, type Asked, go, missing } from '../../site.ts';
import { shownMatters } from './checkView.ts';
import { importAsked, importHtml, type Showing } from './importPage.ts';
import { type FormError, type Notice, withNotice } from './importWords.ts';
import type { ImportSite } from './pageParts.ts';
import { type Matter, mattersOf, saidFrom, saysNothing } from './questions.ts';

async function again(site: ImportSite, one: Import, status: 409 | 422, showing: Showing): Promise<Answer> {
  const html = await importHtml(site, one, showing);
  return html === undefined ? missing : { kind: 'page', html, status };
}

/** Whether the form was made from another version than the newest. */
export function hasMoved(one: Import, form: URLSearchParams): boolean {
  return form.get('version') !== String(one.version);
}

/** The newest page, saying that somebody changed the import meanwhile. */
export async function changedPage(site: ImportSite, asked: Asked): Promise<Answer> {
  const newest = await importAsked(site, asked);
  return newest === null ? missing : again(site, newest, 409, { changed: true });
}

function fieldFor({ code }: Refusal, matters: readonly Matter[]): string {
  const name = code.slice(code.indexOf(':') + 1);
  const found = matters.find(({ tables }) =>
    tables.some((table) => name === table.name || name.startsWith(`${table.name}:`)),
  );
  return found?.field ?? 'confirm';
}

function refusalErrors(refusals: readonly Refusal[], one: Import): readonly FormError[] {
  const matters = mattersOf(one);
  return refusals.map((refusal) => ({ field: fieldFor(refusal, matters), text: refusal.sentence }));
}

interface Refused {
  readonly one: Import;
  readonly asked: Asked;
  readonly given: ReadonlyMap<string, string>;
}

async function refusedPage(
  site: ImportSite,
  refusals: readonly Refusal[],
  { one, asked, given }: Refused,
): Promise<Answer> {
  const newest = await importAsked(site, asked);
  if (newest === null) return missing;
  if (newest.version !== one.version) return again(site, newest, 409, { changed: true });
  const replaces = asked.form.get('replaces') ?? '';
  return again(site, newest, 422, { errors: refusalErrors(refusals, newest), given, replaces });
}

function pageOf(one: Import, asked: Asked, notice: Notice | null): string {
  const replaces = asked.form.get('replaces') ?? '';
  const path = `/imports/${one.id}${replaces === '' ? '' : `?${new URLSearchParams({ replaces })}`}`;
  return notice === null ? path : withNotice(path, notice);
}

/** What the buttons beside single files say: leave this one out, or take it in again. */
function withButton(one: Import, said: SaidAnswers, form: URLSearchParams): SaidAnswers {
  const tables = one.reading?.tables ?? [];
  const named = (field: string) => tables[Number(form.get(field) ?? 0) - 1]?.name;
  const [out, back] = [named('leave-out'), named('take-in')];
  return {
    profiles: said.profiles,
    tables: Object.fromEntries([
      ...Object.entries(said.tables),
      ...(out === undefined ? [] : [[out, { take: 'leave-out' }] as const]),
      ...(back === undefined ? [] : [[back, { take: 'add' }] as const]),
    ]),
  };
}

/** Saves answers to some or all of the questions; the files are read again where that changes how they are read. */
export async function saveAnswers(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  if (one.state !== 'waiting' || hasMoved(one, asked.form)) return changedPage(site, asked);
  const { said, errors, given } = saidFrom(shownMatters(one), asked.form);
  const all = withButton(one, said, asked.form);
  const replaces = asked.form.get('replaces') ?? '';
  const wrong = saysNothing(all) ? errors : errors.filter(({ field }) => given.has(field));
  if (wrong.length > 0) return again(site, one, 422, { errors: wrong, given, replaces });
  if (saysNothing(all)) return go(pageOf(one, asked, null));
  const saved = await site.imports.answer(one.id, one.version, all);
  if (!saved.ok) return refusedPage(site, saved.refusals, { one, asked, given });
  return go(pageOf(one, asked, saved.value.state === 'waiting' ? 'saved' : 'answered'));
}

/** Confirms at once where nothing was said that changes how files are read, else leads to the new reading. */
async function confirmAfter(
  site: ImportSite,
  one: Import,
  said: SaidAnswers,
): Promise<{ readonly decision: Decision<Import>; readonly confirmed: boolean; readonly from: Import }> {
  if (saysNothing(said)) {
    return { decision: await site.imports.confirm(one.id, one.version), confirmed: true, from: one };
  }
  const saved = await site.imports.answer(one.id, one.version, said);
  const further = mattersOf(one).length > shownMatters(one).length;
  if (!saved.ok || saved.value.state !== 'waiting' || further) {
    return { decision: saved, confirmed: false, from: one };
  }
  const { id, version } = saved.value;
  return { decision: await site.imports.confirm(id, version), confirmed: true, from: saved.value };
}

/** Confirms an import. With open questions it says what is missing; with new answers they are saved first. */
export async function confirmImport(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  if (one.state === 'importing' || one.state === 'imported') return go(`/imports/${one.id}`);
  if (one.state !== 'waiting' || hasMoved(one, asked.form)) return changedPage(site, asked);
  const { said, errors, given } = saidFrom(shownMatters(one), asked.form);
  if (errors.length > 0) {
    return again(site, one, 422, { errors, given, replaces: asked.form.get('replaces') ?? '' });
  }
  const { decision, confirmed, from } = await confirmAfter(site, one, said);
  if (!decision.ok) return refusedPage(site, decision.refusals, { one: from, asked, given });
  return go(pageOf(one, asked, confirmed ? null : decision.value.state === 'waiting' ? 'saved' : 'answered'));
}

/** Cancels an import, whatever it is doing. */
export async function cancelImport(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  const cancelled = await site.imports.cancel(one.id);
  const newest = cancelled.ok ? cancelled.value : await importAsked(site, asked);
  if (newest === null) return missing;
  if (cancelled.ok || newest.state === 'cancelled') return go(`/imports/${one.id}`);
  const errors = cancelled.refusals.map(({ sentence }) => ({ field: 'what-next', text: sentence }));
  return again(site, newest, 409, { errors });
}

/** Reads the files of a stopped import again. */
export async function retryImport(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  const retried = await site.imports.retry(one.id);
  if (retried.ok) return go(`/imports/${one.id}`);
  const errors = retried.refusals.map(({ sentence }) => ({ field: 'retry', text: sentence }));
  return again(site, one, 422, { errors });
}
