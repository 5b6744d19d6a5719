import { describe, expect, it } from 'vitest';
import { multipartForm } from '../../../../test/support/accessDeeds.ts';
import {
  manyDecisions,
  type SuppliersState,
  suppliersSite,
} from '../../../../test/support/suppliersFixture.ts';
import { visitorAs } from '../../../../test/support/visitors.ts';
import { openDoor } from '../../door.ts';
import { buildServer } from '../../server.ts';
import { suppliersRoutes } from './routes.ts';

const usual: SuppliersState = { suppliers: 5, candidates: 3, decisions: manyDecisions(4) };

/** The pages over invented suppliers, asked as a browser asks. */
function pages(state: SuppliersState = usual) {
  const site = suppliersSite(state);
  const server = buildServer({ routes: suppliersRoutes, door: openDoor(site) });
  const headers = { host: 'localhost', origin: 'http://localhost' };
  return {
    made: site.made,
    get: (url: string) => server.inject({ method: 'GET', url, headers }),
    post: (url: string, fields: Readonly<Record<string, string>> | readonly [string, string][] = {}) =>
      server.inject({
        ...{ method: 'POST', url, payload: new URLSearchParams(fields as [string, string][]).toString() },
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      }),
    take: (content: string | Buffer) => {
      const form = multipartForm({}, [{ field: 'file', name: 'theirs.csv', content }]);
      const sent = { ...headers, ...form.headers };
      return server.inject({
        method: 'POST',
        url: '/suppliers/decisions/take',
        payload: form.payload,
        headers: sent,
      });
    },
  };
}

const review = '/suppliers/review';

describe('a decision about one supplier', () => {
  it('is saved, and the supplier that was next comes', async () => {
    const { post, get, made } = pages();
    const answer = await post(`${review}/p1`, {
      choice: 'entity:GB-COH-99417722',
      reason: 'So it says.',
      year: '2021/22',
    });
    const id = made[0]?.id;
    expect([answer.statusCode, answer.headers.location]).toEqual([
      303,
      `${review}/p2?year=2021/22&done=${id}&of=p1`,
    ]);
    const { body } = await get(String(answer.headers.location));
    expect(body).toContain('Saved: “Hebbleden Support Svcs” is company 99417722.');
    expect(made[0]?.reason).toBe('So it says.');
  });

  it('leads back to the list after the last supplier', async () => {
    const { post } = pages({ suppliers: 1, candidates: 0 });
    const { headers } = await post(`${review}/p1`, { choice: 'person' });
    expect(headers.location).toMatch(/^\/suppliers\/review\?year=2021\/22&done=dec_/);
  });

  it.each([
    [{}, 'Select who this supplier is.', '#choice-1'],
    [{ choice: 'elsewhere', 'delivery-postcode': 'HD1 2TT' }, 'Select which supplier it is.', '#identifier'],
    [{ choice: 'elsewhere', identifier: 'GB-COH-99417722' }, 'Enter the postcode', '#delivery-postcode'],
    [{ choice: 'person', reason: 'x'.repeat(501) }, 'Write the reason in at most 500', '#reason'],
    [{ choice: 'entity:GB-COH-1' }, 'No register in use has', '#choice-1'],
  ])('is refused with %j, in words, at its field and with what was typed', async (fields, sentence, href) => {
    const { post, made } = pages();
    const { statusCode, body } = await post(`${review}/p1`, fields as Record<string, string>);
    expect([statusCode, made.length]).toEqual([422, 0]);
    const summary = body.slice(body.indexOf('error-summary'), body.indexOf('sb-live'));
    expect(summary).toContain(`href="${href}"`);
    expect(summary).toContain(sentence);
    const { choice: _choice, ...texts } = fields as Record<string, string>;
    for (const typed of Object.values(texts)) expect(body).toContain(`"${typed}"`);
  });

  it('is undone, and its supplier comes back', async () => {
    const { post, get, made } = pages();
    await post(`${review}/p1`, { choice: 'person' });
    const undo = `/suppliers/decisions/${made[0]?.id}/undo`;
    const { headers } = await post(undo, { payee: 'p1', year: '2021/22' });
    expect(headers.location).toBe(`${review}/p1?year=2021/22&done=undone`);
    expect((await get(String(headers.location))).body).toContain('The decision was undone.');
    const again = await post(undo);
    expect([again.statusCode, again.body.includes('This decision does not hold any more.')]).toEqual([
      422,
      true,
    ]);
  });

  it('goes back to where it was undone', async () => {
    const { post, made } = pages();
    await post(`${review}/p1`, { choice: 'person' });
    await post(`${review}/p2`, { choice: 'person' });
    const [one, two] = made.map(({ id }) => `/suppliers/decisions/${id}/undo`);
    expect((await post(one ?? '', { from: 'review' })).headers.location).toBe(`${review}?done=undone`);
    expect((await post(two ?? '')).headers.location).toBe('/suppliers/decisions?done=undone');
  });

  it('is named only while it is the last one of whoever looks', async () => {
    const { post, get, made } = pages();
    await post(`${review}/p1`, { choice: 'person' });
    await post(`${review}/p2`, { choice: 'person' });
    const { body } = await get(`${review}/p3?done=${made[0]?.id}&of=p1`);
    expect(body).not.toContain('Saved:');
    for (const strange of ['dec_<b>', 'constructor', 'many-9999', '']) {
      const answer = await get(`${review}?done=${encodeURIComponent(strange)}`);
      expect([answer.statusCode, answer.body.includes('govuk-notification-banner')]).toEqual([200, false]);
    }
  });
});

