import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  offerLine as line,
  madeUpSet,
  madeUpMeasure as measure,
  pounds,
} from '../../../../test/support/measureSets.ts';
import { numberAt as n, nought } from '../../../../test/support/numbers.ts';
import {
  addRatios,
  compareRatios,
  type Decision,
  formatRatio,
  ratio,
  timesRatios,
} from '../../values/index.ts';
import type { Measure, MeasureSet } from '../measureSet.ts';
import { unitInWords } from '../units.ts';
import { adjustValue, returnOnInvestment } from './adjustments.ts';
import type { OfferLine, ValuedBid } from './types.ts';
import { valueBid } from './valueBid.ts';
import { wageGap } from './wageGap.ts';
import { valueWellbeing } from './wellbeing.ts';

function accepted<T>(decision: Decision<T>): T {
  if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
  return decision.value;
}

function codes(decision: Decision<unknown>): readonly string[] {
  return decision.ok ? [] : decision.refusals.map(({ code }) => code);
}

function sentences(decision: Decision<unknown>): string {
  return decision.ok ? '' : decision.refusals.map(({ sentence }) => sentence).join(' ');
}

const valued = (set: MeasureSet, ...lines: readonly OfferLine[]): ValuedBid =>
  accepted(valueBid({ set, references: null }, lines));
const refused = (set: MeasureSet, ...lines: readonly OfferLine[]) =>
  valueBid({ set, references: null }, lines);
const total = (set: MeasureSet, ...lines: readonly OfferLine[]) =>
  formatRatio(valued(set, ...lines).total, 2);
const told = (bid: ValuedBid, index = 0) => bid.lines[index]?.steps.map(({ sentence }) => sentence) ?? [];

const fte = { unit: { kind: 'fte', by: ['region'] }, localOnly: true } satisfies Partial<Measure>;
const money = { unit: { kind: 'pounds', by: [], staffTime: true } } satisfies Partial<Measure>;

describe('oracle 2C: local share and staff time', () => {
  it('counts 2.4 of 4 FTE where 60% is local', () => {
    const bid = valued(
      madeUpSet([measure('A', { ...fte, proxy: null })]),
      line('A', '4', { localShare: n('0.6') }),
    );
    expect(formatRatio(bid.lines[0]?.counted ?? nought, 1)).toBe('2.4');
    expect(told(bid)).toEqual([
      '4 FTE offered.',
      'Only the local part of 60% counts: 2.4 FTE.',
      'The measure has no value in pounds. It is shown in its own unit.',
    ]);
  });

  it('adds the hours of staff and experts to the pounds of an event', () => {
    const set = madeUpSet([
      measure('A', { ...money, proxy: { ...measure('A').proxy, value: '1' } as Measure['proxy'] }),
    ]);
    const event = { kind: 'pounds', pounds: n('250'), staffHours: n('12'), expertHours: nought } as const;
    expect(total(set, line('A', event))).toBe('490.00');
    const experts = { kind: 'pounds', pounds: nought, staffHours: nought, expertHours: n('3') } as const;
    const bid = valued(set, line('A', event), line('A', experts, { id: 'second' }));
    expect(formatRatio(bid.total, 2)).toBe('760.00');
    expect(told(bid)[0]).toBe('£250, 12 staff hours at £20 and 0 expert hours at £90 make £490.');
  });
});

