import { describe, expect, it } from 'vitest';
import { fullAnalysis } from '../../../test/support/analysisFixture.ts';
import type { Candidates } from '../places/index.ts';
import { toPence, toPlaceCode } from '../values/index.ts';
import { definitionFile, figureFile, placeRows } from './bundle.ts';
import { definitionSchema } from './definitions.ts';
import type { CubeRow } from './figures/cube.ts';
import type { PlaceFacts } from './figures/placing.ts';

const home = toPlaceCode('E08000901');
const next = toPlaceCode('E08000902');
const index = { nameOf: (code: string) => (code === home ? 'Exampleton' : 'Farvale') };
const postcodes: Readonly<Record<string, Candidates>> = { 'ZZ1 1AA': [next, home], 'ZZ2 2BB': [next] };
const facts: PlaceFacts = {
  ofSupplier: ({ key }) => (key === 'ALDER' ? [{ source: 'supplier list', candidates: [next, home] }] : []),
  ofPostcode: (postcode) => postcodes[postcode] ?? 'anywhere',
  standIns: () => [],
};

function row(key: string | null, postcode: string | null): CubeRow {
  return {
    period: 'undated',
    kind: key === null ? 'redacted' : 'named',
    key,
    nameKey: key,
    supplierNumber: null,
    name: key ?? 'REDACTED',
    postcode,
    positivePence: toPence(100),
    negativePence: toPence(0),
    lines: 1,
  };
}

describe('the places of a bundle', () => {
  it('are those of the supplier where a fact names one, else those of the postcode, each once and in order', () => {
    const cube = [
      row('BIRCH', 'ZZ2 2BB'),
      row('ALDER', 'ZZ2 2BB'),
      row('CEDAR', 'ZZ1 1AA'),
      row('ALDER', null),
      row(null, 'ZZ1 1AA'),
    ];
    const listed = { source: 'supplier list' };
    const posted = { source: 'ledger postcode' };
    expect(placeRows(cube, facts, index)).toEqual([
      { place: 'postcode ZZ1 1AA', code: home, name: 'Exampleton', ...posted },
      { place: 'postcode ZZ1 1AA', code: next, name: 'Farvale', ...posted },
      { place: 'postcode ZZ2 2BB', code: next, name: 'Farvale', ...posted },
      { place: 'supplier ALDER', code: home, name: 'Exampleton', ...listed },
      { place: 'supplier ALDER', code: next, name: 'Farvale', ...listed },
    ]);
  });

  it('are not those of a postcode at which only listed suppliers are paid', () => {
    const places = placeRows([row('ALDER', 'ZZ2 2BB')], facts, index).map(({ place }) => place);
    expect(places).toEqual(['supplier ALDER', 'supplier ALDER']);
  });

  it('do not depend on the order of the cube', () => {
    const cube = [row('ALDER', null), row('CEDAR', 'ZZ1 1AA'), row('BIRCH', 'ZZ2 2BB')];
    expect(placeRows(cube.toReversed(), facts, index)).toEqual(placeRows(cube, facts, index));
  });

  it('leave out what could be anywhere', () => {
    const cube = [row('DAMSON', null), row('DAMSON', 'ZZ9 9ZZ'), row(null, null)];
    expect(placeRows(cube, facts, index)).toEqual([]);
  });

  it('never take a text for many payees as the name of a listed supplier', () => {
    const everyone: PlaceFacts = {
      ...facts,
      ofSupplier: () => [{ source: 'supplier list', candidates: [home] }],
    };
    expect(placeRows([row(null, null)], everyone, index)).toEqual([]);
  });

  it('never ask where a line without a postcode is', () => {
    const everywhere: PlaceFacts = { ...facts, ofPostcode: () => [home], standIns: () => [] };
    expect(placeRows([row('DAMSON', null)], everywhere, index)).toEqual([]);
  });
});

describe('the files of a bundle', () => {
  it('spell the rings of a definition out as codes', () => {
    const definition = definitionSchema.parse({
      id: 'valley',
      version: '2',
      name: 'Valley',
      sentence: 'Local means inside the valley.',
      basis: 'delivery site',
      fallback: true,
      rings: ['authority'],
      leaveOut: [],
      scopeSentence: 'Everything counts.',
    });
    const rings = [{ id: 'authority', name: 'Exampleton', codes: [home] }];
    expect(definitionFile(definition, rings, 'April 2025')).toEqual({
      ...definition,
      rings,
      boundaries: 'April 2025',
    });
  });

  it('hold the figures of one definition and only the files that were read', () => {
    const analysis = fullAnalysis();
    const file = figureFile(analysis, 'third-party');
    expect(file.figures).toHaveLength(16);
    expect(new Set(file.figures.map(({ definition }) => definition))).toEqual(new Set(['third-party']));
    expect(analysis.files.map(({ status }) => status)).toContain('set-aside');
    const read = analysis.files.filter(({ status }) => status === 'read');
    expect(file.files).toEqual(read.map(({ name, sha256, control }) => ({ name, sha256, control })));
    const { schemaVersion, product, title, home, control, amountBasis, references } = analysis;
    const head = { schemaVersion, product, title, home, control, amountBasis, references };
    expect(file).toMatchObject({ ...head, definition: 'third-party' });
  });
});
