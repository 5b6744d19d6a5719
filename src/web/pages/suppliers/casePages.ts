import type { ReviewCase, SaidDecision } from '../../../actions/suppliers/types.ts';
import { mayDo } from '../../../domain/organisations/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { render } from '../../components/templates.ts';
import { type Answer, type Asked, go, missing, page } from '../../site.ts';
import { caseAddress, queueAddress, undoAddress } from './addresses.ts';
import { caseView, nothingSaid } from './caseView.ts';
import { type DoneBanner, doneBanner } from './doneBanner.ts';
import { again, frame, type SuppliersSite } from './frame.ts';
import { liveView } from './liveView.ts';

interface CaseForm {
  readonly said: SaidDecision;
  readonly refusals: readonly Refusal[];
  readonly notice: DoneBanner | null;
}

/** Where the last decision of whoever looks is undone; null for who may not decide, or has not. */
async function undoLast({ suppliers, visitor }: SuppliersSite): Promise<string | null> {
  if (!mayDo(visitor.actor, 'suppliers.undo')) return null;
  const last = await suppliers.lastOwn();
  return last === null ? null : undoAddress(last.id);
}

async function caseHtml(site: SuppliersSite, shown: ReviewCase, form: CaseForm): Promise<string | null> {
  const queue = await site.suppliers.queue(shown.year);
  if (queue === null) return null;
  const view = caseView(shown, queue, form);
  return render('pages/suppliers/case.njk', {
    ...frame(site, form.refusals.length > 0 ? `Error: ${view.title}` : view.title),
    ...{ view, notice: form.notice, live: liveView(queue), undoLast: await undoLast(site) },
  });
}

/** The page on which it is said who a supplier is. */
export async function showCase(site: SuppliersSite, { params, query }: Asked): Promise<Answer> {
  const shown = await site.suppliers.reviewCase(params.payee ?? '', query.get('year') || null);
  if (shown === null) return missing;
  const notice = await doneBanner(site, query);
  const html = await caseHtml(site, shown, { said: nothingSaid, refusals: [], notice });
  return html === null ? missing : page(html);
}

function saidIn(form: URLSearchParams): SaidDecision {
  const field = (name: string) => form.get(name) ?? '';
  return {
    choice: field('choice'),
    identifier: field('identifier'),
    deliveryPostcode: field('delivery-postcode'),
    number: field('number'),
    reason: field('reason'),
  };
}

/** Saves who a supplier is, and goes on with the one that was next. */
export async function decide(site: SuppliersSite, { params, form }: Asked): Promise<Answer> {
  const payee = params.payee ?? '';
  const shown = await site.suppliers.reviewCase(payee, form.get('year') || null);
  if (shown === null) return missing;
  const said = saidIn(form);
  const decided = await site.suppliers.decide(payee, said);
  if (!decided.ok) {
    const html = await caseHtml(site, shown, { said, refusals: decided.refusals, notice: null });
    return html === null ? missing : again(html);
  }
  const done = [['done', decided.value] as const, ['of', payee] as const];
  return go(
    shown.next === null ? queueAddress(shown.year, done) : caseAddress(shown.next.payee, shown.year, done),
  );
}
