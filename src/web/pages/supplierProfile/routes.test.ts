import { describe, expect, it } from 'vitest';
import {
  ambiguousProfile,
  longName,
  overviewOf,
  personProfile,
  profileOf,
  unknownProfile,
} from '../../../../test/support/profileFixture.ts';
import { type SuppliersState, suppliersSite } from '../../../../test/support/suppliersFixture.ts';
import { visitorAs } from '../../../../test/support/visitors.ts';
import type { SupplierProfile } from '../../../actions/suppliers/profileTypes.ts';
import { openDoor } from '../../door.ts';
import { siteRoutes } from '../../routes.ts';
import { buildServer } from '../../server.ts';
import type { Route } from '../../site.ts';
import type { SuppliersSite } from '../suppliers/frame.ts';
import { suppliersRoutes } from '../suppliers/routes.ts';
import { supplierProfileRoutes } from './routes.ts';

const usual: SuppliersState = {
  ...{ suppliers: 3, candidates: 0, overview: overviewOf('full') },
  profiles: [profileOf(), ambiguousProfile(), unknownProfile(), personProfile()],
};

/** The pages over invented suppliers, asked as a browser asks. */
function pages(state: Partial<SuppliersState> = {}) {
  const routes: readonly Route<SuppliersSite>[] = [...suppliersRoutes, ...supplierProfileRoutes];
  const server = buildServer({ routes, door: openDoor(suppliersSite({ ...usual, ...state })) });
  return (url: string) => server.inject({ method: 'GET', url, headers: { host: 'localhost' } });
}

function mainOf(body: string): string {
  return body.slice(body.indexOf('<main'), body.indexOf('</main>'));
}

