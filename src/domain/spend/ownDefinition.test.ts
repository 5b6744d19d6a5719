import { describe, expect, it } from 'vitest';
import { placeIndex } from '../places/index.ts';
import type { PlaceTables } from '../places/tables.ts';
import { toLocalDate, toPlaceCode } from '../values/index.ts';
import { definitionSchema, type LocalDefinition } from './definitions.ts';
import {
  type DefinitionContext,
  decideDefinition,
  definitionIdFor,
  plainNote,
  type SaidDefinition,
  saidOf,
} from './ownDefinition.ts';

const authority = (code: string, name: string, to?: string, successor?: string) => ({
  code: toPlaceCode(code),
  name,
  to: to === undefined ? null : toLocalDate(to),
  successor: successor === undefined ? null : toPlaceCode(successor),
});
const member = (code: string, name: string, of: string) => ({
  code: toPlaceCode(code),
  name,
  authority: toPlaceCode(of),
});
const tables: PlaceTables = {
  authorities: [
    authority('E06000901', 'Newtown'),
    authority('E06000902', 'Farvale'),
    authority('E06000903', 'Nearvale'),
    authority('E07000901', 'Old Borough', '2019-12-31', 'E06000901'),
    authority('E07000902', 'Farvale', '2020-02-29', 'E06000902'),
  ],
  combinedAuthorities: [
    member('E47000901', 'Two Vales', 'E06000902'),
    member('E47000901', 'Two Vales', 'E06000903'),
  ],
  regions: ['E06000901', 'E06000902', 'E06000903'].map((of) => member('E12000901', 'Middle', of)),
  countries: [
    { code: toPlaceCode('W92000004'), name: 'Wales', inUnitedKingdom: true },
    { code: toPlaceCode('L93000001'), name: 'Channel Islands', inUnitedKingdom: false },
  ],
  counties: [],
  sectors: [],
  areas: [],
  sources: [],
};
const index = placeIndex(tables);
const home = { code: toPlaceCode('E06000901'), name: 'Newtown', note: null };

const shipped: LocalDefinition = {
  id: 'ledger-all',
  version: '1',
  name: 'All payments',
  sentence: 'Local means inside.',
  basis: 'ledger address',
  fallback: false,
  rings: ['authority', 'region', 'uk'],
  leaveOut: [],
  scopeSentence: 'Every line.',
};
const context = (more: Partial<DefinitionContext> = {}): DefinitionContext => ({
  places: { index, home },
  others: [shipped],
  previous: null,
  ...more,
});
const said: SaidDefinition = {
  name: ' The  Vale ',
  sentence: 'Local means an address in the vale.',
  basis: 'delivery site',
  fallback: true,
  rings: ['uk', 'authority'],
  ownRingName: 'Both vales',
  ownRingPlaces: 'farvale\r\n\r\n e06000903 \nFarvale\n',
  leaveOut: ['tax', 'salaries'],
  note: '',
};

function decided(
  more: Partial<SaidDefinition> = {},
  about: Partial<DefinitionContext> = {},
): LocalDefinition {
  const decision = decideDefinition({ ...said, ...more }, context(about));
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusals));
  return decision.value;
}

function refused(more: Partial<SaidDefinition>, about: Partial<DefinitionContext> = {}) {
  const decision = decideDefinition({ ...said, ...more }, context(about));
  return decision.ok ? [] : decision.refusals.map(({ code, sentence }) => `${code} ${sentence}`);
}

