import { describe, expect, it } from 'vitest';
import { madeUpMeasure, madeUpProxy, madeUpSet } from '../../../../test/support/measureSets.ts';
import type { Unit } from '../../../domain/measures/index.ts';
import { toLocalDate } from '../../../domain/values/index.ts';
import { readShippedSets } from '../../../formats/measures/readSets.ts';
import { fieldsOf, offerOf, typedIn } from './offerFields.ts';
import { tryView } from './tryView.ts';

const today = toLocalDate('2026-11-29');
const units: readonly (readonly [Unit, string, readonly string[]])[] = [
  [{ kind: 'hours' }, 'amount.A=1,250', ['amount']],
  [{ kind: 'weeks' }, 'amount.A=2.5', ['amount']],
  [{ kind: 'fte', by: [] }, 'amount.A=0.5', ['amount']],
  [{ kind: 'count', of: 'people', levels: [] }, 'amount.A=3', ['amount']],
  [{ kind: 'amount', of: 'tCO2e', perYear: true }, 'amount.A=3', ['amount']],
  [{ kind: 'hours-attendees' }, 'amount.A=2&people.A=30', ['amount', 'people']],
  [{ kind: 'pounds', by: [], staffTime: false }, 'amount.A=£5,000', ['amount']],
  [{ kind: 'pounds', by: [], staffTime: true }, 'staff.A=8', ['amount', 'staff', 'expert']],
  [{ kind: 'percentage', numerator: 'a', denominator: 'b' }, 'amount.A=1&whole.A=4', ['amount', 'whole']],
  [{ kind: 'text' }, 'amount.A=A garden', ['amount']],
  [{ kind: 'yes-no' }, 'amount.A=yes', ['amount']],
];

describe('what is asked for a measure', () => {
  it.each(units)('%j: %s', (unit, query, names) => {
    const measure = madeUpMeasure('A', { unit, localOnly: true, proxy: null });
    expect(fieldsOf(measure).map(({ name }) => name)).toEqual([...names, 'local']);
    const set = madeUpSet([measure]);
    const { result, errors } = tryView({ sets: [set], query: new URLSearchParams(query), today }) ?? {};
    expect(errors).toEqual([]);
    expect(result?.lines).toHaveLength(1);
    expect(tryView({ sets: [set], query: new URLSearchParams('local.A=50'), today })?.result).toBeNull();
  });

  it('is a sentence where it is no number, and the rest is still worked out', () => {
    const set = madeUpSet([
      madeUpMeasure('A'),
      madeUpMeasure('B', { unit: { kind: 'count', of: 'people', levels: [] } }),
    ]);
    const query = new URLSearchParams('amount.A=12&amount.B=<b>&list=main');
    const view = tryView({ sets: [set], query, today });
    expect(view?.errors).toEqual([
      { text: 'B: “<b>” is no number. Write people as a number such as 1,250 or 0.5.', href: '#amount-B' },
    ]);
    expect(view?.result?.total).toBe('£120');
    const half = tryView({ sets: [set], query: new URLSearchParams('amount.A=12&amount.B=0.5'), today });
    expect(half?.errors[0]?.text).toContain('B counts whole people');
    expect(half?.result?.total).toBe('£120');
    const below = tryView({ sets: [set], query: new URLSearchParams('amount.A=-1'), today });
    expect(below?.errors[0]?.text).toContain('below nought');
  });

  it('takes an empty local part for all of it, and one above all for a mistake', () => {
    const measure = madeUpMeasure('A', { localOnly: true });
    const offer = (query: string) => offerOf(measure, typedIn(new URLSearchParams(query), 'A'));
    expect(offer('amount.A=2')).toMatchObject({ value: { localShare: { numerator: 1n, denominator: 1n } } });
    expect(offer('amount.A=2&local.A=50%')).toMatchObject({
      value: { localShare: { numerator: 1n, denominator: 2n } },
    });
    const set = madeUpSet([measure]);
    const view = tryView({ sets: [set], query: new URLSearchParams('amount.A=2&local.A=150'), today });
    expect(view?.errors[0]?.text).toContain('not between 0% and 100%');
    expect(view?.result).toBeNull();
  });

  it('warns of a value that is out of date wherever it is used', () => {
    const proxy = madeUpProxy('10', { outOfDateFrom: toLocalDate('2022-01-01') });
    const set = madeUpSet([madeUpMeasure('A', { proxy }), madeUpMeasure('B', { proxy })]);
    const view = tryView({ sets: [set], query: new URLSearchParams('amount.A=1'), today });
    expect(view?.result?.notes).toHaveLength(1);
    expect(view?.result?.notes[0]).toContain('The value of A is out of date since 1 January 2022.');
  });
});

it('every open version and list is shown, and an unknown one is the newest', () => {
  const sets = readShippedSets().filter(({ id }) => id === 'open-measures');
  const counted = (query: string) =>
    tryView({ sets, query: new URLSearchParams(query), today })?.themes.flatMap(({ measures }) => measures)
      .length;
  expect(['', 'version=1', 'version=1&list=main', 'version=7&list=none', 'list=main'].map(counted)).toEqual([
    16, 22, 46, 16, 34,
  ]);
  expect(tryView({ sets: [], query: new URLSearchParams(), today })).toBeUndefined();
});