describe('oracle 2D: what would have happened anyway, others, fading and time', () => {
  const two = {
    ...{ deadweight: n('0.4'), attribution: n('0.3'), dropOff: n('0.3'), discountRate: n('0.035') },
    years: 2,
  };

  it('shows every step and comes to £359,069.57, 1.436 for each pound', () => {
    const adjusted = accepted(adjustValue(n('510000'), two));
    expect(adjusted.steps.map(({ what, amount }) => [what, formatRatio(amount, 2)])).toEqual([
      ['gross', '510000.00'],
      ['deadweight', '306000.00'],
      ['attribution', '214200.00'],
      ['drop-off', '149940.00'],
      ['discount', '144869.57'],
      ['total', '359069.57'],
    ]);
    const back = accepted(returnOnInvestment(adjusted.total, n('250000')));
    expect(formatRatio(back, 3)).toBe('1.436');
    expect(adjusted.steps[3]?.sentence).toBe('In year 2, 30% less than the year before: £149,940.');
  });

  it('discounts a third year twice', () => {
    const flat = {
      deadweight: nought,
      attribution: nought,
      dropOff: nought,
      discountRate: n('0.1'),
      years: 3,
    };
    const { total: all } = accepted(adjustValue(n('121'), flat));
    expect(formatRatio(all, 2)).toBe('331.00');
  });

  it.each([
    [{ deadweight: n('1.1') }, 'The deadweight is 110%'],
    [{ attribution: n('-0.1') }, 'The attribution to others is -10%'],
    [{ dropOff: n('2') }, 'The drop-off is 200%'],
    [{ discountRate: n('-0.01') }, 'The discount rate is -1%'],
    [{ years: 0 }, 'The effect lasts 0 years'],
    [{ years: 1.5 }, 'The effect lasts 1.5 years'],
    [{ years: 101 }, 'The effect lasts 101 years'],
  ])('refuses case %#', (changed, start) => {
    const decision = adjustValue(n('1'), { ...two, ...changed });
    expect(codes(decision)).toEqual(['adjustment-impossible']);
    expect(sentences(decision)).toContain(start);
  });

  it('refuses a return on nothing', () =>
    expect(codes(returnOnInvestment(n('1'), nought))).toEqual(['input-missing']));
});

describe('wages and wellbeing', () => {
  const year = { hoursPerWeek: n('37.5'), weeksPerYear: n('52') };
  it.each([
    ['13.45', '12.21', '2418.00'],
    ['14.80', '12.21', '5050.50'],
    ['13.45', '12.71', '1443.00'],
    ['12.71', '12.71', '0.00'],
  ])('£%s over £%s an hour is £%s a year', (paid, floor, gap) => {
    const decision = wageGap({ paidPerHour: n(paid), floorPerHour: n(floor), ...year });
    expect(formatRatio(accepted(decision), 2)).toBe(gap);
  });

  it('refuses pay below the floor and a year without hours', () => {
    const below = wageGap({ paidPerHour: n('12.70'), floorPerHour: n('12.71'), ...year });
    expect(sentences(below)).toContain('£12.7 an hour is below the lowest lawful wage of £12.71');
    const changes = [{ hoursPerWeek: nought }, { weeksPerYear: nought }, { floorPerHour: nought }];
    for (const changed of changes) {
      const decision = wageGap({ paidPerHour: n('13'), floorPerHour: n('12'), ...year, ...changed });
      expect(codes(decision)).toEqual(['wage-hours']);
    }
  });

  const wellby = { central: n('13000'), low: n('10000'), high: n('16000') };
  it('one point for 100 people and 5 years is £6.5m, from £5.0m to £8.0m', () => {
    const change = { points: n('1'), people: n('100'), years: n('5') };
    const { central, low, high } = accepted(valueWellbeing(change, wellby));
    expect([central, low, high].map((each) => formatRatio(each, 0))).toEqual([
      '6500000',
      '5000000',
      '8000000',
    ]);
  });

  it('keeps a change for the worse and refuses what the scale does not have', () => {
    const change = { points: n('-0.5'), people: n('2'), years: n('1') };
    expect(formatRatio(accepted(valueWellbeing(change, wellby)).central, 0)).toBe('-13000');
    const changes = [{ points: n('10.1') }, { points: n('-10.1') }, { people: n('-1') }, { years: n('-1') }];
    for (const changed of changes) {
      expect(codes(valueWellbeing({ ...change, ...changed }, wellby))).toEqual(['wellbeing-impossible']);
    }
  });
});

