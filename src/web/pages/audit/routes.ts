import type { AuditPage, PersonId } from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { csvStream } from '../../../formats/downloads/index.ts';
import { siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import { countText } from '../../components/words.ts';
import { type Answer, type Asked, missing, page, type Route, type Site } from '../../site.ts';
import { actionGroups } from './actionWords.ts';
import { auditHref, auditQuery, type FilterTexts, filterFields, filterTexts } from './auditQuery.ts';
import { auditTable, mostDownloaded } from './auditTable.ts';
import { entryRow, type Names } from './entryView.ts';

/** What the pages on the audit chain ask of the site. */
export type AuditSite = Pick<Site, 'visitor' | 'audit'>;

const path = '/audit';
const file = '/audit/entries.csv';

async function namesOf({ audit }: AuditSite): Promise<Names> {
  return new Map((await audit.people()).map(({ person, name }) => [person, name] as const));
}

type Item = { readonly value: string; readonly text: string };

function items(all: readonly Item[], any: string, chosen: string) {
  return [{ value: '', text: any }, ...all].map((one) => ({ ...one, selected: one.value === chosen }));
}

function formOf(texts: FilterTexts, names: Names, refusals: readonly Refusal[]) {
  const people = [...names].map(([value, text]) => ({ value, text }));
  const known = texts.person === '' || names.has(texts.person as PersonId);
  const past = known ? [] : [{ value: texts.person, text: texts.person }];
  return {
    texts,
    people: items([...people, ...past], 'Anybody', texts.person),
    groups: items(
      actionGroups.map(({ id, name }) => ({ value: id, text: name })),
      'Anything',
      texts.group,
    ),
    outcomes: items(
      [
        { value: 'done', text: 'Done' },
        { value: 'refused', text: 'Refused' },
      ],
      'Done or refused',
      texts.outcome,
    ),
    errorOf: Object.fromEntries(refusals.map(({ code, sentence }) => [code.replace('audit:', ''), sentence])),
    filtered: filterFields.some((field) => texts[field] !== ''),
  };
}

const nothing: AuditPage = { entries: [], before: null };

function auditHtml(
  site: AuditSite,
  { query }: Asked,
  shown: { readonly names: Names; readonly page: AuditPage; readonly refusals: readonly Refusal[] },
): string {
  const { names, refusals } = shown;
  const texts = filterTexts(query);
  const heading = 'What was done, and by whom';
  const wrong = refusals.length > 0;
  const frame = siteFrame({
    pageTitle: wrong ? `Error: ${heading}` : heading,
    section: 'audit',
    visitor: site.visitor,
  });
  return render('pages/audit/list.njk', {
    ...{ ...frame, heading, form: formOf(texts, names, refusals), wrong },
    organisation: site.visitor.organisation?.name ?? '',
    errors: refusals.map(({ code, sentence }) => ({
      text: sentence,
      href: `#${code.replace('audit:', '')}`,
    })),
    rows: shown.page.entries.map((one) => entryRow(one, names)),
    newest: query.has('before') ? auditHref(path, texts) : null,
    older: shown.page.before === null ? null : auditHref(path, texts, shown.page.before),
    download: auditHref(file, texts),
    mostDownloaded: countText(mostDownloaded),
  });
}

async function list(site: AuditSite, asked: Asked): Promise<Answer> {
  const read = auditQuery(asked.query);
  const names = await namesOf(site);
  if (!read.ok) {
    const html = auditHtml(site, asked, { names, page: nothing, refusals: read.refusals });
    return { kind: 'page', html, status: 400 };
  }
  const found = await site.audit.page(read.value.asked, read.value.before);
  return page(auditHtml(site, asked, { names, page: found, refusals: [] }));
}

async function download(site: AuditSite, { query }: Asked): Promise<Answer> {
  const read = auditQuery(query);
  if (!read.ok) return missing;
  const rows = site.audit.entries(read.value.asked, mostDownloaded);
  return {
    kind: 'file',
    name: 'audit.csv',
    contentType: 'text/csv; charset=utf-8; header=present',
    body: csvStream(auditTable(rows, await namesOf(site))),
  };
}

/** The audit chain of the organisation, for its auditors. */
export const auditRoutes: readonly Route<AuditSite>[] = [
  { method: 'GET', path, action: 'audit.list', kind: 'page', answer: list },
  { method: 'GET', path: file, action: 'audit.download', kind: 'download', answer: download },
];
