import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { OrganisationId } from '../src/domain/organisations/index.ts';
import { multipartForm } from './support/accessDeeds.ts';
import { type EvidenceSiteOfTest, openEvidenceSite } from './support/evidenceSite.ts';
import { measuresBrowser } from './support/measuresSite.ts';
import { actingIn, organisationId, removeTemplate } from './support/records.ts';
import { tenderExample } from './support/tenderFiles.ts';
import { tenderJson } from './support/tenderWorkbook.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Browser = Awaited<ReturnType<typeof measuresBrowser>>;

let site: EvidenceSiteOfTest;
let officer: Browser;
let analyst: Browser;

beforeAll(async () => {
  site = await openEvidenceSite();
  officer = await measuresBrowser(site, ['procurement-officer']);
  analyst = await measuresBrowser(site, ['spend-analyst']);
});
afterAll(async () => {
  await site.stop();
  removeTemplate();
});

const results = tenderExample('example-results.csv').toString();

/** Sends a form with a file, or with none. */
function upload({ headers }: Browser, url: string, file: readonly [string, string] | null) {
  const files = file === null ? [] : [{ field: 'file', name: file[0], content: file[1] }];
  const form = multipartForm({}, files);
  const { payload } = form;
  return site.server.inject({ method: 'POST', url, payload, headers: { ...headers, ...form.headers } });
}

/** Uploads a file, and answers where that leads. */
async function added(by: Browser, url: string, file: readonly [string, string]): Promise<string> {
  const { statusCode, headers, body } = await upload(by, url, file);
  expect([statusCode, statusCode === 303 ? '' : body]).toEqual([303, '']);
  return String(headers.location);
}

async function entriesOf(organisation: OrganisationId): Promise<string> {
  const records = site.opened.store.as(actingIn(organisation));
  const any = { person: null, action: '', outcome: null, subject: null, from: null, to: null };
  const { entries } = await records.auditEntries(any, { before: null, size: 100 });
  return JSON.stringify(entries);
}

describe('a tender on the site', () => {
  const named = (name: string) => ({
    ...tenderJson,
    title: name,
    bids: tenderJson.bids.map((bid) => ({ ...bid, name: `${name} ${bid.id}` })),
  });

  it('is shown with names as they are written, and never as markup', async () => {
    const hostile = '<img src=x onerror=alert(1)> & “{{ 7*7 }}”';
    const to = await added(officer, '/tenders/add', ['t.json', JSON.stringify(named(hostile))]);
    for (const address of [to, '/tenders', `${to.split('?')[0]}/remove`]) {
      const { body } = await officer.get(address);
      expect(body).not.toContain('<img');
      expect(body).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; “{{ 7*7 }}”');
    }
  });

  it('is scored under the formulas that the address names, as a page and as JSON', async () => {
    const to = await added(officer, '/tenders/add', ['u.json', JSON.stringify(named('Bus'))]);
    const address = to.split('?')[0];
    const tried = await officer.get(`${address}?quantity=target&price=lowest`);
    expect(tried.body).toContain('This formula changes the winner');
    expect(tried.body).toContain('Bus A wins by 1.68 points');
    expect(tried.body).toMatch(/<option value="target" selected>/);
    expect(tried.body).toContain(`${address}/evaluation.json?quantity=target&amp;price=lowest`);
    const json = await officer.get(`${address}/evaluation.json?quantity=target`);
    expect(JSON.parse(json.body).formulas[0]).toMatchObject({ quantity: 'target', winners: ['A'] });
    expect(json.headers['content-disposition']).toContain('evaluation.json');
    for (const query of ['quantity=nothing', 'target=-1', 'price=reference', 'quantity=__proto__']) {
      const wrong = await officer.get(`${address}?${query}`);
      expect([query, wrong.statusCode, wrong.body.includes('There is a problem')]).toEqual([
        query,
        200,
        true,
      ]);
      expect((await officer.get(`${address}/evaluation.json?${query}`)).statusCode).toBe(404);
    }
    expect((await officer.get(`${address}?target=%3Cscript%3E`)).body).toContain('value="&lt;script&gt;"');
  });

  it('is in the audit chain when it comes and when it goes, without names or prices', async () => {
    const to = await added(officer, '/tenders/add', ['v.json', JSON.stringify(named('Canary Coaches'))]);
    const address = to.split('?')[0] ?? '';
    expect((await officer.post(`${address}/remove`)).headers.location).toBe('/tenders?done=removed');
    expect((await officer.get(address)).statusCode).toBe(404);
    expect((await officer.post(`${address}/remove`)).statusCode).toBe(404);
    const said = await entriesOf(organisationId(1));
    expect(said).toContain('"tenders.add"');
    expect(said).toContain('"tenders.remove"');
    expect(said).toContain(address.split('/').at(-1));
    expect(said).not.toMatch(/Canary|950000|v\.json/);
  });

  it('is refused in words where a text of its JSON can be kept nowhere', async () => {
    for (const text of ['a\u0000b', '\ud800', '\u001b[2J']) {
      const refused = await upload(officer, '/tenders/add', ['n.json', JSON.stringify(named(text))]);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('Holds a character that cannot be shown. Type the text again.');
    }
    const list = await upload(officer, '/tenders/add', ['l.json', '[]']);
    expect(list.body).toContain('The file: has to hold names and values in { }.');
  });

  it('says that bids have the same points, not that they win', async () => {
    const [bid] = tenderJson.bids;
    const same = { ...named('Twins'), bids: ['A', 'B'].map((id) => ({ ...bid, id, name: `Twin ${id}` })) };
    const to = await added(officer, '/tenders/add', ['s.json', JSON.stringify(same)]);
    const { body } = await officer.get(to);
    expect(body).toContain('Twin A and Twin B have the same points under');
    expect(body).not.toContain('Twin B wins');
  });

  it('is not for everybody', async () => {
    for (const address of ['/tenders', '/tenders/add', '/tenders/past-bids'])
      expect([address, (await analyst.get(address)).statusCode]).toEqual([address, 404]);
    expect((await officer.get('/tenders/tnf_none')).statusCode).toBe(404);
    expect((await officer.get('/tenders?page=2')).statusCode).toBe(404);
  });

  it('is asked for where no file comes, and refused with a table where several things are wrong', async () => {
    const none = await upload(officer, '/tenders/add', null);
    expect([none.statusCode, none.body.includes('Choose a file.')]).toEqual([422, true]);
    const wrong = { ...tenderJson, bids: tenderJson.bids.map((bid) => ({ ...bid, price: 0 })) };
    const refused = await upload(officer, '/tenders/add', ['w.json', JSON.stringify(wrong)]);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('3 things to mend in the file');
    expect(refused.body).toContain('The bid “Bid A” has no price above nought');
  });
});

