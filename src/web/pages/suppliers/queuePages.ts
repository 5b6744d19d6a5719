import type { ReviewQueue } from '../../../actions/suppliers/types.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { countOf } from '../../components/words.ts';
import { type Answer, type Asked, go, page } from '../../site.ts';
import { queueAddress } from './addresses.ts';
import { nothingSaid } from './caseView.ts';
import { doneBanner } from './doneBanner.ts';
import { above, again, frame, type SuppliersSite, top } from './frame.ts';
import { liveView, planSentences } from './liveView.ts';
import { queueView } from './queueView.ts';
import { plainChoices } from './supplierWords.ts';

/** What was said of several suppliers at once, and what is wrong with it. */
interface SaidOfMany {
  readonly payees: readonly string[];
  readonly choice: string;
  readonly reason: string;
  readonly refusals: readonly Refusal[];
}

const nothingYet: SaidOfMany = { payees: [], choice: '', reason: '', refusals: [] };

function yearOf(asked: URLSearchParams): string | null {
  return asked.get('year') || null;
}

function emptyHtml(site: SuppliersSite): string {
  const title = 'There are no suppliers to review yet';
  return render('pages/suppliers/empty.njk', { ...frame(site, title, [top]), title });
}

const fieldOf: Readonly<Record<string, string>> = { choice: 'choice-person', reason: 'reason' };

function manyForm({ choice, reason, refusals }: SaidOfMany) {
  const about = (field: string) => refusals.find(({ code }) => code === field)?.sentence;
  return {
    reason,
    choices: plainChoices.map(({ value, text }) => ({
      value,
      text: value === 'none' ? 'On no register in use' : text,
      id: `choice-${value}`,
      checked: value === choice,
    })),
    choiceError: about('choice'),
    reasonError: about('reason'),
    payeesError: about('payees'),
    errors: refusals.map(({ code, sentence }) => ({
      text: sentence,
      href: code === 'match' ? '#registers' : `#${fieldOf[code] ?? 'suppliers'}`,
    })),
  };
}

async function queueHtml(
  site: SuppliersSite,
  queue: ReviewQueue,
  { said, notice }: { readonly said: SaidOfMany; readonly notice: object | null },
): Promise<string> {
  const view = queueView(queue, said.payees);
  return render('pages/suppliers/queue.njk', {
    ...frame(site, said.refusals.length > 0 ? `Error: ${view.title}` : view.title, [top]),
    ...{ view, notice, year: queue.year, editions: queue.editions, isMatching: queue.isMatching },
    live: liveView(queue),
    plan: queue.plan !== null && queue.plan.suppliers > 0 ? planSentences(queue.plan, queue.count) : [],
    many: manyForm(said),
  });
}

/** What a form about several suppliers led to. */
async function noticeOf(
  site: SuppliersSite,
  { isMatching }: ReviewQueue,
  query: URLSearchParams,
): Promise<object | null> {
  if (query.get('done') === 'matching') {
    return {
      text: isMatching ? 'The names are being looked up again.' : 'The names were looked up.',
      undo: null,
    };
  }
  const many = /^many-(\d{1,3})$/.exec(query.get('done') ?? '')?.[1];
  if (many === undefined) return doneBanner(site, query);
  return { text: `${countOf(Number(many), 'decision was', 'decisions were')} saved.`, undo: null };
}

/** The suppliers that are to be reviewed. */
export async function showQueue(site: SuppliersSite, { query }: Asked): Promise<Answer> {
  const queue = await site.suppliers.queue(yearOf(query));
  if (queue === null) return page(emptyHtml(site));
  const notice = await noticeOf(site, queue, query);
  return page(await queueHtml(site, queue, { said: nothingYet, notice }));
}

async function queueAgain(site: SuppliersSite, year: string | null, said: SaidOfMany): Promise<Answer> {
  const queue = await site.suppliers.queue(year);
  if (queue === null) return go(above.href);
  return again(await queueHtml(site, queue, { said, notice: null }));
}

const noneTicked: Refusal = { code: 'payees', sentence: 'Tick at least one supplier.' };

/** One plain answer for several suppliers. */
export async function decideMany(site: SuppliersSite, { form }: Asked): Promise<Answer> {
  const payees = [...new Set(form.getAll('payee'))];
  const said = { payees, choice: form.get('choice') ?? '', reason: form.get('reason') ?? '' };
  const year = yearOf(form);
  if (payees.length === 0) return queueAgain(site, year, { ...said, refusals: [noneTicked] });
  const { choice, reason } = said;
  const decided = await site.suppliers.decideMany(payees, { ...nothingSaid, choice, reason });
  if (!decided.ok) return queueAgain(site, year, { ...said, refusals: decided.refusals });
  return go(queueAddress(year, [['done', `many-${decided.value}`]]));
}

/** Has the names looked up in the registers again. */
export async function lookUp(site: SuppliersSite, { form }: Asked): Promise<Answer> {
  const asked = await site.suppliers.match();
  if (asked.ok) return go(queueAddress(yearOf(form), [['done', 'matching']]));
  const refusals = asked.refusals.map(({ sentence }) => ({ code: 'match', sentence }));
  return queueAgain(site, yearOf(form), { ...nothingYet, refusals });
}
