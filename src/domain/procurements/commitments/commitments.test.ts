import { describe, expect, it } from 'vitest';
import { formatRatio, ratio, timesRatios } from '../../values/index.ts';
import { commitmentFinding, commitmentTable } from './commitmentTable.ts';
import { readResults } from './readResults.ts';
import type { PastProcurement, ResultRow } from './types.ts';

const empty = { procurement: '', contractValue: '', status: '', bidder: '', commitment: '', winner: '' };

function rows(...lines: readonly string[]): readonly ResultRow[] {
  return lines.map((line, index) => {
    const [procurement = '', contractValue = '', status = '', bidder = '', commitment = '', winner = ''] =
      line.split('|');
    return { ...empty, line: index + 2, procurement, contractValue, status, bidder, commitment, winner };
  });
}

function read(...lines: readonly string[]): readonly PastProcurement[] {
  const found = readResults(rows(...lines));
  if (!found.ok) throw new Error(found.problems.map(({ sentence }) => sentence).join(' '));
  return found.procurements;
}

const told = (...lines: readonly string[]) => {
  const found = readResults(rows(...lines));
  return found.ok ? [] : found.problems.map(({ sentence }) => sentence);
};

const market = [
  'New market|£1,000,000|awarded|A|95000|no',
  'New market|1000000|awarded||312000|yes',
  'new market|1000000.00|awarded|C|100,000|',
];
const inPercent = (share: ReturnType<typeof ratio> | null | undefined) =>
  share ? formatRatio(timesRatios(share, ratio(100)), 1) : null;

describe('results of past procurements', () => {
  it('are put together by procurement, whoever bid', () => {
    const [one, ...others] = read(...market);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ name: 'New market', contractValue: ratio(1_000_000), state: 'awarded' });
    expect(one?.commitments.map(({ bidder, isWinner }) => [bidder, isWinner])).toEqual([
      ['A', false],
      [null, true],
      ['C', false],
    ]);
  });

  it('a status may say who won', () => {
    const [one] = read('Printers|1300000|Won|A|100|', 'Printers|1300000|lost|B|200|');
    expect(one?.commitments.map(({ isWinner }) => isWinner)).toEqual([true, false]);
  });

  it.each([
    ['|100|awarded|A|1|yes', /Line 2 has no procurement/],
    ['X|none|awarded|A|1|yes', /Line 2 has “none” as contract value/],
    ['X|0|awarded|A|1|yes', /above nought/],
    ['X|1000000000000|awarded|A|1|yes', /a trillion pounds or more/],
    ['X|100|awarded|A|999999999999999|yes', /a trillion pounds or more/],
    [`${'X'.repeat(201)}|100|awarded|A|1|yes`, /a name of more than 200 characters/],
    [`X|100|awarded|${'A'.repeat(201)}|1|yes`, /a name of more than 200 characters/],
    ['X|100|pending|A|1|yes', /the status “pending”/],
    ['X|100|awarded|A|lots|yes', /“lots” as commitment/],
    ['X|100|awarded|A|-1|yes', /commitment below nought/],
    ['X|100|awarded|A|1|maybe', /“maybe” in the column for the winner/],
    ['X|100|awarded|A||yes', /winner without a commitment/],
    ['X|100|awarded|A|1|no', /no line says who won/],
    ['X|100|abandoned|A|1|yes', /names a winner of “X”, which is abandoned/],
  ])('%s is told with its line', (line, sentence) => {
    expect(told(line).join(' ')).toMatch(sentence);
  });

  it('lines that contradict one another are told, each once', () => {
    expect(
      told(
        'X|100|awarded|A|1|yes',
        'X|200|awarded|B|1|no',
        'X|100|abandoned|C|1|no',
        'X|100|awarded|D|1|yes',
      ),
    ).toEqual([
      'Line 3 gives “X” another contract value than line 2, £100.',
      'Line 4 gives “X” another status than line 2, awarded.',
      'Line 5 is a second winner of “X”.',
    ]);
  });
});

it('nobody is told that a winner is missing whose line cannot be read', () => {
  expect(told('X|100|awarded|A|much|yes', 'X|100|awarded|B|1|no')).toEqual([
    'Line 2 has “much” as commitment. Write an amount in pounds.',
  ]);
  expect(told('X|100|awarded|A|much|yes', 'Y|100|awarded|B|1|no')).toHaveLength(2);
});

const evaluation = ['Roads|2000000|in evaluation|A|100000|', 'Roads|2000000|in evaluation|B|900000|'];
const shelter = [
  'Shelter|1300000|abandoned|A|40300|',
  'Shelter|1300000|abandoned|B|226200|',
  'Shelter|1300000|abandoned|C|65000|',
];
const food = ['Food|6000000|awarded|A|1098000|yes', 'Food|6000000|awarded|B|246000|no'];

describe('the table of commitments', () => {
  it('is in order of the winning share, then what is in evaluation, then what was abandoned', () => {
    const table = commitmentTable(read(...shelter, ...evaluation, ...food, ...market), { isPublic: false });
    expect(
      table.map(({ name, lowest, highest, winner, bids }) => [
        name,
        bids,
        ...[lowest, highest, winner].map(inPercent),
      ]),
    ).toEqual([
      ['New market', 3, '9.5', '31.2', '31.2'],
      ['Food', 2, '4.1', '18.3', '18.3'],
      ['Roads', 2, null, null, null],
      ['Shelter', 3, '3.1', '17.4', null],
    ]);
    expect(table.map(({ hidden }) => hidden)).toEqual([null, null, 'in evaluation', null]);
  });

  it('is in order of the names where winners promised as much', () => {
    const names = ['B', 'A', 'C'].map((name) => `${name}|100|awarded||5|yes`);
    const table = commitmentTable(read(...names), { isPublic: false });
    expect(table.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
  });

  it('hides from the public the range of fewer than three bids, and bids in evaluation from everybody', () => {
    const [one, two] = commitmentTable(read(...food, ...evaluation), { isPublic: true });
    expect([one?.hidden, one?.lowest, inPercent(one?.winner)]).toEqual(['too few bids', null, '18.3']);
    expect([two?.hidden, two?.winner, two?.winnerValue]).toEqual(['in evaluation', null, null]);
  });

  it('says what winners promised, and how often somebody promised more', () => {
    const finding = (...lines: readonly string[]) =>
      commitmentFinding(commitmentTable(read(...lines), { isPublic: false }));
    expect(finding(...food, ...market).title).toBe(
      'Winners promised 18% to 31% of contract value in social value',
    );
    expect(finding(...food, ...market).sentences).toEqual([
      'Nobody promised more than the winner in any of them.',
    ]);
    const outbid = finding('X|100|awarded|A|5|yes', 'X|100|awarded|B|9|no');
    expect(outbid.title).toBe('The winner promised 5% of contract value in social value');
    expect(outbid.sentences[0]).toMatch(/^In 1 of the 1 contract awarded/);
    expect(finding('X|100|awarded|A|5|yes', 'Y|100|awarded|A|5|yes').title).toMatch(
      /^Winners promised 5% of/,
    );
    expect(finding(...evaluation).title).toBe('No contract has been awarded yet');
    expect(finding('X|100|abandoned|||').sentences).toHaveLength(1);
  });
});
