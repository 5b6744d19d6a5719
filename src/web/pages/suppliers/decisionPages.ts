import type { Refusal } from '../../../domain/values/index.ts';
import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page } from '../../site.ts';
import { caseAddress, decisionsAddress, queueAddress } from './addresses.ts';
import { countedSentence, decisionRow, decisionsOnPage, takenView } from './decisionsView.ts';
import { doneBanner } from './doneBanner.ts';
import { above, again, frame, type SuppliersSite, top } from './frame.ts';

const title = 'Decisions about suppliers';
const largestDictionary = 2_000_000;

interface Listed {
  readonly query: URLSearchParams;
  readonly refusals: readonly (Refusal & { readonly href: string })[];
}

async function listHtml(site: SuppliersSite, { query, refusals }: Listed): Promise<string | null> {
  const all = await site.suppliers.decisions();
  const asked = query.get('page') ?? undefined;
  const shown = pageOfList(all.length, decisionsOnPage, { path: decisionsAddress, asked });
  if (shown === undefined) return null;
  return render('pages/suppliers/decisions.njk', {
    ...frame(site, refusals.length > 0 ? `Error: ${title}` : title),
    ...{ title, counted: countedSentence(all), pagination: shown.pagination },
    rows: all.slice(shown.from, shown.to).map(decisionRow),
    errors: refusals.map(({ sentence, href }) => ({ text: sentence, href })),
    fileError: refusals.find(({ href }) => href === '#file')?.sentence,
    notice: await doneBanner(site, query),
  });
}

/** Every decision, the newest first. */
export async function showDecisions(site: SuppliersSite, { query }: Asked): Promise<Answer> {
  const html = await listHtml(site, { query, refusals: [] });
  return html === null ? missing : page(html);
}

async function listAgain(site: SuppliersSite, refusals: readonly Refusal[], href: string): Promise<Answer> {
  const about = refusals.map((one) => ({ ...one, href }));
  const html = await listHtml(site, { query: new URLSearchParams(), refusals: about });
  return html === null ? missing : again(html);
}

/** Takes a decision back; goes on with its supplier where the form says which that is. */
export async function undo(site: SuppliersSite, { params, form }: Asked): Promise<Answer> {
  const undone = await site.suppliers.undo(params.decision ?? '');
  if (!undone.ok) return listAgain(site, undone.refusals, '#decisions');
  const done = [['done', 'undone'] as const];
  const [payee, year] = [form.get('payee') ?? '', form.get('year') || null];
  if (payee !== '') return go(caseAddress(payee, year, done));
  return go(form.get('from') === 'review' ? queueAddress(year, done) : `${decisionsAddress}?done=undone`);
}

/** The decisions that hold, for another organisation. */
export async function dictionary(site: SuppliersSite): Promise<Answer> {
  const body = await site.suppliers.dictionary();
  const contentType = 'text/csv; charset=utf-8; header=present';
  return { kind: 'file', name: 'supplier-decisions.csv', contentType, body };
}

/** The text of a file; null where it is too large, or no text. */
async function textOf(content: AsyncIterable<Uint8Array>): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.byteLength;
    if (bytes > largestDictionary) return null;
    pieces.push(piece);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
  } catch {
    return null;
  }
}

function wrongFile(sentence: string): readonly Refusal[] {
  return [{ code: 'dictionary', sentence }];
}

const unreadable = 'The file must be a CSV file in UTF-8, and 2 MB or smaller.';

/** Takes over what another organisation decided. */
export async function take(site: SuppliersSite, { files }: Asked): Promise<Answer> {
  for await (const file of files) {
    const text = await textOf(file.content);
    if (text === null) return listAgain(site, wrongFile(unreadable), '#file');
    const taken = await site.suppliers.takeDictionary(text);
    if (!taken.ok) return listAgain(site, taken.refusals, '#file');
    const view = takenView(taken.value);
    const trail = [top, above, { text: title, href: decisionsAddress }];
    return page(render('pages/suppliers/taken.njk', { ...frame(site, view.title, trail), view }));
  }
  return listAgain(site, wrongFile('Choose a file with decisions.'), '#file');
}