describe('the value of a line', () => {
  it('is quantity x local share x attribution x value x weighting', () => {
    const set = madeUpSet([measure('A', { localOnly: true, partialAttribution: true, weighting: '1.5' })]);
    const bid = valued(set, line('A', '80', { localShare: n('0.5'), attribution: n('0.25') }));
    expect(formatRatio(bid.total, 2)).toBe('150.00');
    expect(bid.lines[0]?.steps.map(({ what, amount, unit }) => [what, formatRatio(amount, 0), unit])).toEqual(
      [
        ['offered', '80', 'units'],
        ['local-share', '40', 'units'],
        ['attribution', '10', 'units'],
        ['proxy', '100', 'pounds'],
        ['weighting', '150', 'pounds'],
      ],
    );
    expect(told(bid).slice(-2)).toEqual([
      'Each unit counts £10, in prices of 2026.',
      'The value is multiplied by the weighting 1.5.',
    ]);
  });

  it('counts all of a measure that is not local only, and says so', () => {
    const bid = valued(madeUpSet([measure('A')]), line('A', '3', { localShare: n('0.5') }));
    expect(formatRatio(bid.total, 0)).toBe('30');
    expect(told(bid)[1]).toBe('50% is local. This measure counts the rest as well.');
  });

  it('is nought for the record only, and still counted', () => {
    const bid = valued(madeUpSet([measure('A', { recordOnly: true })]), line('A', '3'));
    expect([formatRatio(bid.total, 0), formatRatio(bid.lines[0]?.counted ?? nought, 0)]).toEqual(['0', '3']);
    expect(told(bid)).toContain('The measure is kept for the record only and has no value.');
  });

  it('says that the year of a value is not given', () => {
    const proxy = { ...measure('A').proxy, priceYear: null } as Measure['proxy'];
    expect(told(valued(madeUpSet([measure('A', { proxy })]), line('A', '1')))[1]).toBe(
      'Each unit counts £10, in prices of a year that is not given.',
    );
  });

  const attended = measure('A', { unit: { kind: 'hours-attendees' }, proxy: null });
  it('multiplies hours by the people who came', () => {
    const session = { kind: 'hours-attendees', hours: n('2'), attendees: n('8') } as const;
    const bid = valued(madeUpSet([attended]), line('A', session));
    expect(formatRatio(bid.lines[0]?.counted ?? nought, 0)).toBe('16');
    expect(told(bid)[0]).toBe('2 hours for 8 people make 16 hours of attendance.');
  });

  it('adds up regions and levels', () => {
    const unit = { kind: 'count', of: 'apprenticeships', levels: ['2', '3', '4+'] } as const;
    const set = madeUpSet([measure('A', { unit: { ...unit, levels: [...unit.levels] } }), measure('F', fte)]);
    const parts = [
      { of: '2', amount: n('3') },
      { of: '4+', amount: n('1') },
    ];
    const bid = valued(set, line('A', { kind: 'by', parts }));
    expect(told(bid)[0]).toBe('4 apprenticeships offered: 3 for 2, 1 for 4+.');
    const regions = { kind: 'by', parts: [{ of: 'Yorkshire', amount: n('0.5') }] } as const;
    expect(total(set, line('F', regions, { localShare: n('1') }))).toBe('5.00');
  });

  it('shows a percentage, a text and a yes or no without value', () => {
    const set = madeUpSet([
      measure('P', { unit: { kind: 'percentage', numerator: 'part', denominator: 'whole' }, proxy: null }),
      measure('T', { unit: { kind: 'text' }, proxy: null }),
      measure('Y', { unit: { kind: 'yes-no' }, proxy: null }),
    ]);
    const bid = valued(
      set,
      line('P', { kind: 'percentage', numerator: n('1'), denominator: n('4') }),
      line('T', { kind: 'text', text: 'We help.' }),
      line('Y', { kind: 'yes-no', yes: true }),
      line('Y', { kind: 'yes-no', yes: false }, { id: 'again' }),
    );
    expect(bid.lines.map(({ counted }) => counted && formatRatio(counted, 0))).toEqual([
      '25',
      null,
      null,
      null,
    ]);
    expect(bid.lines.map(({ steps }) => steps[0]?.sentence)).toEqual([
      '1 of 4.',
      'A description was given.',
      'The answer is yes.',
      'The answer is no.',
    ]);
    expect(formatRatio(bid.total, 0)).toBe('0');
  });

  it('takes plain pounds as they are', () => {
    const bid = valued(madeUpSet([measure('A', money)]), line('A', pounds('250.50')));
    expect(told(bid)[0]).toBe('£250.5 was offered.');
    expect(formatRatio(bid.total, 2)).toBe('2505.00');
  });

  it.each<[Measure['unit'], string]>([
    [{ kind: 'fte', by: [] }, 'FTE'],
    [{ kind: 'count', of: 'visits', levels: [] }, 'visits'],
    [{ kind: 'hours' }, 'hours'],
    [{ kind: 'hours-attendees' }, 'hours of attendance'],
    [{ kind: 'weeks' }, 'weeks'],
    [{ kind: 'pounds', by: [], staffTime: false }, 'pounds'],
    [{ kind: 'percentage', numerator: 'part', denominator: 'whole' }, '%'],
    [{ kind: 'amount', of: 'litres', perYear: true }, 'litres a year'],
    [{ kind: 'amount', of: 'trees', perYear: false }, 'trees'],
    [{ kind: 'text' }, 'a description'],
    [{ kind: 'yes-no' }, 'yes or no'],
  ])('names the unit: case %#', (unit, words) => expect(unitInWords(unit)).toBe(words));

  it('adds up by theme', () => {
    const bid = valued(madeUpSet([measure('A'), measure('B')]), line('A', '1'), line('B', '2'));
    expect(bid.byTheme.map(({ id, value }) => [id, formatRatio(value, 0)])).toEqual([['theme', '30']]);
  });
});

