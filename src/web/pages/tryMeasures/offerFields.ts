import type { Measure, OfferLine, Quantity, Unit } from '../../../domain/measures/index.ts';
import { unitInWords } from '../../../domain/measures/index.ts';
import {
  accept,
  type Decision,
  nought,
  one,
  type Ratio,
  type Refusal,
  ratio,
  timesRatios,
} from '../../../domain/values/index.ts';
import { typedNumber } from './formNumbers.ts';

/** One box of a form, and what it asks for. */
export interface OfferField {
  /** The part of the name before the reference: `amount` in `amount.SP1`. */
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'pounds' | 'per-cent' | 'text' | 'yes';
}

/** The most of a description that an address carries. */
const longestText = 200;

/** A label as a sentence begins, but for a symbol such as tCO2e. */
function capitalised(label: string): string {
  return /^[a-z][A-Z]/.test(label) ? label : label.charAt(0).toUpperCase() + label.slice(1);
}

function numberField(name: string, label: string): OfferField {
  return { name, label: capitalised(label), kind: 'number' };
}

function unitFields(unit: Unit): readonly OfferField[] {
  switch (unit.kind) {
    case 'hours-attendees':
      return [numberField('amount', 'hours'), numberField('people', 'people who attend')];
    case 'pounds':
      return [
        { name: 'amount', label: 'Pounds', kind: 'pounds' },
        ...(unit.staffTime
          ? [numberField('staff', 'hours of staff'), numberField('expert', 'hours of experts')]
          : []),
      ];
    case 'percentage':
      return [numberField('amount', unit.numerator), numberField('whole', `of ${unit.denominator}`)];
    case 'text':
      return [{ name: 'amount', label: 'What would be done', kind: 'text' }];
    case 'yes-no':
      return [{ name: 'amount', label: 'Yes', kind: 'yes' }];
    default:
      return [numberField('amount', unitInWords(unit))];
  }
}

/** Everything that is asked for one measure. */
export function fieldsOf({ unit, localOnly }: Pick<Measure, 'unit' | 'localOnly'>): readonly OfferField[] {
  const local: OfferField = { name: 'local', label: 'Part that stays in the local area', kind: 'per-cent' };
  return [...unitFields(unit), ...(localOnly ? [local] : [])];
}

/** What stands in the boxes of a measure, by the name of the box. */
export type Typed = (name: string) => string;

/** What an address says about a measure. */
export function typedIn(query: URLSearchParams, reference: string): Typed {
  return (name) => (query.get(`${name}.${reference}`) ?? '').trim().slice(0, longestText);
}

function notNumber(reference: string, label: string, text: string): Refusal {
  const sentence = `${reference}: “${text.slice(0, 40)}” is no number. Write ${label.toLowerCase()} as a number such as 1,250 or 0.5.`;
  return { code: 'quantity-no-number', sentence };
}

/** Numbers of the boxes, nought for an empty one, and what is wrong with the others. */
function numbersOf({ reference, unit, localOnly }: Measure, typed: Typed) {
  const problems: Refusal[] = [];
  const numbers = new Map<string, Ratio>();
  for (const { name, label, kind } of fieldsOf({ unit, localOnly })) {
    if (kind === 'text' || kind === 'yes') continue;
    const text = typed(name);
    const read = text === '' ? nought : typedNumber(text);
    if (read === undefined) problems.push(notNumber(reference, label, text));
    else numbers.set(name, read);
  }
  return { problems, number: (name: string) => numbers.get(name) ?? nought };
}

function quantityOf(unit: Unit, typed: Typed, number: (name: string) => Ratio): Quantity {
  switch (unit.kind) {
    case 'hours-attendees':
      return { kind: 'hours-attendees', hours: number('amount'), attendees: number('people') };
    case 'pounds':
      return {
        ...{ kind: 'pounds', pounds: number('amount') },
        ...{ staffHours: number('staff'), expertHours: number('expert') },
      };
    case 'percentage':
      return { kind: 'percentage', numerator: number('amount'), denominator: number('whole') };
    case 'text':
      return { kind: 'text', text: typed('amount') };
    case 'yes-no':
      return { kind: 'yes-no', yes: typed('amount') === 'yes' };
    default:
      return { kind: 'number', amount: number('amount') };
  }
}

/** Whether anything was typed about a measure; a part that stays local says nothing by itself. */
function isTyped(measure: Measure, typed: Typed): boolean {
  return fieldsOf(measure).some(({ name }) => name !== 'local' && typed(name) !== '');
}

/** What is offered under a measure; null where nothing was typed. An empty local part means all of it. */
export function offerOf(measure: Measure, typed: Typed): Decision<OfferLine | null> {
  if (!isTyped(measure, typed)) return accept(null);
  const { problems, number } = numbersOf(measure, typed);
  if (problems.length > 0) return { ok: false, refusals: problems };
  const { reference, unit, localOnly } = measure;
  const part = typed('local') === '' ? one : timesRatios(number('local'), ratio(1, 100));
  return accept({
    ...{ id: reference, reference, quantity: quantityOf(unit, typed, number) },
    ...{ localShare: localOnly ? part : null, attribution: one, thing: '' },
  });
}
