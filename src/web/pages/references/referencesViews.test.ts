import { describe, expect, it } from 'vitest';
import { figureFrom } from '../../../../test/support/analysisFixture.ts';
import type { EditionChange } from '../../../actions/references/types.ts';
import type { Figure } from '../../../domain/spend/analysis.ts';
import { pairFigures } from '../../../domain/spend/figureChange.ts';
import { toLocalDate } from '../../../domain/values/index.ts';
import { changeView, rangeDifference } from './changeView.ts';
import { type Edition, editionDetails, editionGroups, inUseText } from './editionsView.ts';

const register: Edition = {
  kind: 'onspd',
  edition: 'aaaaaaaaaaaa',
  source: 'ONSPD_MAY_2025.zip',
  date: toLocalDate('2025-05-01'),
  dateFrom: 'file name',
  addedOn: toLocalDate('2026-11-23'),
  rows: 2_700_000,
  names: 0,
  leftOut: 0,
  notes: [],
  licence: 'Open Government Licence v3.0',
  sha256: 'aa'.repeat(32),
  sequence: 1,
  holds: [],
  keyedBy: '',
  approximate: false,
  inUse: true,
};
const older: Edition = {
  ...register,
  edition: 'bbbbbbbbbbbb',
  source: 'old.csv',
  dateFrom: 'day added',
  inUse: false,
};
const ring = { id: 'authority', name: 'Kirklees', codes: ['E08000034'] };
const figure = (perMilleUnplaced: number, more: Partial<Figure> = {}): Figure => ({
  ...figureFrom({
    definition: 'd',
    period: '2020/21',
    total: 100_000_000,
    ring,
    perCent: 50,
    perMilleUnplaced,
  }),
  ...more,
});

type Added = Extract<EditionChange, { readonly kind: 'added' }>;
function added(
  more: Partial<Added['edition']> = {},
  before: readonly Figure[] = [],
  after: readonly Figure[] = [],
) {
  const edition = {
    ...register,
    alreadyThere: false,
    dated: false,
    inUse: [register],
    replaced: [],
    ...more,
  };
  return changeView({ kind: 'added', edition, changes: pairFigures(before, after) });
}

describe('what an edition changed', () => {
  it('is told by the range of the first ring in the latest year', () => {
    const view = added({}, [figure(400)], [figure(20)]);
    expect(view.title).toBe('ONSPD_MAY_2025.zip was added');
    expect(view.finding).toMatch(
      /^The share for Kirklees in 2020\/21 could be 29% to 71% before, and 48% to 52% now$/,
    );
    expect(view.tables[0]?.rows[0]?.difference.main).toBe('Range narrower');
    expect(view.sentences).toEqual(['In use now: ONSPD_MAY_2025.zip (May 2025, 2,700,000 rows).']);
  });

  it('is nothing where no figure moved, and shows no table then', () => {
    const view = added({}, [figure(20)], [figure(20)]);
    expect([view.finding, view.tables]).toEqual(['No figure changed', []]);
    expect(added().finding).toBe('There are no ledgers yet, so no figure could change');
  });

  it('names what it took the place of, and says when it is much smaller', () => {
    const view = added({ rows: 10, inUse: [{ ...register, rows: 10 }], replaced: [older] });
    expect(view.sentences).toEqual([
      'In use now: ONSPD_MAY_2025.zip (May 2025, 10 rows), instead of old.csv (added 23 November 2026, 2,700,000 rows).',
      'It has far fewer rows than the one before. To go back, remove it.',
    ]);
  });

  it('says why it stays unused', () => {
    const unused = { edition: 'cccccccccccc', source: 'new.csv' } as const;
    expect(added({ ...unused, dateFrom: 'day added' }).sentences[1]).toMatch(
      /^new\.csv stays unused, because its name does not say its month/,
    );
    expect(added(unused).sentences[1]).toBe('new.csv stays unused, because what is in use is newer.');
  });

  it('has a title for each way of adding the same bytes again', () => {
    expect(added({ alreadyThere: true }).title).toBe(
      'Nothing changed: ONSPD_MAY_2025.zip had been added before',
    );
    expect(added({ alreadyThere: true, dated: true }).title).toBe(
      'The date of ONSPD_MAY_2025.zip is known now',
    );
    expect(added({ alreadyThere: true, replaced: [older] }).title).toBe('ONSPD_MAY_2025.zip is in use again');
  });

  it('is told of a removal with what is used afterwards', () => {
    const removed = { ...register, wasInUse: true, inUse: [] };
    const view = changeView({
      kind: 'removed',
      edition: removed,
      changes: pairFigures([figure(20)], [figure(400)]),
    });
    expect([view.title, view.sentences]).toEqual([
      'ONSPD_MAY_2025.zip was removed',
      ['In use now: the built-in postcode sectors, which are approximate.'],
    ]);
    expect(view.tables[0]?.rows[0]?.difference.main).toBe('Range wider');
  });

  it('cannot be told of a figure without bounds, and moves where the range is as wide as before', () => {
    const pair = {
      period: 'p',
      ring: 'r',
      before: figure(20),
      after: figure(20, { shareLower: null, localPence: 1 }),
    };
    expect(rangeDifference(pair).main).toBe('Cannot be compared');
    const moved = figure(20, { localPence: 1 });
    expect(rangeDifference({ ...pair, after: moved }).main).toBe('Moved');
  });
});

describe('the list of reference data', () => {
  it('says what is missing and what it would bring', () => {
    const groups = editionGroups([register, older]);
    expect(groups.map((group) => [group.id, group.rows.length])).toEqual([
      ['suppliers', 0],
      ['onspd', 2],
      ['lad-lookups', 0],
      ['companies', 0],
      ['charities', 0],
      ['register', 0],
    ]);
    expect(groups[0]?.missing).toContain('Delivery site');
    expect(groups[1]?.rows.map((row) => row.date)).toEqual([
      'May 2025',
      'Not known: no month in the file’s name',
    ]);
  });

  it('stops at fifty of a kind and says so', () => {
    const many = Array.from({ length: 60 }, () => register);
    const group = editionGroups(many).find((one) => one.id === 'onspd');
    expect([group?.rows.length, group?.more]).toEqual([50, 'The first 50 of 60 are listed.']);
  });

  it('says of which day a register of organisations is, and how many names it holds', () => {
    const companies = {
      ...register,
      kind: 'companies' as const,
      rows: 2,
      names: 5,
      dateFrom: 'given' as const,
    };
    const details = editionDetails(companies, true).rows;
    const textOf = (label: string) => details.find((row) => row.label === label)?.text;
    expect([textOf('Kind'), textOf('Date'), textOf('Names, past and present')]).toEqual([
      'Companies',
      '1 May 2025',
      '5',
    ]);
    expect(editionDetails(register, true).rows.some((row) => row.label.startsWith('Names'))).toBe(false);
  });

  it('knows what is used without an edition', () => {
    expect(inUseText([], 'suppliers')).toBe('no supplier list');
    const list = {
      ...register,
      kind: 'suppliers' as const,
      dateFrom: 'day added' as const,
      licence: 'yours',
    };
    const details = editionDetails(list, null).rows;
    expect(details.find((row) => row.label === 'Date')?.text).toBe('1 May 2025');
    expect(details.find((row) => row.label === 'Licence')?.text).toBe('Your own');
    expect(details.some((row) => row.label === 'In use')).toBe(false);
  });
});