describe('offers that break a rule', () => {
  const count = { unit: { kind: 'count', of: 'visits', levels: [] } } satisfies Partial<Measure>;
  const percentage = {
    ...{ unit: { kind: 'percentage', numerator: 'part', denominator: 'whole' }, proxy: null },
  } satisfies Partial<Measure>;
  const staff = { kind: 'pounds', pounds: nought, staffHours: n('1'), expertHours: nought } as const;
  const noStaff = { unit: { kind: 'pounds', by: [], staffTime: false } } satisfies Partial<Measure>;
  const part = (numerator: string, denominator: string) =>
    ({ kind: 'percentage', numerator: n(numerator), denominator: n(denominator) }) as const;

  it.each<[string, Partial<Measure>, OfferLine, string]>([
    ['another unit', {}, line('A', { kind: 'yes-no', yes: true }), 'unit-mismatch'],
    ['below nought', {}, line('A', '-1'), 'quantity-negative'],
    ['pounds below nought', money, line('A', pounds('-1')), 'quantity-negative'],
    ['half a visit', count, line('A', '1.5'), 'quantity-not-whole'],
    [
      'no such level',
      count,
      line('A', { kind: 'by', parts: [{ of: '9', amount: n('1') }] }),
      'level-unknown',
    ],
    [
      'half a person',
      { unit: { kind: 'hours-attendees' } },
      line('A', { kind: 'hours-attendees', hours: n('2'), attendees: n('1.5') }),
      'quantity-not-whole',
    ],
    ['a part larger than the whole', percentage, line('A', part('5', '4')), 'percentage-impossible'],
    ['a part of nothing', percentage, line('A', part('0', '0')), 'percentage-impossible'],
    ['hours where only pounds count', noStaff, line('A', staff), 'staff-time-not-counted'],
    ['no local part', { localOnly: true }, line('A', '1'), 'local-share-missing'],
    ['more than all local', {}, line('A', '1', { localShare: n('1.01') }), 'local-share-impossible'],
    ['less than nothing local', {}, line('A', '1', { localShare: n('-1') }), 'local-share-impossible'],
    ['more than all due', {}, line('A', '1', { attribution: n('2') }), 'attribution-impossible'],
    [
      'a part where only wholes count',
      {},
      line('A', '1', { attribution: n('0.5') }),
      'attribution-not-allowed',
    ],
    ['a text that is not confirmed', { confirmed: false }, line('A', '1'), 'measure-unconfirmed'],
    ['no such measure', {}, line('Z', '1'), 'measure-unknown'],
  ])('%s is refused', (_what, changed, offer, code) => {
    const decision = refused(madeUpSet([measure('A', changed)]), offer);
    expect(codes(decision)).toEqual([code]);
    expect(sentences(decision)).toMatch(/^.{20,}\.$/);
  });

  it('a set without hour rates counts no hours', () => {
    const set = madeUpSet([measure('A', money)], { hourRates: { staff: null, expert: null } });
    expect(codes(refused(set, line('A', staff)))).toEqual(['staff-time-not-counted']);
    const half = madeUpSet([measure('A', money)], {
      hourRates: { ...set.hourRates, staff: measure('A').proxy },
    });
    expect(codes(refused(half, line('A', staff)))).toEqual(['staff-time-not-counted']);
  });

  it('tells all reasons of all lines', () => {
    const set = madeUpSet([measure('A', { localOnly: true, confirmed: false }), measure('B')]);
    const decision = refused(set, line('A', '-1', { attribution: n('2') }), line('B', '-1'));
    expect(codes(decision)).toEqual([
      ...['quantity-negative', 'measure-unconfirmed', 'local-share-missing', 'attribution-impossible'],
      'quantity-negative',
    ]);
  });

  it('words about levels name them', () => {
    const unit = { kind: 'count', of: 'apprenticeships', levels: ['2', '3'] } satisfies Measure['unit'];
    const offer = line('A', { kind: 'by', parts: [{ of: '9', amount: n('1') }] });
    expect(sentences(refused(madeUpSet([measure('A', { unit })]), offer))).toContain('by 2, 3, and “9”');
  });

  it('a measure outside the chosen ones is refused', () => {
    const set = madeUpSet([measure('A'), measure('B')]);
    expect(codes(valueBid({ set, references: ['B'] }, [line('A', '1')]))).toEqual(['measure-unknown']);
    expect(valueBid({ set, references: ['A'] }, [line('A', '1')]).ok).toBe(true);
  });
});