describe('a definition of one’s own', () => {
  it('is made from what was typed, and can be read as a definition file', () => {
    const made = decided();
    expect(made).toEqual({
      id: 'the-vale',
      version: '1',
      name: 'The Vale',
      sentence: 'Local means an address in the vale.',
      basis: 'delivery site',
      fallback: true,
      rings: [
        'authority',
        { id: 'own-both-vales', name: 'Both vales', codes: ['E06000902', 'E06000903'] },
        'uk',
      ],
      leaveOut: ['salaries', 'tax'],
      scopeSentence: 'Left out: salaries and tax. Grants stay in.',
    });
    expect(definitionSchema.parse(made)).toEqual(made);
  });

  it('puts its own ring before the first wider one, or last', () => {
    const idsOf = (one: LocalDefinition) =>
      one.rings.map((ring) => (typeof ring === 'string' ? ring : 'own'));
    expect(idsOf(decided({ ownRingPlaces: 'Farvale' }))).toEqual(['authority', 'own', 'uk']);
    expect(idsOf(decided({ rings: ['authority'] }))).toEqual(['authority', 'own']);
    expect(idsOf(decided({ rings: [] }))).toEqual(['own']);
    expect(idsOf(decided({ ownRingPlaces: 'Wales\nNewtown\nFarvale\nNearvale' }))).toEqual([
      'authority',
      'uk',
      'own',
    ]);
    expect(idsOf(decided({ ownRingName: '', ownRingPlaces: ' \n' }))).toEqual(['authority', 'uk']);
  });

  it('has a stand-in for any address when told, and says that every line counts', () => {
    const made = decided({ basis: 'ledger address', leaveOut: [] });
    expect(made.fallback).toBe(true);
    expect(made.scopeSentence).toBe('Every accepted line counts, whoever was paid.');
    expect(decided({ fallback: false }).fallback).toBe(false);
  });

  it('has an id that no other has and that is no address of a page', () => {
    expect(definitionIdFor('The Vale', [])).toBe('the-vale');
    expect(definitionIdFor('The Vale', ['the-vale', 'the-vale-2'])).toBe('the-vale-3');
    expect(definitionIdFor('Cwm Tâf – 100 %', [])).toBe('cwm-taf-100');
    expect(definitionIdFor('New', [])).toBe('new-2');
    expect(definitionIdFor('Compare!', [])).toBe('compare-2');
    expect(definitionIdFor('地元', [])).toBe('own');
    expect(definitionIdFor('v'.repeat(100), [])).toHaveLength(50);
    expect(decided({ ownRingName: '谷' }).rings[1]).toMatchObject({ id: 'own-ring' });
  });

  it('is refused field by field, all at once', () => {
    expect(
      refused({
        name: ' ',
        sentence: '',
        basis: 'somewhere',
        rings: ['county'],
        leaveOut: ['grants'],
        note: 'n'.repeat(501),
      }),
    ).toEqual([
      'definition:name Enter a name.',
      'definition:sentence Enter what local means, in a sentence.',
      'definition:rings Newtown has no ring "county".',
      'definition:basis Select which address counts.',
      'definition:leaveOut There is no kind of payment "grants".',
      'definition:note Use at most 500 characters. There are 501.',
    ]);
  });

  it.each<readonly [string, Partial<SaidDefinition>, string]>([
    [
      'a name that is taken, in any case',
      { name: 'all PAYMENTS' },
      'definition:name There is a definition called "All payments". Use another name.',
    ],
    [
      'a name too long',
      { name: 'n'.repeat(101) },
      'definition:name Use at most 100 characters. There are 101.',
    ],
    [
      'a sentence too long',
      { sentence: 's'.repeat(501) },
      'definition:sentence Use at most 500 characters. There are 501.',
    ],
    [
      'no ring',
      { rings: [], ownRingName: '', ownRingPlaces: '' },
      'definition:rings Select at least one ring, or write one of your own.',
    ],
    [
      'a ring that home does not have',
      { rings: ['combined-authority'] },
      'definition:rings Newtown has no ring "combined-authority".',
    ],
    [
      'places without a name of the ring',
      { ownRingName: '' },
      'definition:ownRingName Enter a name for your own ring.',
    ],
    [
      'a name of a ring too long',
      { ownRingName: 'r'.repeat(201) },
      'definition:ownRingName Use at most 200 characters. There are 201.',
    ],
    [
      'a ring without places',
      { ownRingPlaces: '' },
      'definition:ownRingPlaces Enter the places of your own ring, one on each line.',
    ],
    [
      'too many places',
      { ownRingPlaces: 'Farvale\n'.repeat(401) },
      'definition:ownRingPlaces Enter at most 400 places. There are 401 lines.',
    ],
  ])('is refused with %s', (_, more, refusal) => expect(refused(more)).toEqual([refusal]));

  it('is refused where a hundred are there already', () => {
    const others = Array.from({ length: 100 }, (_, number) => ({
      ...shipped,
      id: `d-${number}`,
      name: `D ${number}`,
    }));
    expect(refused({}, { others })).toEqual([
      'definition:name There are 100 definitions already, and no more can be kept.',
    ]);
    expect(refused({ note: 'Why.' }, { others, previous: { ...shipped, id: 'd-1' } })).toEqual([]);
  });
});