describe('several suppliers at once', () => {
  it('are decided with one answer', async () => {
    const { post, made } = pages();
    const fields: [string, string][] = [
      ['payee', 'p1'],
      ['payee', 'p3'],
      ['payee', 'p1'],
      ['choice', 'public-body'],
    ];
    const { headers } = await post(`${review}/many`, fields);
    expect(headers.location).toBe(`${review}?done=many-2`);
    expect(made.map(({ outcome }) => outcome.kind)).toEqual(['public-body', 'public-body']);
  });

  it('are refused without ticks or an answer, with the ticks kept', async () => {
    const { post, made } = pages();
    expect((await post(`${review}/many`, { choice: 'person' })).body).toContain(
      'Tick at least one supplier.',
    );
    const { body, statusCode } = await post(`${review}/many`, { payee: 'p2' });
    expect([statusCode, made.length]).toEqual([422, 0]);
    expect(body).toMatch(/value="p2" checked/);
    expect(body).toContain('href="#choice-person"');
  });
});

describe('what is there for whom', () => {
  it.each([`${review}/nobody`, '/suppliers/decisions?page=9', '/suppliers/decisions?page=x'])(
    'nothing at %s',
    async (url) => {
      expect((await pages().get(url)).statusCode).toBe(404);
    },
  );

  it('leads to the first ledger while nothing was imported', async () => {
    const { get, post } = pages({ suppliers: 0, candidates: 0, nothingImported: true });
    expect((await get(review)).body).toContain('href="/ledgers/add"');
    expect((await post(`${review}/many`, { payee: 'p1' })).headers.location).toBe(review);
    expect((await get(`${review}/p1`)).statusCode).toBe(404);
  });

  it('shows whoever only reads no form and no way to change anything', async () => {
    const { get } = pages({ ...usual, visitor: visitorAs(['auditor']) });
    for (const url of [review, `${review}/p1`, '/suppliers/decisions']) {
      const { statusCode, body } = await get(url);
      expect(statusCode).toBe(200);
      expect(body.slice(body.indexOf('<main')), url).not.toMatch(/<form|<input|formaction/);
    }
  });

  it('never says in a form what an answer does to the figure', async () => {
    const { body } = await pages().get(`${review}/p1`);
    const form = /<form[^>]*data-shortcuts>.*?<\/form>/s.exec(body)?.[0] ?? '';
    expect(form).toContain('Hebbleden Supported Living Ltd');
    expect(form).not.toMatch(/%|point|narrow|raise|share|figure/i);
  });

  it('escapes what ledgers and people write', async () => {
    const { post, get } = pages();
    await post(`${review}/p1`, { choice: 'person', reason: '<script>alert(1)</script>' });
    const { body } = await get('/suppliers/decisions');
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toContain('<script>alert');
  });
});

describe('decisions of other organisations', () => {
  it('are downloaded as a file', async () => {
    const { headers, body } = await pages().get('/suppliers/decisions.csv');
    expect([headers['content-disposition'], body]).toEqual([
      expect.stringContaining('supplier-decisions.csv'),
      'name,outcome\r\n',
    ]);
  });

  it('are taken over from a file, with or without a byte order mark', async () => {
    for (const content of ['name,outcome\r\n', '\ufeffname,outcome\r\n']) {
      const { statusCode, body } = await pages().take(content);
      expect([statusCode, body.includes('2 decisions were added')]).toEqual([200, true]);
    }
  });

  it.each([
    ['what is no such file', 'Anything', 'This is no file of decisions.'],
    ['what is no text', Buffer.from([0xff, 0xfe, 0x00]), 'The file must be a CSV file in UTF-8'],
    ['more than 2 MB', 'x'.repeat(2_000_001), 'The file must be a CSV file in UTF-8, and 2 MB or smaller.'],
  ])('are refused for %s', async (_name, content, sentence) => {
    const { statusCode, body } = await pages().take(content);
    expect(statusCode).toBe(422);
    expect(body.slice(body.indexOf('error-summary'))).toContain(sentence);
  });

  it('are asked for where no file is sent', async () => {
    const { statusCode, body } = await pages().post('/suppliers/decisions/take');
    expect([statusCode, body.includes('Choose a file with decisions.')]).toEqual([422, true]);
  });
});

it('says how far the names are looked up', async () => {
  const url = `${review}?done=matching`;
  const during = (await pages({ ...usual, isMatching: true }).get(url)).body;
  expect(during).toMatch(/The names are being looked up again\..*id="matching" data-follow/s);
  const after = (await pages().get(url)).body;
  expect(after).toContain('The names were looked up.');
  expect(after).not.toContain('data-follow');
});

it('has the names looked up, unless that is being done', async () => {
  expect((await pages().post('/suppliers/match', { year: '2020/21' })).headers.location).toBe(
    `${review}?year=2020/21&done=matching`,
  );
  const { statusCode, body } = await pages({ ...usual, isMatching: true }).post('/suppliers/match');
  expect(statusCode).toBe(422);
  expect(body).toContain('href="#registers">The names are being looked up already.');
});