describe('the same thing under several measures', () => {
  const rule = { between: ['A', 'B'], what: 'pound', sentence: 'A pound counts once.' };
  const all = [measure('A'), measure('B'), measure('C')];
  const at = (reference: string, thing: string, id = reference) => line(reference, '1', { thing, id });

  it('counts once under a one-place rule, in the earlier line', () => {
    const bid = valued(
      madeUpSet(all, { onePlace: [rule] }),
      at('A', 'Ashgrove'),
      at('B', ' ashgrove '),
      at('C', 'Ashgrove'),
    );
    expect(bid.lines.map(({ value }) => formatRatio(value, 0))).toEqual(['10', '0', '10']);
    expect(bid.duplicates).toEqual([
      {
        ...{ kind: 'left-out', thing: ' ashgrove ', lines: ['A', 'B'] },
        sentence: '“ ashgrove ” is counted under A and left out under B. A pound counts once.',
      },
    ]);
    expect(told(bid, 1).at(-1)).toContain('left out under B');
    expect(formatRatio(bid.total, 0)).toBe('20');
  });

  it('counts once anywhere where the set says so, except where a double count is permitted', () => {
    const set = madeUpSet(all, {
      oneMeasureOnly: true,
      permittedDoubleCounts: [{ between: ['A', 'B'], what: 'person', sentence: 'Both may count.' }],
    });
    const bid = valued(set, at('A', 'post 1'), at('B', 'post 1'), at('C', 'post 1'));
    expect(bid.lines.map(({ value }) => formatRatio(value, 0))).toEqual(['10', '10', '0']);
    expect(bid.duplicates[0]?.sentence).toContain('In this set a thing counts under one measure only.');
  });

  it('counts one thing once under one measure, and two things twice', () => {
    const bid = valued(
      madeUpSet(all),
      at('A', 'post 1', '1'),
      at('A', 'post 1', '2'),
      at('A', 'post 2', '3'),
    );
    expect(bid.lines.map(({ value }) => formatRatio(value, 0))).toEqual(['10', '0', '10']);
  });

  it('asks where nobody said what is counted, and only then', () => {
    const set = madeUpSet(all, { onePlace: [rule] });
    const bid = valued(set, at('A', ''), at('B', 'Ashgrove'), at('A', '', 'more'), at('C', ''));
    expect(bid.duplicates.map(({ kind, lines }) => [kind, ...lines])).toEqual([
      ['ask', 'A', 'B'],
      ['ask', 'B', 'more'],
    ]);
    expect(bid.duplicates[0]?.sentence).toBe(
      'Ask whether a pound stands under both A and B. A pound counts once.',
    );
    expect(valued(set, at('A', 'one'), at('B', 'two')).duplicates).toEqual([]);
    expect(valued(set, at('A', ''), line('B', '0')).duplicates).toEqual([]);
    const texts = madeUpSet([measure('A', { unit: { kind: 'text' }, proxy: null }), measure('B')], {
      onePlace: [rule],
    });
    expect(valued(texts, line('A', { kind: 'text', text: 'x' }), at('B', '')).duplicates).toEqual([]);
  });
});

