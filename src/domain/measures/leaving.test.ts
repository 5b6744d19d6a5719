import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpMeasure, madeUpProxy, madeUpSet } from '../../../test/support/measureSets.ts';
import { propertyRuns } from '../../../test/support/property.ts';
import {
  leavingMeasures,
  type Measure,
  mayLeave,
  measureSetSchema,
  measuresOf,
  withheld,
  withheldText,
} from './index.ts';

const secret = fc.constantFrom('title', 'guidance', 'proof', 'source').map((word) => `SECRET ${word}`);
const digits = fc.integer({ min: 1, max: 9 }).map((digit) => `77${digit}77.5`);

/** A measure whose texts and values are all secret. */
const measure: fc.Arbitrary<Omit<Measure, 'reference'>> = fc
  .record({ text: secret, value: digits, recordOnly: fc.boolean(), lite: fc.boolean(), local: fc.boolean() })
  .map(({ text, value, recordOnly, lite, local }) => {
    const source = { title: text, address: `https://${text.replace(' ', '.')}.example` };
    const { reference: _, ...made } = madeUpMeasure('any', {
      ...{ title: text, guidance: text, evidence: [text], recordOnly, localOnly: local, weighting: value },
      ...{ lists: lite ? ['main', 'lite'] : ['main'], source, licence: text },
      proxy: madeUpProxy(value, {
        low: value,
        high: value,
        source,
        licence: text,
        geography: text,
        note: text,
      }),
    });
    return made;
  });

const set = fc.array(measure, { minLength: 1, maxLength: 8 }).map((measures) => {
  const between = { between: ['R0'], what: 'SECRET', sentence: 'SECRET rule' };
  const made = madeUpSet(
    measures.map((one, at) => ({ ...one, reference: `R${at}` })),
    {
      ...{ redistributable: false, note: 'SECRET note', source: { title: 'SECRET source', address: null } },
      ...{ onePlace: [between], permittedDoubleCounts: [between] },
      lists: [
        { id: 'main', name: 'SECRET main', subsetOf: null },
        { id: 'lite', name: 'SECRET lite', subsetOf: 'main' },
      ],
      removed: [{ reference: 'R9', reason: 'not-local', overlaps: null, sentence: 'SECRET reason' }],
      hourRates: { staff: madeUpProxy('77177.5'), expert: madeUpProxy('77177.5') },
    },
  );
  const [theme] = made.themes;
  if (!theme) throw new Error('There is a theme.');
  const outcomes = theme.outcomes.map((outcome) => ({ ...outcome, id: 'SECRET-o', title: 'SECRET outcome' }));
  return { ...made, themes: [{ ...theme, id: 'SECRET-t', title: 'SECRET theme', outcomes }] };
});

describe('a set that may not leave', () => {
  it('keeps references, units, lists and what is for the record only, and loses every text and value', () => {
    fc.assert(
      fc.property(set, (whole) => {
        const left = withheld(whole);
        expect(JSON.stringify(left)).not.toMatch(/SECRET|77\d77/);
        expect(measureSetSchema.safeParse(left).success).toBe(true);
        const kept = (one: typeof whole) =>
          measuresOf(one).map(({ measure: { reference, unit, lists, recordOnly } }) => [
            ...[reference, unit, lists, recordOnly],
          ]);
        expect(kept(left)).toEqual(kept(whole));
        expect(leavingMeasures(left)).toEqual(leavingMeasures(whole));
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it('is named, and says why its texts are not there', () => {
    const whole = madeUpSet([madeUpMeasure('A')], { redistributable: false });
    expect(mayLeave(whole)).toBe(false);
    expect(withheld(whole)).toMatchObject({
      ...{ id: 'made-up', name: 'Made-up measures', version: '1', licence: 'MIT', note: withheldText },
      themes: [{ title: 'Theme 1', outcomes: [{ title: 'Outcome 1.1', measures: [{ title: 'A' }] }] }],
    });
  });

  it('leaves only references and units of its measures', () => {
    const whole = madeUpSet([madeUpMeasure('A'), madeUpMeasure('B')], { redistributable: false });
    expect(leavingMeasures(whole)).toEqual([
      { reference: 'A', unit: { kind: 'hours' } },
      { reference: 'B', unit: { kind: 'hours' } },
    ]);
  });
});

it('a set that may leave does so as it is', () => {
  const whole = madeUpSet([madeUpMeasure('A')]);
  expect(mayLeave(whole)).toBe(true);
  expect(withheld(whole)).toBe(whole);
});
