import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asCsv, asOds, asXlsx } from '../../../test/support/measureWorkbook.ts';
import { withFiles } from '../../../test/support/openLedgers.ts';
import { readPastBids } from '../../domain/procurements/index.ts';
import { readPastBidsFile } from './readPastBids.ts';

const header = [
  ...['Tender', 'Price weight (%)', 'Quality weighting', 'Social value weight', 'Price formula'],
  ...['Social value formula', 'Supplier', 'Bid price (£)', 'Score for quality', 'Best score'],
  ...[
    'Minimum score',
    'Measure reference',
    'Offer',
    'Share local',
    'Due to the contract',
    'What is counted',
    'Note',
  ],
];
const rows = [
  header,
  [
    ...['Depots', '40', '40', '20', 'lowest', 'target 500', 'Alder', '£1,000', '4', '5'],
    ...['1', 'A', '12 x 30', '80%', '50%', 'posts', 'ignored'],
  ],
  ['Depots', '', '', '', '', '', 'Birch', '900', '3', '', '', 'A', '10', '', '', '', ''],
];

const read = (name: string, bytes: string | Buffer) =>
  withFiles({ [name]: bytes }, (folder) =>
    readPastBidsFile({ path: join(folder, name), scratch: join(folder, '.scratch') }),
  );

async function refused(name: string, bytes: string | Buffer) {
  const decision = await read(name, bytes);
  return decision.ok ? [] : decision.refusals.map(({ code, sentence }) => `${code}: ${sentence}`);
}

describe('a file of bids of the past', () => {
  it.each([
    ['bids.csv', async () => Buffer.from(asCsv(rows))],
    ['bids.xlsx', () => asXlsx({ Bids: rows })],
    ['bids.ods', () => asOds('Bids', rows)],
  ])('%s is read by what its columns are called', async (name, bytes) => {
    const decision = await read(name, await bytes());
    if (!decision.ok) throw new Error(decision.refusals.map(({ sentence }) => sentence).join(' '));
    const [tender] = decision.value.tenders;
    expect(tender?.bids.map((bid) => bid.name)).toEqual(['Alder', 'Birch']);
    expect(tender?.criteria.map(({ assessment }) => assessment.kind)).toEqual(['price', 'panel', 'quantity']);
    expect(tender?.bids[0]?.offers[0]).toMatchObject({ line: 2, reference: 'A', thing: 'posts' });
    expect(decision.value.rows[0]).toMatchObject({ qualityTop: '5', qualityFloor: '1', attribution: '50%' });
  });

  it('can be kept as its rows, which give the same bids again', async () => {
    const decision = await read('bids.csv', asCsv(rows));
    if (!decision.ok) throw new Error('refused');
    const kept = JSON.parse(JSON.stringify(decision.value.rows));
    expect(readPastBids(kept)).toEqual({ ok: true, tenders: decision.value.tenders });
  });

  it('is refused without its columns, without rows and without a table', async () => {
    expect(await refused('bids.csv', 'Tender,Bidder,Price\nDepots,Alder,1\n')).toEqual([
      'past-bids-columns: bids.csv has no column “Measure”, “Quantity”. Its first line has to name the columns.',
    ]);
    expect((await refused('bids.csv', asCsv([header]))).join(' ')).toMatch(/has no bids in it/);
    expect((await refused('bids.csv', '')).join(' ')).not.toBe('');
    expect((await refused('bids.png', Buffer.from('89504e470d0a1a0a', 'hex'))).join(' ')).not.toBe('');
  });

  it('is refused line by line, at most a hundred of them, by the lines of the file', async () => {
    const wrong = Array.from({ length: 120 }, () => [
      '',
      '',
      '',
      '',
      '',
      '',
      'Cedar',
      '1',
      '',
      '',
      '',
      'A',
      '1',
    ]);
    const told = await refused('bids.csv', asCsv([...rows.slice(0, 2), [], ...wrong]));
    expect(told).toHaveLength(100);
    expect(told[0]).toBe('past-bids-line: Line 4 has no procurement.');
  });
});