describe('properties', () => {
  const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 300);
  const set = madeUpSet([
    measure('A', { localOnly: true, partialAttribution: true, weighting: '1.25' }),
    measure('B', { partialAttribution: true }),
    measure('C', { recordOnly: true, partialAttribution: true }),
  ]);
  const share = fc.integer({ min: 0, max: 1000 }).map((parts) => ratio(parts, 1000));
  const amount = fc.integer({ min: 0, max: 1_000_000 }).map((parts) => ratio(parts, 100));
  const offer = fc
    .record({ reference: fc.constantFrom('A', 'B', 'C'), amount, localShare: share, attribution: share })
    .map(({ reference, amount: units, ...shares }) =>
      line(reference, { kind: 'number', amount: units }, shares),
    );
  const offers = fc
    .array(offer, { maxLength: 8 })
    .map((all) => all.map((one, index) => ({ ...one, id: String(index) })));
  const scaled = (one: OfferLine, factor: bigint): OfferLine => ({
    ...one,
    quantity:
      one.quantity.kind === 'number'
        ? { kind: 'number', amount: timesRatios(one.quantity.amount, ratio(factor)) }
        : one.quantity,
  });
  const worth = (all: readonly OfferLine[]) => valued(set, ...all).total;

  it('property: a bid is worth the sum of its lines, in any order, and nothing is worth nothing', () => {
    fc.assert(
      fc.property(offers, (all) => {
        const sum = addRatios(...all.map((one) => worth([one])));
        expect(worth(all)).toEqual(sum);
        expect(worth(all.toReversed())).toEqual(sum);
        expect(worth(all.map((one) => scaled(one, 0n)))).toEqual(nought);
      }),
      { numRuns: runs },
    );
  });

  it('property: three times as much is worth three times as much, and more is never worth less', () => {
    fc.assert(
      fc.property(offers, offer, (all, extra) => {
        expect(worth(all.map((one) => scaled(one, 3n)))).toEqual(timesRatios(worth(all), ratio(3)));
        expect(compareRatios(worth([...all, { ...extra, id: 'extra' }]), worth(all))).toBeGreaterThanOrEqual(
          0,
        );
      }),
      { numRuns: runs },
    );
  });

  it('property: the last step of a line is its value', () => {
    fc.assert(
      fc.property(offers, (all) => {
        for (const { steps, value } of valued(set, ...all).lines) expect(steps.at(-1)?.amount).toEqual(value);
      }),
      { numRuns: runs },
    );
  });

  it('property: what is taken off never adds', () => {
    const adjustments = fc.record({
      ...{ deadweight: share, attribution: share, dropOff: share, discountRate: share },
      years: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(amount, adjustments, (gross, taken) => {
        const { total: left, steps } = accepted(adjustValue(gross, taken));
        expect(compareRatios(left, timesRatios(gross, ratio(taken.years)))).toBeLessThanOrEqual(0);
        expect(steps).toHaveLength(4 + 2 * (taken.years - 1));
      }),
      { numRuns: runs },
    );
  });
});
