import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { acceptedOf, minute, refusalOf } from '../../../test/support/records.ts';
import { incomingTender, openTenderCalls, tenderExample } from '../../../test/support/tenderFiles.ts';
import { asOdsBook, tenderSheets } from '../../../test/support/tenderWorkbook.ts';
import { chooseFormulas, underEach } from '../../domain/procurements/index.ts';
import type { IncomingFile } from '../imports/types.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let site: Awaited<ReturnType<typeof openTenderCalls>>;
const callsIn = (organisation: number) => site.callsIn(organisation);
const [example, incoming] = [tenderExample, incomingTender];

beforeAll(async () => {
  site = await openTenderCalls();
});
afterAll(() => site.close());

const titles = async (organisation: number) =>
  (await callsIn(organisation).tenders.list({ from: 0, size: 50 })).rehearsals.map(({ file }) => file.title);

function expectNothingLeft(): void {
  expect(site.left()).toEqual([]);
}

describe('a tender that is rehearsed', () => {
  it('is kept with the hash of its file, and read again as it was', async () => {
    const { tenders } = callsIn(1);
    const bytes = example('example-tender.csv');
    const id = acceptedOf(await tenders.add(incoming('C:\\bids\\transport.csv', bytes)));
    const found = await tenders.find(id);
    expect(found?.file).toMatchObject({
      ...{ title: 'Community transport', fileName: 'transport.csv', savedAt: minute(5) },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    const totals = underEach(found?.tender ?? missing()).map(({ scored }) => scored.winners[0]?.bid.id);
    expect(totals).toEqual(['C', 'C', 'A', 'C']);
    expectNothingLeft();
  });

  it('is the same, whether it comes as JSON, as a workbook or as a table', async () => {
    const { tenders } = callsIn(2);
    const json = example('example-tender.json').toString().replaceAll('Example ', '');
    const ids = [
      acceptedOf(await tenders.add(incoming('a.json', json))),
      acceptedOf(await tenders.add(incoming('b.ods', await asOdsBook(tenderSheets)))),
      acceptedOf(await tenders.add(incoming('c.csv', example('example-tender.csv')))),
    ];
    const scored = [];
    for (const id of ids) {
      const found = (await tenders.find(id)) ?? missing();
      scored.push(underEach(found.tender).map((each) => each.scored.bids.map(({ total }) => total)));
    }
    expect(scored[1]).toEqual(scored[0]);
    expect(scored[2]).toEqual(scored[0]);
  });

  it('is refused with what is wrong in it, and then nothing is kept', async () => {
    const { tenders } = callsIn(1);
    const before = await titles(1);
    const table = example('example-tender.csv').toString();
    const wide = {
      schemaVersion: 1,
      criteria: [...Array(30).keys()].map((index) => ({
        ...{ id: `q${index}`, name: `Criterion ${index}`, kind: 'panel', top: 5 },
        weight: index === 0 ? 71 : 1,
      })),
      bids: [...Array(21).keys()].map((index) => ({
        ...{ id: `b${index}`, price: 100 },
        scores: Object.fromEntries([...Array(30).keys()].map((each) => [`q${each}`, index % 5])),
      })),
    };
    const wrong: readonly (readonly [IncomingFile, string, RegExp])[] = [
      [
        incoming('bids.pdf', '%PDF-1.7'),
        'tender-file-kind',
        /^bids\.pdf cannot be read\. Choose a JSON, XLSX/,
      ],
      [incoming('bids.xlsm', 'macro'), 'tender-file-kind', /^bids\.xlsm cannot be read/],
      [incoming('bids', table), 'tender-file-kind', /^bids cannot be read/],
      [incoming('bids.json', ''), 'file-empty', /^bids\.json is empty\.$/],
      [incoming('bids.json', '{"criteria"'), 'tender-json', /^bids\.json cannot be used as a tender/],
      [incoming('bids.json', '[]'), 'tender-shape', /./],
      [incoming('large.json', ' '.repeat(5_000_001)), 'file-too-large', /^large\.json is larger than 5 MB/],
      [incoming('bids.xlsx', 'not a workbook'), 'tender-row', /has no column “Row”/],
      [incoming('bids.ods', 'PK\u0003\u0004 cut off'), 'damaged-file', /bids\.ods/],
      [incoming('bids.csv', table.split('\n')[0] ?? ''), 'tender-version', /./],
      [incoming('bids.csv', table.replace(',950000,', ',=1+1,')), 'tender-shape', /Row 7, column “Price”/],
      [incoming('wide.json', JSON.stringify(wide)), 'tender-large', /^21 bids by 30 criteria are more than/],
    ];
    for (const [file, code, sentence] of wrong) {
      const refusal = refusalOf(await tenders.add(file));
      expect.soft([file.name, refusal.sentence]).toEqual([file.name, expect.stringMatching(sentence)]);
      expect.soft([file.name, refusal.code]).toEqual([file.name, code]);
      expect(refusal.sentence).not.toContain(site.home);
    }
    expect(await titles(1)).toEqual(before);
    expectNothingLeft();
  });

  it('is not kept twice, and only for the organisation that added it', async () => {
    const { tenders } = callsIn(1);
    const [first] = (await tenders.list({ from: 0, size: 1 })).rehearsals;
    const again = await tenders.add(incoming('again.csv', example('example-tender.csv')));
    expect(refusalOf(again).sentence).toBe('again.csv is here already, as “Community transport”.');
    expect(await callsIn(2).tenders.find(first?.file.id ?? '')).toBeNull();
    expect(await callsIn(2).tenders.remove(first?.file.id ?? '')).toBe(false);
    expect(await callsIn(2).tenders.removable(first?.file.id ?? '')).toBeNull();
  });

  it('may be the invented example, which is added once and says that another formula has another winner', async () => {
    const { tenders } = callsIn(1);
    const id = acceptedOf(await tenders.addExample());
    expect(acceptedOf(await tenders.addExample())).toBe(id);
    const { tender } = (await tenders.find(id)) ?? missing();
    const asked = { quantity: 'target', price: null, target: null, reference: null };
    const winnerOf = (one: typeof tender) => underEach(one)[0]?.scored.winners[0]?.bid.name;
    expect(winnerOf(tender)).toBe('Example Castle');
    expect(winnerOf(acceptedOf(chooseFormulas(tender, asked)))).toBe('Example Arrow');
    expect((await tenders.list({ from: 0, size: 0 })).hasExample).toBe(true);
    expect(await tenders.remove(id)).toBe(true);
    expect(await tenders.remove(id)).toBe(false);
    expect((await tenders.list({ from: 0, size: 0 })).hasExample).toBe(false);
  });

  it('is not found by what is no number of a file, or that of another kind', async () => {
    const { tenders, commitments } = callsIn(1);
    const results = acceptedOf(await commitments.add(incoming('r.csv', example('example-results.csv')), ''));
    for (const id of ['', 'tnf_', '../x', `tnf_${'z'.repeat(20)}`, results])
      expect([await tenders.find(id), await tenders.removable(id), await tenders.remove(id)]).toEqual([
        null,
        null,
        false,
      ]);
    expect(await commitments.remove(results)).toBe(true);
  });
});

describe('past bids', () => {
  it('are kept as their rows, refused line by line, and removed', async () => {
    const { tenders } = callsIn(1);
    const text = example('example-past-bids.csv').toString();
    const wrong = await tenders.addPastBids(incoming('bids.csv', text.replace('£1180000', 'free')), '');
    expect(refusalOf(wrong)).toMatchObject({
      code: 'past-bids-line',
      sentence: expect.stringMatching(/^Line 2 /),
    });
    expect(refusalOf(await tenders.addPastBids(incoming('bids.json', '{}'), '')).code).toBe(
      'tender-file-kind',
    );
    const long = await tenders.addPastBids(incoming('bids.csv', text), 'x'.repeat(201));
    expect(refusalOf(long).code).toBe('title');
    expect(await tenders.pastBids()).toEqual([]);
    const id = acceptedOf(await tenders.addPastBids(incoming('bids.csv', text), ' Tenders of 2025 '));
    expect(await tenders.pastBids()).toMatchObject([{ id, title: 'Tenders of 2025', fileName: 'bids.csv' }]);
    expect(await tenders.find(id)).toBeNull();
    expect(await tenders.remove(id)).toBe(true);
    expectNothingLeft();
  });
});

function missing(): never {
  throw new Error('There is no such tender.');
}
