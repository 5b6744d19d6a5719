import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EvidenceSiteOfTest, openEvidenceSite } from './support/evidenceSite.ts';
import { measuresBrowser } from './support/measuresSite.ts';
import { asCsv, asXlsx, measureRows } from './support/measureWorkbook.ts';
import { removeTemplate } from './support/records.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Browser = Awaited<ReturnType<typeof measuresBrowser>>;

let site: EvidenceSiteOfTest;
let officer: Browser;
let auditor: Browser;

beforeAll(async () => {
  site = await openEvidenceSite();
  officer = await measuresBrowser(site, ['procurement-officer']);
  auditor = await measuresBrowser(site, ['auditor']);
});
afterAll(async () => {
  await site.stop();
  removeTemplate();
});

const list = asCsv(measureRows.slice(0, 17));
const firstDay = { 'inForce-day': '1', 'inForce-month': '4', 'inForce-year': '2027' };

/** What a page says, without its tags. */
function wordsOf(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"');
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replace(/\s+/g, ' ');
}

async function pageOf({ get }: Browser, url: string): Promise<string> {
  const { statusCode, body } = await get(url);
  expect(statusCode).toBe(200);
  return wordsOf(body);
}

describe('the shipped lists', () => {
  it('are listed with their counts, and shown with units, values, their sources and what is out of date', async () => {
    expect(await pageOf(officer, '/measures')).toMatch(
      /Sevenbox Open Measures , version 1 46 22 9 From 1 April 2026/,
    );
    const shown = await pageOf(officer, '/measures/sets/open-measures@1');
    expect(shown).toContain('46 in all, 46 on “Main list”, 22 on “Lite list”, 9 for the record only');
    expect(shown).toContain('£12.71');
    expect(shown).toContain('Open Government Licence v3.0');
    expect(shown).toContain('A pound paid to a supplier counts under the one of SP1, SP2 and SP3');
    const two = await pageOf(officer, '/measures/sets/open-measures@2');
    expect(two).toContain('What this version left out');
  });

  it('are filtered by list and theme, and unknown parts are empty', async () => {
    const rows = async (query: string) => {
      const { body } = await officer.get(`/measures/sets/open-measures@1?${query}`);
      return body.match(/<th role="rowheader" scope="row" class="sb-any">[A-Z]{2}\d+</g)?.length ?? 0;
    };
    expect(await rows('list=lite')).toBe(22);
    expect(await rows('list=record-only')).toBe(9);
    expect(await rows('list=nobody-made-this')).toBe(0);
    expect(await rows('theme=')).toBe(0);
    expect((await officer.get('/measures/sets/open-measures@1?page=2')).statusCode).toBe(404);
  });

  it('are downloaded whole, and cannot be removed or published', async () => {
    const json = await officer.get('/measures/sets/open-measures@2/set.json');
    expect(json.json()).toMatchObject({ id: 'open-measures', version: '2' });
    expect(json.headers['content-disposition']).toContain('open-measures-2.json');
    const { body } = await officer.get('/measures/sets/open-measures@2/measures.csv');
    expect(body.split('\r\n')).toHaveLength(36);
    expect((await officer.get('/measures/sets/open-measures@2/remove')).statusCode).toBe(404);
    expect((await officer.post('/measures/sets/open-measures@2/remove')).statusCode).toBe(404);
    expect((await officer.post('/measures/sets/open-measures@2/publish', firstDay)).statusCode).toBe(404);
  });
});

