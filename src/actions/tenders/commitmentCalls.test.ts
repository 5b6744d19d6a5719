import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { asXlsx } from '../../../test/support/measureWorkbook.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { incomingTender, openTenderCalls, tenderExample } from '../../../test/support/tenderFiles.ts';
import { commitmentTable } from '../../domain/procurements/index.ts';
import { parseRatio } from '../../domain/values/index.ts';
import { mostFiles } from './keptFiles.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let site: Awaited<ReturnType<typeof openTenderCalls>>;

beforeAll(async () => {
  site = await openTenderCalls();
});
afterAll(() => site.close());

const text = tenderExample('example-results.csv').toString();
const add = (name: string, content: string | Uint8Array, title = '', organisation = 1) =>
  site.callsIn(organisation).commitments.add(incomingTender(name, content), title);

describe('results of past procurements', () => {
  it('are there with every promise to the penny, whether they came as a table or as a workbook', async () => {
    const exact = text.replace('2865000', '2865000.01').replace(',7500000,awarded', ',7500000.00,awarded');
    const { commitments } = site.callsIn(1);
    expect(await commitments.find(null)).toBeNull();
    const table = acceptedOf(await add('results.csv', exact, 'Contracts of 2025'));
    const rows = exact
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const book = acceptedOf(await add('results.xlsx', await asXlsx({ Results: rows })));
    const [found, same] = [await commitments.find(table), await commitments.find(book)];
    expect(found?.file).toMatchObject({ title: 'Contracts of 2025', fileName: 'results.csv' });
    expect(same?.file.title).toBe('results.xlsx');
    expect(same?.procurements).toEqual(found?.procurements);
    const [corridor] = found?.procurements ?? [];
    expect(corridor?.commitments[0]).toEqual({
      ...{ bidder: 'Example Kerbs and Signals', isWinner: true },
      value: parseRatio('2865000.01'),
    });
    expect((await commitments.list()).map(({ id }) => id).toSorted()).toEqual([table, book].toSorted());
    expect(await site.callsIn(2).commitments.find(table)).toBeNull();
    for (const id of [table, book]) expect(await commitments.remove(id)).toBe(true);
    expect(site.left()).toEqual([]);
  });

  it('of a procurement without bids are kept too', async () => {
    const lines = 'Procurement,Contract value,Status,Commitment\nNobody came,5000,abandoned,\n';
    const id = acceptedOf(await add('none.csv', lines));
    const [row] = commitmentTable((await site.callsIn(1).commitments.find(id))?.procurements ?? [], {
      isPublic: false,
    });
    expect(row).toMatchObject({ name: 'Nobody came', bids: 0, state: 'abandoned', winner: null });
    expect(await site.callsIn(1).commitments.remove(id)).toBe(true);
  });

  it('are refused line by line, and a bad file loses nothing', async () => {
    const kept = acceptedOf(await add('results.csv', text));
    const header = text.split('\n')[0] ?? '';
    const wrong: readonly (readonly [string, string, string, RegExp])[] = [
      ['results.csv', text, 'tender-file-there', /^results\.csv is here already, as “results\.csv”\.$/],
      ['results.json', '{}', 'tender-file-kind', /^results\.json cannot be read\. Choose a CSV, XLSX or ODS/],
      ['results.csv', '', 'file-empty', /^results\.csv is empty\.$/],
      ['results.csv', `${header}\n`, 'results-empty', /^results\.csv has no results in it\.$/],
      [
        'results.csv',
        'Name,Colour\nA,red\n',
        'results-columns',
        /^results\.csv has no column “Contract value”/,
      ],
      ['results.csv', text.replace('7500000,awarded', '=1+1,awarded'), 'results-line', /^Line 2 has “=1\+1”/],
      ['results.csv', text.replace(',yes', ',perhaps'), 'results-line', /^Line 2 has “perhaps”/],
      ['large.csv', 'x'.repeat(10_000_001), 'file-too-large', /^large\.csv is larger than 10 MB/],
      ['many.csv', `${header}\n${'A,1,abandoned,,1,\n'.repeat(50_001)}`, 'results-many', /50,000 lines/],
      ['cut.xlsx', 'PK\u0003\u0004 cut off', 'damaged-file', /cut\.xlsx/],
    ];
    for (const [name, content, code, sentence] of wrong) {
      const refusal = refusalOf(await add(name, content));
      expect.soft([name, refusal.code]).toEqual([name, code]);
      expect.soft(refusal.sentence).toMatch(sentence);
      expect(refusal.sentence).not.toContain(site.home);
    }
    expect(refusalOf(await add('other.csv', `${text}\n`, 'x'.repeat(201))).code).toBe('title');
    expect((await site.callsIn(1).commitments.list()).map(({ id }) => id)).toEqual([kept]);
    expect(site.left()).toEqual([]);
  });

  it('are many enough at some point', async () => {
    const lines = 'Procurement,Contract value,Status,Commitment\nNobody came,5000,abandoned,\n';
    for (let count = 0; count < mostFiles; count += 1)
      acceptedOf(await add('none.csv', `${lines}${'\n'.repeat(count)}`, '', 2));
    const more = await add('none.csv', `${lines}${'\n'.repeat(mostFiles)}`, '', 2);
    expect(refusalOf(more)).toMatchObject({ code: 'tender-files-many' });
  });
});