describe('the places of an own ring', () => {
  const places = (text: string) => refused({ ownRingPlaces: text });
  const ring = (text: string) => decided({ ownRingPlaces: text }).rings[1];

  it('may be countries, and codes that were replaced by one for the same place', () => {
    expect(ring('wales')).toMatchObject({ codes: ['W92000004'] });
    expect(ring('w92000004')).toMatchObject({ codes: ['W92000004'] });
    expect(ring('E07000902')).toMatchObject({ codes: ['E06000902'] });
    expect(ring('Farvale District Council')).toMatchObject({ codes: ['E06000902'] });
  });

  it('are refused by line where they are wider than what was written', () => {
    expect(places('Farvale\n\nOld Borough')).toEqual([
      'definition:ownRingPlaces Line 3, "Old Borough": Old Borough became part of Newtown on 1 January 2020. Give Newtown for the whole of it, or leave the line out.',
    ]);
    expect(places('E07000901')[0]).toContain('Give Newtown for the whole of it');
    expect(places('W06000015')[0]).toBe(
      'definition:ownRingPlaces Line 1, "W06000015": Outside England places are known by country only. Give W92000004 for the whole of Wales, or leave the line out.',
    );
  });

  it('are refused by line where they are more than one authority or none', () => {
    const [wider, region, unknown] = places('Two Vales\nE12000901\nFarvael\nL93000001');
    expect(wider).toBe(
      'definition:ownRingPlaces Line 1, "Two Vales": This is more than one local authority. Give each authority inside it on a line of its own, or choose a ring above.',
    );
    expect(region).toContain('Line 2, "E12000901": This is more than one');
    expect(unknown).toContain(
      'Line 3, "Farvael": No local authority of England has the name or code "Farvael". Did you mean Farvale',
    );
    expect(places('X99999999')[0]).toContain('No local authority of England has the code "X99999999".');
  });

  it('are refused ten at a time', () => {
    const refusals = places(Array.from({ length: 14 }, (_, number) => `Qqq${number}`).join('\n'));
    expect(refusals).toHaveLength(11);
    expect(refusals[10]).toBe('definition:ownRingPlaces 4 more lines name no place we know.');
  });
});

describe('a version of a definition', () => {
  const previous = { ...decided(), version: '9' };
  const about = { others: [shipped, previous], previous };

  it('has the next number, and keeps the id of the definition and of its ring', () => {
    const next = decided({ name: 'The Dale', ownRingName: 'Dales', note: 'Renamed.' }, about);
    expect(next).toMatchObject({ id: 'the-vale', version: '10', name: 'The Dale' });
    expect(next.rings[1]).toMatchObject({ id: 'own-both-vales', name: 'Dales' });
  });

  it('needs to say why it was made', () => {
    expect(refused({ name: 'The Dale' }, about)).toEqual([
      'definition:note Say why the definition is changed.',
    ]);
  });

  it('needs a difference', () => {
    expect(refused({ note: 'Nothing.' }, about)).toEqual([
      'definition:name Nothing is different from version 9. Change something, or go back.',
    ]);
  });

  it('is written from the form that shows the one before', () => {
    expect(saidOf(previous)).toMatchObject({
      ownRingPlaces: 'E06000902\nE06000903',
      rings: ['authority', 'uk'],
      note: '',
    });
    expect(saidOf(shipped)).toMatchObject({ ownRingName: '', ownRingPlaces: '', name: 'All payments' });
    expect(refused({ ...saidOf(previous), note: 'Why.' }, about)).toHaveLength(1);
    expect(plainNote({ note: ' In\n two  lines. ' })).toBe('In two lines.');
  });
});
