import {
  type AskedFormulas,
  awardSentence,
  chosenFormulas,
  formulasFor,
  priceName,
  quantityName,
  type TenderToEvaluate,
  type UnderFormulas,
  underEach,
} from '../../../domain/procurements/index.ts';
import { formatRatio, type Ratio, type Refusal } from '../../../domain/values/index.ts';

interface Item {
  readonly value: string;
  readonly text: string;
  readonly selected: boolean;
}

/** The form in which another formula is tried, and what that did to the award. */
export interface ChoosingView {
  readonly action: string;
  /** Null where no criterion is about the quantity of social value. */
  readonly quantities: readonly Item[] | null;
  readonly target: string;
  readonly targetError: string | null;
  /** Null where there is nothing to choose from for the price. */
  readonly prices: readonly Item[] | null;
  readonly reference: string;
  readonly referenceError: string | null;
  readonly download: string;
  readonly tried: TriedView | null;
}

/** What another formula than that of the file does to the award, in words. */
export interface TriedView {
  readonly flips: boolean;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly back: string;
}

/** The formulas that an address asks for. */
export function askedFormulas(query: URLSearchParams): AskedFormulas {
  const [quantity, price] = [query.get('quantity'), query.get('price')];
  return { quantity, price, target: query.get('target'), reference: query.get('reference') };
}

/** The part of an address that says which formulas are tried; empty where they are those of the file. */
export function queryOf(asked: AskedFormulas): string {
  const said = (['quantity', 'target', 'price', 'reference'] as const).flatMap((name) => {
    const value = asked[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value] as [string, string]];
  });
  const query = new URLSearchParams(said).toString();
  return query === '' ? '' : `?${query}`;
}

const plainPounds = (pounds: Ratio) => formatRatio(pounds, 2).replace(/\.00$/, '');

function amountFor(asked: string | null, known: Ratio | undefined): string {
  if (asked !== null && asked.trim() !== '') return asked;
  return known ? plainPounds(known) : '';
}

/** The formulas to choose from, that of the form first chosen; a formula that lacks its amount can be chosen with one. */
function itemsOf<F extends { readonly kind: string }>(
  formulas: readonly F[],
  {
    nameOf,
    more,
    selected,
  }: {
    readonly nameOf: (formula: F) => string;
    readonly more: readonly { readonly value: string; readonly text: string }[];
    readonly selected: string | undefined;
  },
): readonly Item[] {
  const known = formulas.map((each) => ({ value: each.kind, text: nameOf(each) }));
  const further = more.filter(({ value }) => !known.some((each) => each.value === value));
  return [...known, ...further].map((each) => ({ ...each, selected: each.value === selected }));
}

const nameParts = { target: 'A target, with a cap', reference: 'Against a reference price' };

function nameInFile({ quantity, price }: UnderFormulas): string {
  return [...(quantity ? [quantityName(quantity)] : []), ...(price ? [priceName(price)] : [])].join(', ');
}

const winnersOf = ({ scored }: UnderFormulas) => scored.winners.map(({ bid }) => bid.id).join(' ');

function triedOf(file: TenderToEvaluate, chosen: TenderToEvaluate, back: string): TriedView | null {
  const [before, after] = [underEach(file)[0], underEach(chosen)[0]];
  if (!before || !after || nameInFile(before) === nameInFile(after)) return null;
  const flips = winnersOf(before) !== winnersOf(after);
  return {
    ...{ flips, back },
    title: flips ? 'This formula changes the winner' : 'The same bid wins under this formula',
    sentences: [
      `You are trying: ${nameInFile(after)}. ${awardSentence(after)}`,
      `The file says: ${nameInFile(before)}. ${awardSentence(before)}`,
    ],
  };
}

interface Choosing {
  readonly file: TenderToEvaluate;
  /** The tender under the formulas that are asked for; null where that is not possible. */
  readonly chosen: TenderToEvaluate | null;
  readonly asked: AskedFormulas;
  readonly refusals: readonly Refusal[];
  readonly href: string;
}

/** The form for other formulas, as it was filled in. */
export function choosingView({ file, chosen, asked, refusals, href }: Choosing): ChoosingView {
  const { quantities, prices } = formulasFor(file);
  const now = chosenFormulas((chosen ?? file).tender.criteria);
  const target = quantities.find((each) => each.kind === 'target');
  const reference = prices.find((each) => each.kind === 'reference');
  const errorIn = (...codes: readonly string[]) =>
    refusals.find(({ code }) => codes.includes(code))?.sentence ?? null;
  return {
    action: href,
    quantities:
      quantities.length === 0
        ? null
        : itemsOf(quantities, {
            nameOf: (each) => (each.kind === 'target' ? nameParts.target : quantityName(each)),
            more: [{ value: 'target', text: nameParts.target }],
            selected: chosen ? now.quantity?.kind : (asked.quantity ?? now.quantity?.kind),
          }),
    target: amountFor(asked.target, target?.target),
    targetError: errorIn('target', 'quantity'),
    prices:
      prices.length === 0 || prices[0]?.kind === 'quality-per-pound'
        ? null
        : itemsOf(prices, {
            nameOf: (each) => (each.kind === 'reference' ? nameParts.reference : priceName(each)),
            more: [{ value: 'reference', text: nameParts.reference }],
            selected: chosen ? now.price?.kind : (asked.price ?? now.price?.kind),
          }),
    reference: amountFor(asked.reference, reference?.reference),
    referenceError: errorIn('reference', 'price'),
    download: `${href}/evaluation.json${chosen ? queryOf(asked) : ''}`,
    tried: chosen && triedOf(file, chosen, href),
  };
}
