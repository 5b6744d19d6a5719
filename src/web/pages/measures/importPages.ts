import type { KnownSet } from '../../../actions/measures/types.ts';
import { readSaidOfSet, type SaidOfSet } from '../../../domain/measures/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page, type Route } from '../../site.ts';
import { columnsOf, columnsView, mappingIn } from './columnsForm.ts';
import { importView, saidIn } from './importForm.ts';
import { setHref } from './setWords.ts';
import { above, editsIn, find, frame, linkTo, type MeasuresSite } from './site.ts';

function importHtml(site: MeasuresSite, said: SaidOfSet, refusals: readonly Refusal[]): string {
  const title = `${refusals.length > 0 ? 'Error: ' : ''}Import a list of measures`;
  return render('pages/measures/import.njk', { ...frame(site, title), view: importView(said, refusals) });
}

function importForm(site: MeasuresSite): Answer {
  return page(importHtml(site, saidIn(new URLSearchParams()), []));
}

/** Reads what nobody wants to its end, so that the browser finishes sending and shows the page. */
async function throwAway(files: Asked['files']): Promise<number> {
  let count = 0;
  for await (const { content } of files) {
    count += 1;
    for await (const _ of content);
  }
  return count;
}

const noFile: Refusal = { code: 'file', sentence: 'Choose the file with the list.' };
const fileAgain: Refusal = { code: 'file', sentence: 'Choose the file again.' };

async function importSet(site: MeasuresSite, { form, files }: Asked): Promise<Answer> {
  const said = saidIn(form);
  const again = (refusals: readonly Refusal[]): Answer => ({
    ...{ kind: 'page', status: 422, html: importHtml(site, said, refusals) },
  });
  const about = readSaidOfSet(said);
  if (!about.ok) {
    const count = await throwAway(files);
    return again([...about.refusals, count === 0 ? noFile : fileAgain]);
  }
  for await (const file of files) {
    const imported = await site.measures.importSet(file, said);
    if (imported.ok) return go(`${setHref(imported.value)}?done=imported`);
    return again(imported.refusals);
  }
  return again([noFile]);
}

interface Sent {
  readonly form: URLSearchParams | null;
  readonly refusals: readonly Refusal[];
}

function columnsHtml(site: MeasuresSite, known: KnownSet, sent: Sent): string | null {
  const columns = columnsOf(known);
  if (columns === null) return null;
  const heading = 'What the columns mean';
  return render('pages/measures/columns.njk', {
    ...frame(site, `${sent.refusals.length > 0 ? 'Error: ' : ''}${heading}`, [above, linkTo(known)]),
    ...{ heading, view: columnsView(known, columns, sent) },
  });
}

async function columnsForm(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  const html = known && columnsHtml(site, known, { form: null, refusals: [] });
  return html ? page(html) : missing;
}

async function columns(site: MeasuresSite, asked: Asked): Promise<Answer> {
  const known = await find(site, asked);
  const there = known && columnsOf(known);
  if (!known || !there) return missing;
  const again = (refusals: readonly Refusal[]): Answer => {
    const html = columnsHtml(site, known, { form: asked.form, refusals });
    return html === null ? missing : { kind: 'page', html, status: 422 };
  };
  const { mapping, refusals } = mappingIn(there, asked.form);
  if (refusals.length > 0) return again(refusals);
  const read = await site.measures.readAgain(known.ref, editsIn(asked.form), mapping);
  if (read === null) return missing;
  return read.ok ? go(`${setHref(known.ref)}?done=columns`) : again(read.refusals);
}

/** The pages that bring a list and say what its columns mean. */
export const importRoutes: readonly Route<MeasuresSite>[] = [
  {
    ...{ method: 'GET', path: '/measures/import', action: 'measures.importForm' },
    ...{ kind: 'page', answer: importForm },
  },
  {
    ...{ method: 'POST', path: '/measures/import', action: 'measures.import' },
    ...{ kind: 'upload', answer: importSet },
  },
  {
    ...{ method: 'GET', path: '/measures/sets/:set/columns', action: 'measures.columnsForm' },
    ...{ kind: 'page', answer: columnsForm },
  },
  {
    ...{ method: 'POST', path: '/measures/sets/:set/columns', action: 'measures.columns' },
    ...{ kind: 'form', answer: columns },
  },
];