describe('a list that is brought', () => {
  it('becomes a draft with twenty messages for twenty planted mistakes, each with its row', async () => {
    const book = await asXlsx({ Measures: measureRows });
    const address = await officer.brought(book, { name: 'list.xlsx', said: { version: 'twenty' } });
    const { body } = await officer.get(address);
    const told = [...body.matchAll(/scope="row">(\d+)<\/th>.*?data-label="What to do"><span><bdi>([^<]+)/g)];
    expect(told).toHaveLength(20);
    const header = 3;
    const rows = told.map(([, row]) => Number(row));
    expect(rows).toEqual(Array.from({ length: 20 }, (_, at) => header + 15 + at));
    for (const [, row, sentence] of told) expect(sentence).toMatch(new RegExp(`^Row ${row}\\b.+\\.$`));
    expect(wordsOf(body)).toContain(
      '13 measures and 1 heading were read from 34 rows. 20 rows were left out.',
    );
  });

  it('is published with its first day, never changes from then on, and can be removed', async () => {
    const address = await officer.brought(list, { said: { version: 'published' } });
    const without = await officer.post(`${address}/publish`, { edits: '0' });
    expect(without.statusCode).toBe(422);
    expect(wordsOf(without.body)).toContain('Enter the first day on which it is in force');
    const rateless = await officer.post(`${address}/publish`, { edits: '0', ...firstDay });
    expect(wordsOf(rateless.body)).toContain('Enter what an hour of staff counts in pounds');
    const rates = { priceYear: '2026', staffRate: '£12.71', expertRate: '40', rateSource: 'Made up' };
    const negative = await officer.post(`${address}/publish`, {
      ...{ edits: '0', ...firstDay, ...rates, staffRate: '-1' },
    });
    expect(wordsOf(negative.body)).toContain('Enter what an hour of staff counts in pounds');
    const done = await officer.post(`${address}/publish`, { edits: '0', ...firstDay, ...rates });
    expect(done.headers.location).toBe(`${address}?done=published`);
    expect(await pageOf(officer, address)).toMatch(
      /In force From 1 April 2027.*An hour of an expert £40\.00/,
    );
    expect((await officer.post(`${address}/publish`, { edits: '1', ...firstDay })).statusCode).toBe(404);
    expect((await officer.get(`${address}/columns`)).statusCode).toBe(404);
    expect(await pageOf(officer, `${address}/remove`)).toContain('It is published.');
    expect((await officer.post(`${address}/remove`)).headers.location).toBe('/measures?done=removed');
    expect((await officer.get(address)).statusCode).toBe(404);
    expect((await officer.post(`${address}/remove`)).statusCode).toBe(404);
  });

  it('leads to what it did in the past, and its draft back to the workbench while that can be used', async () => {
    const address = await officer.brought(list, { said: { version: 'to revise' } });
    const rates = { priceYear: '2026', staffRate: '12', expertRate: '40', rateSource: 'Made up' };
    await officer.post(`${address}/publish`, { edits: '0', ...firstDay, ...rates });
    const published = (await officer.get(address)).body;
    expect(published).toContain(`href="${address}/bids">What it did in past procurements`);
    expect(published).toContain(`href="${address}/revise">Revise it`);
    const form = (await officer.get(`${address}/revise?theme=theme-1`)).body;
    const [, reference = ''] = /name="do\.([^"]+)"/.exec(form) ?? [];
    const saved = await officer.post(`${address}/revise`, {
      ...{ theme: 'theme-1', edits: '', next: '', [`do.${reference}`]: 'remove' },
      ...{ [`reason.${reference}`]: 'no-evidence', [`sentence.${reference}`]: 'Nobody could show it.' },
    });
    const draft = String(saved.headers.location).split('/revise')[0];
    expect((await officer.get(draft ?? '')).body).toContain(`href="${draft}/revise">Go on revising it`);
    await officer.post(`${address}/remove`);
    expect((await officer.get(draft ?? '')).body).not.toContain('/revise"');
  });

  it('is not brought without a licence, an answer on sharing, a file, a list in it, or at a year that is none', async () => {
    const refused = async (...given: Parameters<Browser['bring']>) => {
      const { statusCode, body } = await officer.bring(...given);
      expect(statusCode).toBe(422);
      return wordsOf(body);
    };
    expect(await refused(list, { said: { licence: ' ' } })).toContain('Enter the licence under which');
    expect(await refused(list, { said: { sharing: '' } })).toContain(
      'Select whether the list may be shared outside the organisation.',
    );
    expect(await refused(list, { said: { sharing: 'perhaps' } })).toContain('Select whether');
    expect(await refused(list, { said: { priceYear: 'last' } })).toContain('like 2024 or 2024/25');
    expect(await refused(list, { said: { name: 'n'.repeat(201) } })).toContain('200 characters or fewer');
    expect(await refused('', {})).toContain('list.csv is empty.');
    expect(await refused('%PDF-1.7', { name: 'list.pdf' })).toContain('This is a PDF');
    expect(await refused('Ref,Measure,Unit\r\n')).toContain('There is no measure below the line');
    expect(await refused('Name,Postcode\r\nSomebody,HD1 2TT\r\n')).toContain('no line that names columns');
    const long = ['Ref,Measure,Unit', ...Array.from({ length: 10_000 }, (_, at) => `K${at},Thing,hours`)];
    expect(await refused(long.join('\r\n'))).toContain(
      'has 10,001 rows, and a list of measures has at most 1,500',
    );
    const themes = [
      'Theme,Ref,Measure,Unit',
      ...Array.from({ length: 60 }, (_, at) => `T${at},K${at},Thing,hours`),
    ];
    expect(await refused(themes.join('\r\n'))).toContain('60 themes');
    const nothing = await officer.post('/measures/import');
    expect(nothing.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('has a version that no other list of that name has', async () => {
    await officer.brought(list, { said: { version: 'once' } });
    const again = await officer.bring(list, { said: { version: 'once' } });
    expect(again.statusCode).toBe(422);
    expect(wordsOf(again.body)).toContain('There is a version once of Mill Street list already.');
    const shipped = await officer.bring(list, { said: { name: 'Open measures', version: '1' } });
    expect(wordsOf(shipped.body)).toContain('There is a version 1 of Open measures already.');
  });

  it('shows tags in its texts as texts', async () => {
    const marked =
      'Theme,Ref,Measure,Unit,Guidance\r\n<b>T</b>,K1,<script>alert(1)</script>,hours,"<img src=x onerror=alert(1)>"\r\n';
    const address = await officer.brought(marked, { said: { version: 'tags', name: '<i>List</i>' } });
    const { body } = await officer.get(address);
    expect(body).not.toMatch(/<script>|<img src=x|<b>T|<i>List/);
    expect(wordsOf(body)).toContain('<script>alert(1)</script>');
  });

  it('of 1,000 measures stays small on every page', async () => {
    const rows = Array.from(
      { length: 1_000 },
      (_, at) =>
        `Theme ${at % 7},K${at},Something invented that is counted ${at},hours,Count the hours of it,12.50`,
    );
    const whole = ['Theme,Ref,Measure,Unit,Guidance,Value', ...rows.toSorted()].join('\r\n');
    const address = await officer.brought(whole, { said: { version: 'thousand', priceYear: '2026' } });
    const first = await officer.get(address);
    expect(Buffer.byteLength(first.body)).toBeLessThan(100_000);
    expect(wordsOf(first.body)).toContain('Measures 1 to 50 of 1000');
    const last = await officer.get(`${address}?page=20`);
    expect(last.statusCode).toBe(200);
    expect(Buffer.byteLength(last.body)).toBeLessThan(100_000);
  });
});

describe('columns', () => {
  const own =
    'Kode,Ref,Wording,Measure,Unit,Amount\r\nA,K1,First,wrong,hours,5\r\nB,K2,Second,wrong,weeks,6\r\n';

  it('are read as a person says, and the next file with these headings is read the same way', async () => {
    const address = await officer.brought(own, { said: { name: 'Columns', version: '1' } });
    const form = await officer.get(`${address}/columns`);
    expect(wordsOf(form.body)).toContain('Wording First; Second');
    const said = { 'column-1': 'reference', 'column-3': 'title', 'column-5': 'unit', 'column-6': 'value' };
    const changed = await officer.post(`${address}/columns`, { edits: '0', ...said });
    expect(changed.headers.location).toBe(`${address}?done=columns`);
    const shown = await pageOf(officer, address);
    expect(shown).toContain('The columns are read as somebody here said.');
    expect(shown).toMatch(/A First .* £5\.00/);
    const next = await officer.brought(own.replace('Second', 'Other'), {
      said: { name: 'Columns', version: '2' },
    });
    const nextPage = await pageOf(officer, next);
    expect(nextPage).toContain('All headings are known from an earlier file');
    expect(nextPage).toMatch(/B Other/);
    const other = await officer.brought(own.replace('Kode', 'Code'), {
      said: { name: 'Columns', version: '3' },
    });
    expect(await pageOf(officer, other)).toContain('The columns were found by the words of their headings.');
  });

  it('that nobody can guess are asked for, and are known from then on', async () => {
    const strange = 'Kode,Wording,Counted in\r\nA,First,hours\r\n';
    const address = await officer.brought(strange, { said: { name: 'Strange', version: '1' } });
    const draft = await pageOf(officer, address);
    expect(draft).toContain('Say what the columns of the file mean');
    expect(draft).toContain('0 measures and 0 headings were read from 1 row. 1 row was left out.');
    const early = await officer.post(`${address}/publish`, { edits: '0', ...firstDay });
    expect(wordsOf(early.body)).toContain('The set holds no measure.');
    const said = { 'column-1': 'reference', 'column-2': 'title', 'column-3': 'unit' };
    const done = await officer.post(`${address}/columns`, { edits: '0', ...said });
    expect(done.headers.location).toBe(`${address}?done=columns`);
    expect(await pageOf(officer, address)).toMatch(/A First .* hours/);
    const next = await officer.brought(strange, { said: { name: 'Strange', version: '2' } });
    expect(await pageOf(officer, next)).toContain('1 measure and 0 headings were read from 1 row.');
  });

  it('are refused where two mean the same or one that is needed is missing', async () => {
    const address = await officer.brought(own, { said: { name: 'Refused', version: '1' } });
    const twice = await officer.post(`${address}/columns`, {
      edits: '0',
      'column-1': 'unit',
      'column-2': 'unit',
    });
    expect(twice.statusCode).toBe(422);
    expect(wordsOf(twice.body)).toContain('“Kode” and “Ref” cannot both be the unit.');
    const none = await officer.post(`${address}/columns`, { edits: '0', 'column-2': 'reference' });
    expect(wordsOf(none.body)).toContain('Choose the column for the measure and the unit.');
    const odd = await officer.post(`${address}/columns`, { edits: '0', 'column-2': '__proto__' });
    expect(odd.statusCode).toBe(422);
  });

  it('of two people who change a draft at once, one is told', async () => {
    const address = await officer.brought(own, { said: { name: 'Both', version: '1' } });
    const said = { 'column-1': 'reference', 'column-3': 'title', 'column-5': 'unit' };
    const both = await Promise.all([
      officer.post(`${address}/columns`, { edits: '0', ...said }),
      officer.post(`${address}/columns`, { edits: '0', ...said }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422]);
    const late = await officer.post(`${address}/publish`, { edits: '0', ...firstDay });
    expect(wordsOf(late.body)).toContain('Somebody changed this list after you opened the page.');
    expect((await officer.post(`${address}/publish`, { edits: 'x', ...firstDay })).statusCode).toBe(422);
  });
});

it('whoever reads only sees lists and can neither bring, publish nor remove one', async () => {
  const address = await officer.brought(list, { said: { name: 'Read', version: '1' } });
  const shown = await pageOf(auditor, address);
  expect(shown).not.toMatch(/Publish the list|What to do next|Remove it|Change what the columns mean/);
  expect((await auditor.get('/measures/import')).statusCode).toBe(404);
  expect((await auditor.bring(list)).statusCode).toBe(404);
  expect((await auditor.post(`${address}/publish`, { edits: '0', ...firstDay })).statusCode).toBe(404);
  expect((await auditor.post(`${address}/remove`)).statusCode).toBe(404);
});