/** The words of a page, without marks. */
function wordsOf(body: string): string {
  return mainOf(body)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

describe('who the money went to', () => {
  it('says it with bounds, definitions, and where to go on', async () => {
    const { statusCode, body } = await pages()('/suppliers');
    expect(statusCode).toBe(200);
    const words = wordsOf(body);
    expect(words).toContain('1,918 suppliers were paid £80.1m in 2021/22');
    expect(words).toContain('Between £12.6m and £45.6m went to likely SMEs');
    expect(words).toContain('Published by: Cabinet Office');
    expect(words).toContain('The 300 largest suppliers have');
    expect(words).toContain('3 suppliers were paid before the organisation was there or after it was gone');
    for (const href of ['/suppliers/review?year=2021/22', '/suppliers/overview.csv?year=2021/22']) {
      expect(body).toContain(`href="${href}"`);
    }
    expect(body).toMatch(/href="\/suppliers\?year=2020\/21"/);
  });

  it('is for the year that an address names, and for no other than there is', async () => {
    const get = pages();
    expect((await get('/suppliers?year=2020/21')).statusCode).toBe(200);
    expect((await get('/suppliers?year=')).statusCode).toBe(200);
    for (const year of ['1999/00', 'x', '<b>', '2021/22%00', '9'.repeat(3000)]) {
      expect((await get(`/suppliers?year=${encodeURIComponent(year)}`)).statusCode, year).toBe(404);
      expect((await get(`/suppliers/overview.csv?year=${encodeURIComponent(year)}`)).statusCode).toBe(404);
    }
  });

  it('leads to the first ledger and to a register where those are missing', async () => {
    const { suppliers, candidates } = usual;
    const site = suppliersSite({ suppliers, candidates });
    const server = buildServer({ routes: supplierProfileRoutes, door: openDoor(site) });
    const empty = await server.inject({ method: 'GET', url: '/suppliers', headers: { host: 'localhost' } });
    expect([empty.statusCode, empty.body.includes('href="/ledgers/add"')]).toEqual([200, true]);
    const bare = wordsOf((await pages({ overview: overviewOf('bare') })('/suppliers')).body);
    expect(bare).toContain('No register of organisations has been added.');
    expect(bare).toContain('How much went to likely SMEs cannot be said yet');
    expect(bare).toContain('payments in 3 months of 2021/22, so it is not a whole year');
    expect(bare).not.toMatch(/new since|null|undefined|NaN/);
  });

  it('is a file with a row for each definition and way to count', async () => {
    const { headers, body } = await pages()('/suppliers/overview.csv?year=2021/22');
    expect(headers['content-disposition']).toContain('spend-by-kind-of-supplier.csv');
    const [head = '', ...rows] = body.trim().split('\r\n');
    expect(head).toMatch(/^\ufeff?year,kind,definition,published_by,source,counted_by,suppliers/);
    expect(rows).toHaveLength(18);
    expect(rows.find((row) => row.includes('vcse-tussell,'))).toContain('By what is certain');
  });
});

describe('everything known about one supplier', () => {
  it('says who it is, what it was paid, and what to check', async () => {
    const words = wordsOf((await pages()('/suppliers/p1')).body);
    expect(words).toContain(
      'It is Hebbleden Support Services 1 Ltd (Company 99417721), as its name and the registers say.',
    );
    expect(words).toContain('It was paid £1,412,806.40 from 2020/21 to 2021/22');
    expect(words).toContain('First paid on 3 May 2014, before it was incorporated on 29 January 2015.');
    expect(words).toContain('Its accounts are overdue.');
    expect(words).toContain('Most was for Adult social care: £1,400,000.00 of £1,412,806.40');
    expect(words).toContain('Undone by Bela Fernsby');
  });

  it('names all that it may be where that is open', async () => {
    const words = wordsOf((await pages()('/suppliers/p2')).body);
    expect(words).toContain('It may be one of 4 organisations on the registers.');
    expect(words).toContain('Who it may be');
    expect(words).toContain(`${longName} 3`);
  });

  it('says what is not known where nothing is', async () => {
    const words = wordsOf((await pages()('/suppliers/p3')).body);
    expect(words).toContain('It is not known who this is: no register of organisations is in use.');
    expect(words).toContain('No place is known');
    expect(words).toContain('Nobody has decided about it');
    expect(words).not.toMatch(/null|undefined|NaN/);
  });

  it('says that names are being looked up while they are', async () => {
    const overview = overviewOf('full', { isMatching: true });
    const waiting = unknownProfile({ editions: ['Companies House, 1 November 2026'], isMatching: true });
    const get = pages({ overview, profiles: [waiting] });
    expect((await get('/suppliers')).body).toContain('id="matching" data-follow');
    expect(wordsOf((await get('/suppliers/p3')).body)).toContain(
      'It is not known who this is: names are being looked up in the registers now.',
    );
    expect((await pages()('/suppliers')).body).not.toContain('data-follow');
  });

  it.each(['/suppliers/nobody', '/suppliers/p1?view=everything', `/suppliers/${'x'.repeat(190)}`])(
    'is not there at %s',
    async (url) => expect((await pages()(url)).statusCode).toBe(404),
  );

  it('never stands in the way of the review', async () => {
    const get = pages();
    expect(wordsOf((await get('/suppliers/review')).body)).toContain('Supplier review');
    expect(wordsOf((await get('/suppliers/decisions')).body)).toContain('Decisions about suppliers');
    expect((await get('/suppliers/decisions.csv')).body).toContain('name,outcome');
    expect((await get('/suppliers/review/p1')).statusCode).toBe(200);
  });

  it('escapes what ledgers write, and has room for very long names', async () => {
    const hostile = '<script>alert(1)</script>"\'&';
    const profile = profileOf({ payee: 'a/b?c#d', name: hostile, reasons: [hostile] });
    const [first] = profile.names;
    const names = first ? [{ ...first, name: hostile.repeat(40), alsoWritten: [hostile] }] : [];
    const get = pages({ profiles: [{ ...profile, names }] });
    for (const view of ['', '?view=public']) {
      const { statusCode, body } = await get(`/suppliers/${encodeURIComponent('a/b?c#d')}${view}`);
      expect(statusCode).toBe(200);
      expect(body).toContain('&lt;script&gt;alert(1)');
      expect(body).not.toContain('<script>alert');
      expect(body).toContain('href="/suppliers/a%2Fb%3Fc%23d?view=public"');
    }
  });

  it('is a file by year and service, and by year where ledgers say no service', async () => {
    const get = pages();
    const { body, headers } = await get('/suppliers/p1/spend.csv');
    expect(headers['content-disposition']).toContain('spend-with-supplier.csv');
    expect(body.split('\r\n').slice(1, 4)).toEqual([
      'Hebbleden Support Svcs,GB-COH-99417721,2020/21,Adult social care,12,400000.00',
      'Hebbleden Support Svcs,GB-COH-99417721,2021/22,Adult social care,8,1000000.00',
      'Hebbleden Support Svcs,GB-COH-99417721,2021/22,No category on the line,4,12806.40',
    ]);
    expect((await get('/suppliers/p3/spend.csv')).body.split('\r\n')[1]).toBe(
      'Unheard-of Traders,,2020/21,,12,400000.00',
    );
    expect((await get('/suppliers/nobody/spend.csv')).statusCode).toBe(404);
  });
});

describe('what may be published', () => {
  it('has no address, reason, decision or person on it, and says so', async () => {
    const { body } = await pages()('/suppliers/p1?view=public');
    const words = wordsOf(body);
    expect(words).toContain('It is Hebbleden Support Services 1 Ltd (Company 99417721).');
    expect(words).toContain('Left out here Addresses and postcodes');
    expect(mainOf(body)).not.toMatch(/HD1|LS9|is short for|Fernsby|invoice|Adult social care|overdue\./);
    expect(mainOf(body)).toContain('/suppliers/p1/spend.csv?view=public');
  });

  it('is nothing of a person: no name, no amount, no file', async () => {
    const get = pages();
    const { statusCode, body } = await get('/suppliers/p4?view=public');
    expect(statusCode).toBe(200);
    expect(body).not.toMatch(/Quillfeather|Ada Q|400,000|1,412,806|0038114/);
    expect((await get('/suppliers/p4/spend.csv?view=public')).statusCode).toBe(404);
    expect(wordsOf((await get('/suppliers/p4')).body)).toContain('It is probably a person');
  });

  it('says where it is not settled who it is', async () => {
    const get = pages();
    expect(wordsOf((await get('/suppliers/p2?view=public')).body)).toContain('Do not publish this yet.');
    expect(wordsOf((await get('/suppliers/p1?view=public')).body)).not.toContain('Do not publish this yet.');
  });

  it('is a file of years alone', async () => {
    const { body } = await pages()('/suppliers/p1/spend.csv?view=public');
    expect(body.split('\r\n')[0]).toMatch(/supplier,organisation,year,payments,amount_pounds$/);
    expect(body).not.toContain('Adult social care');
  });
});

it('only reads, whoever looks', async () => {
  const get = pages({ visitor: visitorAs(['auditor']) });
  for (const url of ['/suppliers', '/suppliers/p1', '/suppliers/p1?view=public']) {
    const { statusCode, body } = await get(url);
    expect([url, statusCode, /<form|<input/.test(mainOf(body))]).toEqual([url, 200, false]);
  }
});

it('stands beside the fixed addresses of the review on the whole site', () => {
  const paths = siteRoutes('').map(({ path }) => path);
  const wanted: readonly string[] = ['/suppliers', '/suppliers/:payee', '/suppliers/review'];
  expect(wanted.filter((path) => !paths.includes(path))).toEqual([]);
  const payees: readonly SupplierProfile['payee'][] = ['review', 'decisions', 'overview.csv'];
  expect(payees.every((payee) => paths.includes(`/suppliers/${payee}`))).toBe(true);
});
