import { z } from 'zod';
import {
  assert,
  type Pence,
  parseRatio,
  type Ratio,
  roundedUnits,
  signOf,
  toLocalDate,
  toPence,
} from '../values/index.ts';
import type { DatedValue } from './datedValues.ts';
import { buyerKinds, type GovernmentModel } from './governmentModel.ts';
import { priceYear } from './measureSet.ts';
import type { DeflatorTable } from './uprating.ts';

/** A row of a table of ours: texts by the name of their column. */
export type DataRow = Readonly<Record<string, string>>;

const words = z.string().min(1);
const number = z.string().transform((written, context): Ratio => {
  const read = parseRatio(written);
  if (read) return read;
  context.addIssue({ code: 'custom', message: `${written} is not a number` });
  return z.NEVER;
});
const empty = z.literal('').transform(() => null);
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform(toLocalDate);
const yes = z.enum(['yes', 'no']).transform((answer) => answer === 'yes');

function pence(amount: Ratio): Pence {
  return toPence(roundedUnits(amount, 2));
}

const pounds = number.transform(pence);

const weights = words.transform((text) =>
  text
    .split('|')
    .map((step) => z.tuple([pounds, z.coerce.number().int().min(1).max(100)]).parse(step.split('=')))
    .map(([fromPence, perCent]) => ({ fromPence, perCent }))
    .toSorted((one, other) => one.fromPence - other.fromPence),
);

const modelRow = z
  .object({
    ...{ id: words, name: words, set: words, version: words, may_from: day, must_from: day },
    binds: words.transform((text) => text.split('|')).pipe(z.array(z.enum(buyerKinds))),
    ...{ least_pounds: empty.or(pounds), weights, note: words, source: words, address: words },
    ...{ licence: words, confirmed: yes },
  })
  .refine(({ may_from, must_from }) => may_from <= must_from, 'a model may be used before it must be')
  .transform(
    ({ may_from, must_from, least_pounds, ...row }): GovernmentModel => ({
      ...{ ...row, mayFrom: may_from, mustFrom: must_from, leastPence: least_pounds },
    }),
  );

/** The government models of a table; throws where a row is not whole, because the table is ours. */
export function parseModels(rows: readonly DataRow[]): readonly GovernmentModel[] {
  const models = z.array(modelRow).parse(rows);
  assert(new Set(models.map(({ id }) => id)).size === models.length, 'each model stands in one row');
  assert(
    new Set(models.map(({ mustFrom }) => mustFrom)).size === models.length,
    'each model begins on a day of its own',
  );
  return models;
}

const valueRow = z
  .object({
    ...{ id: words, what: words, value: number, low: empty.or(number), high: empty.or(number), unit: words },
    ...{ price_year: empty.or(priceYear), from: day, out_of_date_from: empty.or(day), source: words },
    ...{ address: words, licence: words, confirmed: yes },
  })
  .transform(
    ({ price_year, out_of_date_from, ...row }): DatedValue => ({
      ...{ ...row, priceYear: price_year, outOfDateFrom: out_of_date_from },
    }),
  );

/** The published numbers of a table; throws where a row is not whole, because the table is ours. */
export function parseValues(rows: readonly DataRow[]): readonly DatedValue[] {
  const values = z.array(valueRow).parse(rows);
  const keys = new Set(values.map(({ id, from }) => `${id} ${from}`));
  assert(keys.size === values.length, 'each number has one row for a day');
  return values;
}

const deflatorRow = z.object({
  year: priceYear,
  index: number.refine((index) => signOf(index) > 0, 'a price level is above nought'),
  ...{ source: words, licence: words },
});

/** The price levels of a table, all from one source; throws where a row is not whole, because the table is ours. */
export function parseDeflators(rows: readonly DataRow[]): DeflatorTable {
  const read = z.array(deflatorRow).parse(rows);
  assert(new Set(read.map(({ source }) => source)).size <= 1, 'price levels come from one edition');
  assert(new Set(read.map(({ year }) => year)).size === read.length, 'each year has one price level');
  return {
    ...{ source: read[0]?.source ?? '', licence: read[0]?.licence ?? '' },
    rows: read.map(({ year, index }) => ({ year, index })),
  };
}
