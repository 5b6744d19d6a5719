import { describe, expect, it } from 'vitest';
import { shareOf, toPence } from '../values/index.ts';
import type { Figure } from './analysis.ts';
import { differenceOf, pairFigures } from './figureChange.ts';

const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };

function figure(local: number, elsewhere: number, open: number, more: Partial<Figure> = {}): Figure {
  const total = local + elsewhere + open;
  return {
    definition: 'd',
    period: '2020/21',
    ring,
    totalPence: total,
    localPence: local,
    elsewherePence: elsewhere,
    undeterminedPositivePence: open,
    undeterminedNegativePence: 0,
    share: shareOf(toPence(local), toPence(local + elsewhere)),
    shareOfAll: shareOf(toPence(local), toPence(total)),
    shareLower: shareOf(toPence(local), toPence(total)),
    shareUpper: shareOf(toPence(local + open), toPence(total)),
    whyNoShare: null,
    ...more,
  };
}

describe('the difference of two figures', () => {
  it('is only stated where the bounds do not meet', () => {
    expect(differenceOf(figure(40, 50, 10), figure(60, 30, 10))).toEqual({
      kind: 'higher',
      least: 0.6 - 0.5,
      most: 0.7 - 0.4,
    });
    expect(differenceOf(figure(60, 30, 10), figure(40, 50, 10))).toMatchObject({
      kind: 'lower',
      most: 0.7 - 0.4,
    });
    expect(differenceOf(figure(40, 50, 10), figure(50, 40, 10))).toEqual({ kind: 'open' });
    expect(differenceOf(figure(50, 40, 10), figure(40, 50, 10))).toEqual({ kind: 'open' });
    expect(differenceOf(figure(40, 60, 0), figure(41, 59, 0))).toMatchObject({ kind: 'higher' });
  });

  it('is nought where nothing is open and the shares are one', () => {
    expect(differenceOf(figure(50, 50, 0), figure(20, 20, 0))).toEqual({ kind: 'equal' });
    expect(differenceOf(figure(50, 50, 0), figure(40, 50, 10))).toEqual({ kind: 'open' });
    expect(differenceOf(figure(40, 50, 10), figure(50, 50, 0))).toEqual({ kind: 'open' });
  });

  it('is none at all for the same figure of the same ring, whatever is open', () => {
    expect(differenceOf(figure(40, 50, 10), figure(40, 50, 10))).toEqual({ kind: 'unchanged' });
    const wider = { ring: { ...ring, codes: ['E08000034', 'E08000033'] } };
    expect(differenceOf(figure(40, 50, 10), figure(40, 50, 10, wider))).toEqual({ kind: 'open' });
    const turned = { ring: { ...ring, codes: ['E08000033', 'E08000034'] } };
    expect(differenceOf(figure(40, 50, 10, wider), figure(40, 50, 10, turned))).toEqual({
      kind: 'unchanged',
    });
  });

  it('cannot be stated without both figures and their bounds', () => {
    expect(differenceOf(null, figure(40, 50, 10))).toEqual({ kind: 'none' });
    expect(differenceOf(figure(40, 50, 10), null)).toEqual({ kind: 'none' });
    expect(differenceOf(figure(40, 50, 10), { ...figure(1, 1, 1), shareLower: null })).toEqual({
      kind: 'none',
    });
    expect(differenceOf({ ...figure(1, 1, 1), shareUpper: null }, figure(40, 50, 10))).toEqual({
      kind: 'none',
    });
  });
});

describe('figures before and after a change', () => {
  it('are paired ring by ring, those of after first, and year by year with undated last', () => {
    const own = { id: 'own-vale', name: 'Vale', codes: ['E08000033'] };
    const before = [figure(1, 1, 0, { period: 'undated' }), figure(1, 1, 0, { period: '2019/20' })];
    const after = [figure(1, 2, 0, { ring: own, period: '2020/21' }), figure(1, 3, 0, { period: '2020/21' })];
    expect(
      pairFigures(before, after).map((pair) => [
        pair.ring,
        pair.period,
        pair.before !== null,
        pair.after !== null,
      ]),
    ).toEqual([
      ['own-vale', '2020/21', false, true],
      ['authority', '2019/20', true, false],
      ['authority', '2020/21', false, true],
      ['authority', 'undated', true, false],
    ]);
    expect(pairFigures([], [])).toEqual([]);
  });

  it('hold both sides where both have the ring and the year', () => {
    const [pair] = pairFigures([figure(1, 1, 0)], [figure(1, 2, 0)]);
    expect([pair?.before?.elsewherePence, pair?.after?.elsewherePence]).toEqual([1, 2]);
  });
});
