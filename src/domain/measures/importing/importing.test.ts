import { describe, expect, it } from 'vitest';
import { measureSetSchema } from '../measureSet.ts';
import { unitInWords } from '../units.ts';
import { cellError, isNothing, parseUnit, parseYes } from './cells.ts';
import { findHeader, type SheetRow } from './columns.ts';
import type { SetAnswers } from './readRow.ts';
import { rowsToSet } from './rowsToSet.ts';

const answers: SetAnswers = {
  ...{ id: 'mill-street', name: 'Mill Street list', version: '1', publisher: 'Mill Street partnership' },
  ...{ licence: 'CC BY 4.0', redistributable: true, priceYear: '2024' },
};
const sheet = (...rows: readonly (readonly string[])[]): readonly SheetRow[] =>
  rows.map((cells, index) => ({ row: index + 1, cells }));

function read(...rows: readonly (readonly string[])[]) {
  const all = sheet(...rows);
  const header = findHeader(all, null);
  if (!header) throw new Error('no header');
  const decision = rowsToSet(all, header, answers);
  if (!decision.ok) throw new Error('refused');
  return decision.value;
}

describe('cells', () => {
  it.each([
    ['no. people FTE', 'fte', 'FTE'],
    ['Full-time equivalent', 'fte', 'FTE'],
    ['Hrs', 'hours', 'hours'],
    ['no. staff hours', 'hours', 'hours'],
    ['no. hrs × no. attendees', 'hours-attendees', 'hours of attendance'],
    ['hours multiplied by pupils', 'hours-attendees', 'hours of attendance'],
    ['No. weeks', 'weeks', 'weeks'],
    ['no. of apprentices', 'count', 'apprenticeships'],
    ['£', 'pounds', 'pounds'],
    ['% of FTE', 'fte', 'FTE'],
    ['per cent', 'percentage', '%'],
    ['tCO2e', 'amount', 'tCO2e'],
    ['Tonnes of CO2e', 'amount', 'tCO2e'],
    ['Tonnes per year', 'amount', 'tonnes a year'],
    ['no. of miles', 'amount', 'miles'],
    ['Square metres', 'amount', 'square metres'],
    ['Yes/No', 'yes-no', 'yes or no'],
    ['Document', 'text', 'a description'],
    ['no. of site visits', 'count', 'site visits'],
    ['number of events', 'count', 'events'],
  ])('the unit “%s” is %s', (cell, kind, words) => {
    const unit = parseUnit(cell);
    expect(unit?.kind).toBe(kind);
    expect(unit && unitInWords(unit)).toBe(words);
  });

  it('knows staff time, and what is no unit', () => {
    expect(parseUnit('£ including staff time')).toMatchObject({ staffTime: true });
    expect(parseUnit('£')).toMatchObject({ staffTime: false });
    for (const cell of ['', 'bananas', 'no.', 'no. of', 'x']) expect(parseUnit(cell)).toBeUndefined();
  });

  it('knows yes, no, nothing and errors', () => {
    expect(['Yes', 'x', '✓', 'Record only'].map(parseYes)).toEqual([true, true, true, true]);
    expect(['', 'No', '–', '0'].map(parseYes)).toEqual([false, false, false, false]);
    expect(parseYes('perhaps')).toBeUndefined();
    expect(['', ' - ', 'N/A', 'No proxy'].every(isNothing)).toBe(true);
    expect(isNothing('0')).toBe(false);
    expect(cellError('#N/A')).toBe('#N/A');
    expect(cellError('# of hours')).toBeUndefined();
  });
});

describe('the header', () => {
  it('is the row that names most columns', () => {
    const found = findHeader(
      sheet(
        ['Our list'],
        ['Ref', 'Measure', 'Unit'],
        ['A1', 'Help', 'hours'],
        ['Ref', 'Measure', 'Unit of measurement', 'Proxy', 'Weighting'],
      ),
      null,
    );
    expect(found).toMatchObject({
      index: 3,
      row: 4,
      mapping: { value: 'Proxy', unit: 'Unit of measurement' },
    });
  });

  it('is the first of two that name as many', () => {
    const two = sheet(['Ref', 'Measure', 'Unit'], ['Code', 'Title', 'Metric']);
    expect(findHeader(two, null)).toMatchObject({ row: 1 });
  });

  it('needs reference, measure and unit, and takes a meaning once', () => {
    expect(findHeader(sheet(['Ref', 'Measure']), null)).toBeUndefined();
    const found = findHeader(sheet(['Ref', 'Code', 'Measure', 'Title', 'Unit']), null);
    expect(found?.columns).toEqual(
      new Map([
        ['reference', 0],
        ['title', 2],
        ['unit', 4],
      ]),
    );
  });
});

describe('rows', () => {
  const header = ['Theme', 'Outcome', 'Ref', 'Measure', 'Unit', 'Proxy'];
  it('above the first theme are told', () => {
    const { problems, set } = read(
      header,
      ['', '', 'A1', 'Help', 'hours'],
      ['Jobs', '', 'A2', 'Help', 'hours'],
    );
    expect(problems).toEqual([
      {
        ...{ row: 2, reference: 'A1', code: 'row-theme-missing' },
        sentence: 'Row 2 stands above the first theme. Write its theme beside it.',
      },
    ]);
    expect(set.themes.map(({ title }) => title)).toEqual(['Jobs']);
    expect(read(header, ['', '', '', 'Help', 'hours'], ['Jobs']).problems.map(({ code }) => code)).toEqual([
      ...['row-theme-missing', 'row-reference-missing'],
    ]);
  });

  it('that stand under the same theme again stay together', () => {
    const { set } = read(
      header,
      ['Jobs', 'Work', 'A1', 'Help', 'hours'],
      ['Money', '', 'B1', 'Spend', '£', '1'],
      ['Jobs', 'Work', 'A2', 'More help', 'hours'],
    );
    expect(
      set.themes.map(({ title, outcomes }) => [title, outcomes.flatMap((one) => one.measures).length]),
    ).toEqual([
      ['Jobs', 2],
      ['Money', 1],
    ]);
    expect(measureSetSchema.parse(JSON.parse(JSON.stringify(set)))).toEqual(set);
  });

  it('with one reference twice are told also where the first is wrong', () => {
    const { problems } = read(header, ['Jobs', '', 'A1', '', 'hours'], ['', '', 'a1', 'Help', 'hours']);
    expect(problems.map(({ row, code }) => [row, code])).toEqual([
      [2, 'row-title-missing'],
      [3, 'row-reference-twice'],
    ]);
  });

  it('with an error in several cells are told for each', () => {
    const { problems } = read(header, ['Jobs', '', 'A1', 'Help', '#REF!', '#N/A']);
    expect(problems.map(({ code }) => code)).toEqual(['row-formula-error', 'row-formula-error']);
  });
});
