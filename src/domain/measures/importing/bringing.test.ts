import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { madeUpMeasure, madeUpProxy, madeUpSet } from '../../../../test/support/measureSets.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { acceptedOf } from '../../../../test/support/records.ts';
import type { Decision } from '../../values/index.ts';
import {
  answersOf,
  chooseTable,
  columnsIn,
  completeSet,
  measuresOf,
  missingIn,
  mostSetCharacters,
  publishSet,
  readAgain,
  readSaidOfSet,
  rowsToExplain,
  type SaidOfSet,
  type SetMapping,
  type SetTable,
  type SheetRow,
  setKeyOf,
} from '../index.ts';

const codes = (decision: Decision<unknown>) => (decision.ok ? [] : decision.refusals.map(({ code }) => code));

const said: SaidOfSet = {
  ...{ name: ' Mill Street list ', version: '1', publisher: 'Nobody', licence: 'Members only' },
  ...{ sharing: 'no', priceYear: '' },
};

describe('what is said of a list', () => {
  it('is read, and sharing is as it was chosen', () => {
    expect(acceptedOf(readSaidOfSet(said))).toEqual({
      ...{ id: 'mill-street-list', name: 'Mill Street list', version: '1', publisher: 'Nobody' },
      ...{ licence: 'Members only', redistributable: false, priceYear: null },
    });
    const open = acceptedOf(readSaidOfSet({ ...said, sharing: 'yes', priceYear: '2024/25' }));
    expect([open.redistributable, open.priceYear]).toEqual([true, '2024/25']);
  });

  it('is refused field by field, and nothing is taken for granted', () => {
    const empty = { name: '', version: ' ', publisher: '', licence: '', sharing: '', priceYear: 'x' };
    expect(codes(readSaidOfSet(empty))).toEqual(Object.keys(empty));
    expect(codes(readSaidOfSet({ ...said, version: '1'.repeat(41), sharing: 'maybe' }))).toEqual([
      'version',
      'sharing',
    ]);
  });

  it('has a key of small letters, digits and hyphens for any name', () => {
    expect(setKeyOf('Café & Co: list №2')).toBe('cafe-co-list-no2');
    expect(setKeyOf('Список')).not.toBe(setKeyOf('Перечень'));
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }), (name) => {
        expect(setKeyOf(name)).toMatch(/^[a-z0-9-]{1,60}$/);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

function rowsOf(...lines: readonly (readonly string[])[]): readonly SheetRow[] {
  return lines.map((cells, at) => ({ row: at + 1, cells }));
}

const table = (rows: readonly SheetRow[], name = 'Sheet'): SetTable => ({ name, records: rows.length, rows });
const sheet = rowsOf(['Ref', 'Measure', 'Unit', 'Wording'], ['A', 'One', 'hours', 'First']);
const own: SetMapping = { reference: 'Ref', title: 'Wording', unit: 'Unit' };
const nothing = { mapping: null, earlier: [] };

describe('the table of a list', () => {
  it('is read by what was said, else as an earlier file whose headings all occur, else by its words', () => {
    const by = (asked: Parameters<typeof chooseTable>[2]) => {
      const { by: how, header } = acceptedOf(chooseTable('l.csv', [table(sheet)], asked));
      return [how, header.mapping.title];
    };
    expect(by(nothing)).toEqual(['found', 'Measure']);
    expect(by({ mapping: own, earlier: [] })).toEqual(['said', 'Wording']);
    expect(by({ mapping: null, earlier: [{ ...own, value: 'Amount' }, own] })).toEqual([
      'earlier',
      'Wording',
    ]);
    expect(by({ mapping: null, earlier: [{ ...own, value: 'Amount' }] })).toEqual(['found', 'Measure']);
  });

  it('is the one with most columns', () => {
    const small = table(rowsOf(['Ref', 'Measure', 'Unit']), 'Small');
    const large = table(rowsOf(['Ref', 'Measure', 'Unit', 'Theme']), 'Large');
    expect(acceptedOf(chooseTable('l.xlsx', [small, large], nothing)).table.name).toBe('Large');
  });

  it('is the one whose columns a person has to explain, where no line names them', () => {
    const strange = rowsOf(['A list'], [' ', 'Ref', 'Wording', 'Counted in'], ['', 'K1', 'One', 'hours']);
    const narrow = table(rowsOf(['Ref', 'Wording'], ['K1', 'One']), 'Narrow');
    const wide = rowsOf(['Kode', 'Wording', 'Counted in', 'More'], ['K1', 'One', 'hours', 'x']);
    const only = acceptedOf(chooseTable('l.xlsx', [narrow, table(strange)], nothing));
    expect([only.by, only.header.row, only.header.mapping]).toEqual(['unknown', 2, { reference: 'Ref' }]);
    const both = chooseTable('l.xlsx', [table(strange), table(wide, 'Wide')], nothing);
    expect(acceptedOf(both).table.name).toBe('Wide');
    expect(codes(chooseTable('l.csv', [table(strange.slice(0, 2))], nothing))).toEqual([
      'set-header-missing',
    ]);
  });

  it('is refused where no line names columns, where it is too long, and where it holds too much text', () => {
    expect(codes(chooseTable('l.csv', [], nothing))).toEqual(['set-header-missing']);
    expect(codes(chooseTable('l.csv', [table(rowsOf(['Name', 'Age']))], nothing))).toEqual([
      'set-header-missing',
    ]);
    const long = { name: 'Long', records: 1_501, rows: [] };
    expect(codes(chooseTable('l.csv', [long], nothing))).toEqual(['set-too-long']);
    expect(codes(chooseTable('l.csv', [long, table(rowsOf(['Name']))], nothing))).toEqual([
      'set-header-missing',
    ]);
    const text = rowsOf(['Ref', 'Measure', 'Unit'], ['A', 'x'.repeat(mostSetCharacters), 'hours']);
    expect(codes(chooseTable('l.csv', [table(text)], nothing))).toEqual(['set-too-much-text']);
  });
});

describe('reading the kept rows again', () => {
  const set = madeUpSet([madeUpMeasure('A')], { redistributable: false, licence: 'Members only' });
  const kept = { table: 'Sheet', rows: sheet, mapping: own, headerRow: 1, priceYear: null };

  it('shows each column with what is read from it and its first different values', () => {
    const head = ['Ref', '', 'Wording', 'Unit', 'Note'];
    const rows = rowsOf(head, ['A', 'x', 'One', 'hours'], ['B', '', 'One', 'weeks', '']);
    expect(columnsIn({ rows, mapping: own, headerRow: 1 })).toEqual([
      { header: 'Ref', meaning: 'reference', examples: ['A', 'B'] },
      { header: 'Wording', meaning: 'title', examples: ['One'] },
      { header: 'Unit', meaning: 'unit', examples: ['hours', 'weeks'] },
      { header: 'Note', meaning: null, examples: [] },
    ]);
    expect(columnsIn({ rows: [], mapping: own, headerRow: 1 })).toEqual([]);
  });

  it('is a draft without measures until its columns are explained', () => {
    const { header } = acceptedOf(chooseTable('l.csv', [table(sheet)], nothing));
    const read = acceptedOf(rowsToExplain(sheet, header, answersOf(set, null)));
    expect([read.counts, measuresOf(read.set)]).toEqual([
      { rows: 1, measures: 0, headings: 0, leftOut: 1 },
      [],
    ]);
    const unlicensed = { ...answersOf(set, null), licence: ' ' };
    expect(codes(rowsToExplain(sheet, header, unlicensed))).toEqual(['set-licence-missing']);
  });

  it('makes a draft by other columns, with the answers that were given', () => {
    const { set: draft } = acceptedOf(readAgain(kept, set, own));
    expect(measuresOf(draft).map(({ measure }) => measure.title)).toEqual(['First']);
    expect(answersOf(draft, null)).toEqual(answersOf(set, null));
  });

  it('is refused where the column of the themes is another', () => {
    const lines = Array.from({ length: 51 }, (_, at) => [`T${at}`, `K${at}`, 'One', 'hours']);
    const rows = rowsOf(['Theme', 'Ref', 'Wording', 'Unit'], ...lines);
    expect(codes(readAgain({ ...kept, rows }, set, { ...own, theme: 'Theme' }))).toEqual([
      'set-too-many-parts',
    ]);
  });

  it('is refused without the columns that are needed, or where no line has them', () => {
    expect(codes(readAgain(kept, set, { reference: 'Ref' }))).toEqual(['columns-needed']);
    expect(codes(readAgain(kept, set, { ...own, unit: 'Nowhere' }))).toEqual(['set-header-missing']);
  });
});

describe('completing a list', () => {
  const yearless = madeUpProxy('5', { priceYear: null });
  const dated = madeUpMeasure('D');
  const time = madeUpMeasure('T', { unit: { kind: 'pounds', by: [], staffTime: true }, proxy: yearless });
  const rateless = { hourRates: { staff: null, expert: null } };
  const filled = { priceYear: '2026', staffRate: '£12.71', expertRate: '40', rateSource: 'Made up' };

  it('asks only for what the list does not say', () => {
    const of = (...given: Parameters<typeof madeUpSet>) => missingIn(madeUpSet(...given));
    expect(of([dated])).toEqual({ priceYear: false, hourRates: false });
    expect(of([dated], rateless)).toEqual({ priceYear: false, hourRates: false });
    expect(of([time])).toEqual({ priceYear: true, hourRates: false });
    expect(of([time], rateless)).toEqual({ priceYear: true, hourRates: true });
    const half = { hourRates: { staff: madeUpProxy('1'), expert: null } };
    expect(of([time], half).hourRates).toBe(true);
    expect(of([madeUpMeasure('R', { proxy: null })])).toEqual({ priceYear: false, hourRates: false });
  });

  it('fills in years and rates and changes nothing else, so that it can be published', () => {
    const set = madeUpSet([dated, time], { ...rateless, status: 'draft' });
    const whole = acceptedOf(completeSet(set, filled));
    const years = measuresOf(whole).map(({ measure }) => measure.proxy?.priceYear);
    expect(years).toEqual(['2026', '2026']);
    expect(whole.hourRates.staff).toMatchObject({ value: '12.71', priceYear: '2026' });
    expect(publishSet(whole).ok).toBe(true);
    expect(measuresOf(whole)[0]?.measure).toEqual(dated);
    const complete = madeUpSet([dated]);
    expect(completeSet(complete, { priceYear: '', staffRate: '', expertRate: '', rateSource: '' })).toEqual({
      ok: true,
      value: complete,
    });
    const named = acceptedOf(completeSet(madeUpSet([time]), { ...filled, staffRate: '' }));
    expect(named.hourRates.staff?.value).toBe('20');
  });

  it('is refused field by field', () => {
    const set = madeUpSet([time], rateless);
    const none = { priceYear: 'x', staffRate: '', expertRate: '-1', rateSource: ' ' };
    expect(codes(completeSet(set, none))).toEqual(['priceYear', 'staffRate', 'expertRate', 'rateSource']);
    expect(codes(completeSet(set, { ...filled, rateSource: 'x'.repeat(301) }))).toEqual(['rateSource']);
  });
});
