import {
  type Measure,
  type MeasureSet,
  measureSetSchema,
  type OfferLine,
  type ProxyValue,
  type Quantity,
} from '../../src/domain/measures/index.ts';
import { nought, numberAt, one } from './numbers.ts';

const source = { title: 'Made up for tests', address: null };

/** A value with all that belongs to it; neutral numbers only. */
export function madeUpProxy(value: string, changed: Partial<ProxyValue> = {}): ProxyValue {
  return {
    ...{ value, low: null, high: null, source, priceYear: '2026', licence: 'Open Government Licence v3.0' },
    ...{ geography: 'England', note: '', outOfDateFrom: null, ...changed },
  };
}

/** A measure of hours with a value of £10 an hour, changed as told. */
export function madeUpMeasure(reference: string, changed: Partial<Measure> = {}): Measure {
  return {
    ...{ reference, title: `Measure ${reference}`, guidance: 'Count the hours.', evidence: ['A list'] },
    ...{ unit: { kind: 'hours' }, proxy: madeUpProxy('10'), localOnly: false, recordOnly: false },
    ...{ weighting: '1', partialAttribution: false, lists: ['main'], source, licence: 'MIT' },
    confirmed: true,
    ...changed,
  };
}

/** A published set with one theme and one outcome, read through its schema. */
export function madeUpSet(measures: readonly Measure[], changed: Partial<MeasureSet> = {}): MeasureSet {
  return measureSetSchema.parse({
    ...{ id: 'made-up', name: 'Made-up measures', version: '1', status: 'published' },
    ...{ inForceFrom: '2026-01-01', inForceUntil: null, publisher: 'Nobody', licence: 'MIT' },
    ...{ redistributable: true, source, note: '', replaces: null, removed: [] },
    lists: [{ id: 'main', name: 'Main list', subsetOf: null }],
    hourRates: { staff: madeUpProxy('20'), expert: madeUpProxy('90') },
    ...{ oneMeasureOnly: false, onePlace: [], permittedDoubleCounts: [] },
    themes: [
      {
        ...{ id: 'theme', title: 'Theme', confirmed: true },
        outcomes: [{ id: 'outcome', title: 'Outcome', confirmed: true, measures }],
      },
    ],
    ...changed,
  });
}

/** A line that offers so much, all of it local and due to the contract unless told. */
export function offerLine(
  reference: string,
  quantity: Quantity | string,
  changed: Partial<OfferLine> = {},
): OfferLine {
  const amount: Quantity =
    typeof quantity === 'string' ? { kind: 'number', amount: numberAt(quantity) } : quantity;
  return {
    ...{
      id: `line-${reference}`,
      reference,
      quantity: amount,
      localShare: null,
      attribution: one,
      thing: '',
    },
    ...changed,
  };
}

/** Pounds without any hours. */
export function pounds(amount: string): Quantity {
  return { kind: 'pounds', pounds: numberAt(amount), staffHours: nought, expertHours: nought };
}
