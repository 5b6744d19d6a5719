import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  bringsValue,
  checkMeasureSet,
  hasWeighting,
  type MeasureSet,
  measuresIn,
  measuresOf,
  staleValues,
  versionOn,
} from '../../domain/measures/index.ts';
import { toLocalDate } from '../../domain/values/index.ts';
import { readDataRows } from '../dataRows.ts';
import { hashOfSet, parseMeasureSet, readShippedSets } from './readSets.ts';
import { readGovernmentModels } from './readTables.ts';

const folder = new URL('../../../data/measures/sets/', import.meta.url);
const sets = readShippedSets();
const openLicences = ['MIT', 'Open Government Licence v3.0'];

function shipped(id: string, version: string): MeasureSet {
  const found = sets.find((set) => set.id === id && set.version === version);
  if (!found) throw new Error(`no ${id} ${version}`);
  return found;
}

const measures = (set: MeasureSet) => measuresOf(set).map(({ measure }) => measure);
const [first, second] = [shipped('open-measures', '1'), shipped('open-measures', '2')];

describe('the sets that come with the product', () => {
  it('are all listed, published and without problems', () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(sets).toHaveLength(files.length);
    for (const set of sets) {
      expect([set.status, set.redistributable]).toEqual(['published', true]);
      expect(checkMeasureSet(set)).toEqual([]);
    }
  });

  it('have the hashes of what was published, and a change would be told', () => {
    for (const { id = '', version = '', sha256 } of readDataRows(new URL('published.csv', folder))) {
      const set = shipped(id, version);
      expect(hashOfSet(set)).toBe(sha256);
      expect(hashOfSet({ ...set, note: `${set.note} ` })).not.toBe(sha256);
    }
  });

  it('name a source and an open licence in every row and value, and no name of a restricted set', () => {
    for (const set of sets) {
      for (const { source, licence, proxy } of measures(set)) {
        expect(source.title.length).toBeGreaterThan(10);
        expect(openLicences).toContain(licence);
        if (proxy) expect(openLicences).toContain(proxy.licence);
      }
      expect(JSON.stringify(set)).not.toMatch(/\bTOMs?\b|\b(NT|RE|FM|ECC)\d|Social Value Portal|HACT|NSVS/);
    }
  });
});

describe('Sevenbox Open Measures', () => {
  it.each([
    [first, 46, 22, 9],
    [second, 34, 16, 3],
  ])('%# has its counts', (set, main, lite, recordOnly) => {
    expect(measures(set)).toHaveLength(main);
    expect(measuresIn(set, 'main')).toHaveLength(main);
    expect(measuresIn(set, 'lite')).toHaveLength(lite);
    expect(measures(set).filter((measure) => measure.recordOnly)).toHaveLength(recordOnly);
  });

  it.each([first, second])('%# stands over the seven boxes, none of them empty', (set) => {
    expect(set.themes.map(({ title }) => title)).toEqual([
      ...['Spend with local impact', 'Employment and skills', 'Assets', 'Tackling poverty', 'Grassroots'],
      ...['Understanding local impact', 'Environmental sustainability'],
    ]);
    for (const { outcomes } of set.themes) {
      for (const outcome of outcomes) expect(outcome.measures.length).toBeGreaterThan(0);
    }
  });

  it('gives values from public sources or at face value only', () => {
    const values = [first, second].flatMap(measures).flatMap(({ proxy }) => proxy ?? []);
    const kinds = new Set(values.map(({ value, licence }) => `${value} ${licence}`));
    expect(kinds).toEqual(
      new Set([
        ...['1 MIT', '12.71 Open Government Licence v3.0', '13000 Open Government Licence v3.0'],
        '245 Open Government Licence v3.0',
      ]),
    );
  });

  it('tells bidders what to count, what not to count and what to show', () => {
    for (const { reference, guidance, evidence } of measures(second)) {
      expect(`${reference} ${guidance.length > 200}`).toBe(`${reference} true`);
      expect(evidence.length).toBeGreaterThan(0);
    }
    const silent = measures(second).filter(
      ({ guidance }) => !/[Dd]o not count|does not count|do not count|not scored|[Ll]eave out/.test(guidance),
    );
    expect(silent.map(({ reference }) => reference)).toEqual([]);
  });

  it('names each of the twelve measures that were removed with its reason', () => {
    const gone = measures(first).filter(
      ({ reference }) => !measures(second).some((measure) => measure.reference === reference),
    );
    const told = second.removed.map(({ reference }) => reference);
    expect(told.toSorted()).toEqual(gone.map(({ reference }) => reference).toSorted());
    expect(gone).toHaveLength(12);
    expect(new Set(second.removed.map(({ reason }) => reason)).size).toBe(4);
  });

  it('has weightings in the first version and none in the second', () => {
    expect(
      measures(first)
        .filter(hasWeighting)
        .map(({ reference }) => reference),
    ).toEqual([...['TP4', 'GR2', 'GR3', 'EN1']]);
    expect(measures(second).filter(hasWeighting)).toEqual([]);
  });

  it.each([
    ['2026-04-01', '1'],
    ['2026-12-31', '1'],
    ['2027-01-01', '2'],
  ])('commenced on %s: version %s', (day, version) =>
    expect(versionOn(sets, 'open-measures', toLocalDate(day))).toMatchObject({ value: { version } }),
  );

  it('says which values are out of date', () => {
    const stale = (day: string) => staleValues(second, toLocalDate(day)).map(({ reference }) => reference);
    expect(stale('2027-01-15')).toEqual(['EN1']);
    expect(stale('2027-04-01')).toEqual([null, null, 'ES9', 'TP3', 'GR1', 'GR2', 'EN1']);
  });
});

