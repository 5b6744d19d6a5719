import { describe, expect, it } from 'vitest';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { twoA } from '../../../test/support/tenders.ts';
import { formatRatio, ratio } from '../values/index.ts';
import { type AskedFormulas, chooseFormulas, formulasFor } from './choosing.ts';
import { underEach } from './evaluation.ts';
import type { TenderToEvaluate } from './tenderFile.ts';

const file: TenderToEvaluate = {
  title: 'Community transport',
  tender: twoA({ kind: 'highest' }),
  otherQuantities: [{ kind: 'highest-for-price' }, { kind: 'target', target: ratio(200_000) }],
  otherPrices: [{ kind: 'linear' }],
};
const nothing: AskedFormulas = { quantity: null, price: null, target: null, reference: null };
const chosen = (asked: Partial<AskedFormulas>) => acceptedOf(chooseFormulas(file, { ...nothing, ...asked }));
const refused = (asked: Partial<AskedFormulas>, of = file) =>
  refusalOf(chooseFormulas(of, { ...nothing, ...asked })).code;

/** Who wins, with how many points. */
function winner(tender: TenderToEvaluate): string {
  const [first] = underEach(tender)[0]?.scored.winners ?? [];
  return first ? `${first.bid.id} ${formatRatio(first.total, 3)}` : '';
}

describe('choosing another formula', () => {
  it('is nothing where nothing is asked', () => {
    expect(chosen({})).toEqual(file);
    expect(chosen({ quantity: '', price: '', target: ' ', reference: '' })).toEqual(file);
  });

  it('has the totals and winners of the worked example', () => {
    expect(winner(chosen({}))).toBe('C 84.667');
    expect(winner(chosen({ quantity: 'highest-for-price' }))).toBe('C 86.000');
    expect(winner(chosen({ quantity: 'target' }))).toBe('A 87.684');
    expect(winner(chosen({ quantity: 'target', target: '£300,000' }))).toBe('C 84.667');
  });

  it('compares with the formula of the file, and with an amount that was said', () => {
    const { otherQuantities, otherPrices } = chosen({ price: 'reference', reference: '900000', target: '1' });
    expect(otherQuantities).toEqual([{ kind: 'highest-for-price' }, { kind: 'target', target: ratio(1) }]);
    expect(otherPrices).toEqual([{ kind: 'lowest' }, { kind: 'linear' }]);
    expect(formulasFor(file).quantities.map(({ kind }) => kind)).toEqual([
      'highest',
      'highest-for-price',
      'target',
    ]);
  });

  it('is refused where there is no such formula, or it lacks its amount', () => {
    expect(refused({ quantity: 'bands' })).toBe('quantity');
    expect(refused({ quantity: 'toString' })).toBe('quantity');
    expect(refused({ price: 'quality-per-pound' })).toBe('price');
    expect(refused({ price: 'reference' })).toBe('reference');
    expect(refused({ quantity: 'target' }, { ...file, otherQuantities: [] })).toBe('target');
    for (const target of ['a lot', '0', '-5', '1e6', 'NaN']) expect(refused({ target })).toBe('target');
    expect(refused({ reference: '0' })).toBe('reference');
  });

  it('leaves alone what a tender does not score', () => {
    const [price, quality] = file.tender.criteria;
    if (!price || !quality) throw new Error('The example has criteria.');
    const perPound = {
      ...file,
      tender: {
        ...file.tender,
        criteria: [
          {
            ...price,
            weight: ratio(0),
            assessment: { kind: 'price', formula: { kind: 'quality-per-pound' } },
          },
          quality,
        ],
      },
      ...{ otherQuantities: [], otherPrices: [] },
    } as const;
    const asked = { ...nothing, target: '5', reference: '5' };
    expect(acceptedOf(chooseFormulas(perPound, asked))).toEqual(perPound);
    expect(refused({ price: 'linear' }, perPound)).toBe('price');
    const panel = { ...perPound, tender: { ...file.tender, criteria: [quality] } };
    expect(acceptedOf(chooseFormulas(panel, { ...asked, quantity: 'target', price: 'lowest' }))).toEqual(
      panel,
    );
  });
});
