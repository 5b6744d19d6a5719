import { describe, expect, it } from 'vitest';
import { madeUpSet, madeUpMeasure as measure } from '../../../test/support/measureSets.ts';
import { toLocalDate } from '../values/index.ts';
import type { MeasureSet } from './measureSet.ts';
import { numberOf } from './numberOf.ts';
import { contentOf, publishSet, replaceVersion, verifyVersion, versionOn } from './versions.ts';

const published = madeUpSet([measure('A')]);
const draft: MeasureSet = { ...published, status: 'draft' };
const day = toLocalDate;
const codes = (decision: ReturnType<typeof replaceVersion>) =>
  decision.ok ? [] : decision.refusals.map(({ code }) => code);

describe('a published version', () => {
  it('has the same content whatever the order of its keys, and another with every change', () => {
    const turned = Object.fromEntries(Object.entries(published).toReversed()) as MeasureSet;
    expect(contentOf(turned)).toBe(contentOf(published));
    expect(contentOf(draft)).toBe(contentOf(published));
    expect(contentOf({ ...published, note: 'x' })).not.toBe(contentOf(published));
    expect(contentOf(madeUpSet([measure('A', { weighting: '2' })]))).not.toBe(contentOf(published));
  });

  it('is only published when nothing is wrong with it', () => {
    expect(publishSet(draft)).toEqual({ ok: true, value: published });
    expect(codes(publishSet({ ...draft, inForceFrom: null }))).toEqual(['published-without-date']);
  });

  it('never changes, a draft always may', () => {
    const changed = { ...published, note: 'Other words' };
    expect(replaceVersion(draft, changed)).toEqual({ ok: true, value: changed });
    expect(codes(replaceVersion(published, changed))).toEqual(['set-published']);
    expect(codes(replaceVersion(published, draft))).toEqual(['set-published']);
    expect(codes(replaceVersion(published, { ...published, version: '2' }))).toEqual(['set-other-version']);
    expect(codes(replaceVersion(published, { ...published, id: 'other' }))).toEqual(['set-other-version']);
    expect(replaceVersion(published, published).ok).toBe(true);
  });

  it('may be given a last day once', () => {
    const ended = { ...published, inForceUntil: day('2026-12-31') };
    expect(replaceVersion(published, ended)).toEqual({ ok: true, value: ended });
    expect(codes(replaceVersion(ended, published))).toEqual(['set-published']);
    expect(codes(replaceVersion(ended, { ...ended, inForceUntil: day('2027-12-31') }))).toEqual([
      'set-published',
    ]);
  });

  it('is told by its hash', () => {
    expect(verifyVersion(published, { published: 'a', now: 'a' }).ok).toBe(true);
    const decision = verifyVersion(published, { published: 'a', now: 'b' });
    expect(decision).toMatchObject({ ok: false, refusals: [{ code: 'set-changed' }] });
  });
});

describe('the version for a procurement', () => {
  const sets = [
    madeUpSet([measure('A')], { inForceUntil: day('2026-06-30') }),
    madeUpSet([measure('A')], { version: '2', inForceFrom: day('2026-06-01') }),
    madeUpSet([measure('A')], { version: '3', status: 'draft', inForceFrom: day('2026-01-01') }),
    madeUpSet([measure('A')], { version: '4', inForceFrom: null, status: 'published' }),
    madeUpSet([measure('A')], { id: 'other', version: '5' }),
  ];
  it.each([
    ['2026-01-01', '1'],
    ['2026-05-31', '1'],
    ['2026-06-01', '2'],
    ['2026-06-30', '2'],
    ['2030-01-01', '2'],
  ])('that commences on %s is %s', (on, version) =>
    expect(versionOn(sets, 'made-up', day(on))).toMatchObject({ ok: true, value: { version } }),
  );

  it('is the newest of those in force, whatever their order', () =>
    expect(versionOn(sets.toReversed(), 'made-up', day('2026-06-15'))).toMatchObject({
      value: { version: '2' },
    }));

  it('is never guessed', () => {
    expect(codes(versionOn(sets, 'made-up', null))).toEqual(['commencement-unknown']);
    expect(codes(versionOn(sets, 'made-up', day('2025-12-31')))).toEqual(['version-none']);
    expect(codes(versionOn(sets.slice(0, 1), 'made-up', day('2026-07-01')))).toEqual(['version-none']);
    expect(codes(versionOn(sets, 'nobody', day('2026-07-01')))).toEqual(['version-none']);
  });
});

it('a number that was never checked is a bug', () => expect(() => numberOf('many')).toThrow('many'));