describe('the government models', () => {
  it('are each there as a set', () => {
    for (const { set, version } of readGovernmentModels()) expect(shipped(set, version)).toBeDefined();
  });

  it.each([
    ['ppn-06-20', '1.1', 8, 25, 1],
    ['ppn-002', '2025', 8, 5, 5],
    ['ppn-026', '2026', 2, 6, 0],
  ])('%s %s has %i outcomes, %i criteria, %i of them confirmed', (id, version, outcomes, all, confirmed) => {
    const set = shipped(id, version);
    expect(set.themes.flatMap((theme) => theme.outcomes)).toHaveLength(outcomes);
    expect(measures(set)).toHaveLength(all);
    expect(measures(set).filter((measure) => measure.confirmed)).toHaveLength(confirmed);
  });

  it('say what is to be confirmed, and bring no value', () => {
    for (const set of ['ppn-06-20', 'ppn-002', 'ppn-026'].flatMap((id) =>
      sets.filter((one) => one.id === id),
    )) {
      expect(measures(set).some(bringsValue)).toBe(false);
      for (const { confirmed, guidance, source } of measures(set).filter((measure) => !measure.confirmed)) {
        expect([confirmed, guidance]).toEqual([false, 'Text to be confirmed against GOV.UK.']);
        expect(source.title).toContain('to be confirmed against GOV.UK');
      }
    }
  });
});

describe('a set from a file', () => {
  it('is refused in words where it is none', () => {
    expect(parseMeasureSet('{', 'mine.json')).toMatchObject({
      refusals: [{ code: 'set-unreadable', sentence: expect.stringContaining('mine.json is not JSON.') }],
    });
    expect(parseMeasureSet('[]', 'mine.json')).toMatchObject({
      refusals: [{ sentence: expect.stringContaining('the file: ') }],
    });
    const wrong = JSON.stringify({ ...first, licence: '', themes: [{ ...first.themes[0], id: '' }] });
    const decision = parseMeasureSet(wrong, 'mine.json');
    expect(decision.ok ? '' : decision.refusals[0]?.sentence).toMatch(/licence: .*themes\.0\.id: /);
  });

  it('is read back as it was', () =>
    expect(parseMeasureSet(JSON.stringify(first), 'mine.json')).toEqual({ ok: true, value: first }));
});