it('the guide leads to everything that somebody who buys needs', async () => {
  const { body } = await officer.get('/guide');
  const links = [...body.matchAll(/href="(\/(?:measures|tenders|commitments)[^"]*)">/g)].map(
    ([, href]) => href ?? '',
  );
  expect(links).toEqual(
    expect.arrayContaining(['/measures', '/tenders', '/tenders/past-bids', '/commitments', '/measures/try']),
  );
  for (const link of links) expect([link, (await officer.get(link)).statusCode]).toEqual([link, 200]);
  expect(body).toContain('When you buy something');
});

describe('commitments on the site', () => {
  const secret = results.replace(
    'Example road corridors,2000000,in evaluation,,180000,',
    'Example road corridors,2000000,in evaluation,Canary Kerbs,123457,',
  );

  it('show everybody what was promised, and nobody a bid that is in evaluation', async () => {
    expect((await analyst.get('/commitments')).body).toContain('There are no results yet.');
    expect((await analyst.get('/commitments/commitments.csv')).statusCode).toBe(404);
    const to = await added(officer, '/commitments/add', ['r.csv', secret]);
    for (const by of [officer, analyst]) {
      const shown = await by.get(to);
      expect(shown.body).toContain('Winners promised 10% to 38% of contract value in social value');
      const csv = await by.get(`/commitments/commitments.csv?${to.split('?')[1]}`);
      expect(csv.body.split('\r\n')[6]).toBe(
        'Example road corridors,2000000.00,in evaluation,4,,,,,in evaluation',
      );
      for (const { body } of [shown, csv]) expect(body).not.toMatch(/Canary|123457|123,457|6\.2|6\.17/);
    }
    expect(await entriesOf(organisationId(1))).not.toMatch(/Canary|123457/);
  });

  it('keep a name that a spreadsheet would run from being run', async () => {
    const lines = 'Procurement,Contract value,Status,Commitment\n"=HYPERLINK(""x"")",5000,abandoned,1\n';
    await added(officer, '/commitments/add', ['f.csv', lines]);
    const { body } = await officer.get('/commitments/commitments.csv');
    expect(body.split('\r\n')[1]).toMatch(/^"'=HYPERLINK/);
  });

  it('are found by their own files alone, and removed by whoever keeps them', async () => {
    const tender = await added(officer, '/tenders/add', [
      'x.json',
      JSON.stringify({ ...tenderJson, title: 'X' }),
    ]);
    const id = tender.split('?')[0]?.split('/').at(-1) ?? '';
    expect((await officer.get(`/commitments?file=${id}`)).statusCode).toBe(404);
    expect((await officer.get(`/commitments/${id}/remove`)).statusCode).toBe(404);
    expect((await officer.post(`/commitments/${id}/remove`)).statusCode).toBe(404);
    const to = await added(officer, '/commitments/add', ['y.csv', `${results}\n`]);
    const file = new URLSearchParams(to.split('?')[1]).get('file') ?? '';
    expect((await analyst.post(`/commitments/${file}/remove`)).statusCode).toBe(404);
    expect((await officer.get(`/tenders/${file}/remove`)).statusCode).toBe(404);
    expect((await officer.post(`/tenders/${file}/remove`)).statusCode).toBe(404);
    expect((await officer.get(`/commitments/${file}/remove`)).body).toContain('Remove y.csv?');
    expect((await officer.post(`/commitments/${file}/remove`)).headers.location).toBe(
      '/commitments?done=removed',
    );
    expect((await officer.get(`/commitments?file=${file}`)).statusCode).toBe(404);
  });
});
