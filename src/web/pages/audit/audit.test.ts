import fc from 'fast-check';
import Papa from 'papaparse';
import { afterAll, describe, expect, it } from 'vitest';
import { auditFacts, personId, sha256 } from '../../../../test/support/auditChain.ts';
import { peopleSite } from '../../../../test/support/peopleFixture.ts';
import { minute } from '../../../../test/support/records.ts';
import { actionNames, emptyHead, nextEntry } from '../../../domain/organisations/index.ts';
import type { IdentityEvent } from '../../../external/identity/types.ts';
import { openDoor } from '../../door.ts';
import { buildServer } from '../../server.ts';
import { actionGroups, actionText, actionWords } from './actionWords.ts';
import { auditHref, auditQuery, dayFrom, filterTexts } from './auditQuery.ts';
import { entryRow } from './entryView.ts';
import { auditRoutes } from './routes.ts';

/** Every event, checked by the compiler to be complete. */
const events: Readonly<Record<IdentityEvent['kind'], true>> = {
  ...{ 'person-created': true, 'signed-in': true, 'sign-in-refused': true },
  ...{ 'second-factor-on': true, 'second-factor-off': true, 'second-factor-failed': true },
  ...{ 'recovery-code-used': true, 'recovery-codes-renewed': true },
  ...{ 'password-changed': true, 'password-reset': true, 'session-ended': true, 'account-linked': true },
};

describe('the words of actions', () => {
  it('are there for every action and every event of signing in', () => {
    const all = [...actionNames, ...Object.keys(events).map((kind) => `identity.${kind}`)];
    expect(all.filter((action) => !Object.hasOwn(actionWords, action))).toEqual([]);
    expect(all.filter((action) => !/^[A-Z][^.]+$/.test(actionText(action)))).toEqual([]);
  });

  it('leave the name of an action that is no longer known as it is', () => {
    expect(actionText('tea.make')).toBe('tea.make');
    expect(actionText('constructor')).toBe('constructor');
  });

  it('are in groups that have actions', () => {
    expect(actionGroups.map(({ id }) => id)).toContain('imports');
    expect(actionGroups.length).toBeGreaterThan(8);
  });
});

describe('a filter', () => {
  it('is read from an address, days as people write them', () => {
    const query = new URLSearchParams({
      ...{ person: personId(1), group: 'imports', outcome: 'refused', record: ' imp_1 ' },
      ...{ from: '1/2/2026', to: '2026-11-30', before: '51' },
    });
    expect(auditQuery(query)).toEqual({
      ok: true,
      value: {
        asked: {
          ...{ person: personId(1), action: 'imports.', outcome: 'refused', subject: 'imp_1' },
          ...{ from: '2026-02-01', to: '2026-11-30' },
        },
        before: 51,
      },
    });
  });

  it.each([
    [{ person: 'per_x' }, ['audit:person']],
    [{ group: '__proto__' }, ['audit:group']],
    [{ outcome: 'maybe', from: '30/2/2026', to: 'x' }, ['audit:outcome', 'audit:from', 'audit:to']],
    [{ from: '2/1/2026', to: '1/1/2026' }, ['audit:to']],
    [{ record: 'x'.repeat(101) }, ['audit:record']],
    [{ before: '-1' }, ['audit:before']],
    [{ before: '1e3' }, ['audit:before']],
  ])('%j is refused by field', (texts, codes) => {
    const read = auditQuery(new URLSearchParams(texts as Record<string, string>));
    expect(read.ok ? [] : read.refusals.map(({ code }) => code)).toEqual(codes);
  });

  it('never breaks, whatever an address says, and comes back the same from the address it makes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('person', 'group', 'from', 'to', 'record'), fc.string()),
        (given) => {
          const texts = filterTexts(new URLSearchParams(given));
          const [, query = ''] = auditHref('/audit', texts).split('?');
          expect(filterTexts(new URLSearchParams(query))).toEqual(texts);
          auditQuery(new URLSearchParams(given));
        },
      ),
    );
  });

  it('knows days that are none', () => {
    expect(['29/02/2024', '29 2 2024', '29/02/2026', '2/29/2024', '', '1/1/26'].map(dayFrom)).toEqual([
      '2024-02-29',
      '2024-02-29',
      ...[undefined, undefined, undefined, undefined],
    ]);
  });
});

const rowFor = (facts: Parameters<typeof auditFacts>[0]) =>
  entryRow(
    nextEntry(sha256, emptyHead('system'), { ...auditFacts(facts), chain: 'system' }),
    new Map([[personId(2), 'Bea Fernsby']]),
  );

describe('an entry', () => {
  it('names people who are still there, and others by their id', () => {
    expect(rowFor({ person: personId(2) }).who).toBe('Bea Fernsby');
    expect(rowFor({ person: personId(3) }).who).toBe(personId(3));
    expect(rowFor({ actor: 'system', person: personId(2) }).who).toBe('Sevenbox for Bea Fernsby');
    expect(rowFor({ actor: 'system', person: null }).who).toBe('Sevenbox itself');
    expect(rowFor({ actor: 'nobody', person: null }).who).toBe('Nobody who was signed in');
  });

  it('says when by the clocks in London, and why it was refused', () => {
    const row = rowFor({ at: minute(0), outcome: 'refused', reason: 'role', subjects: [] });
    expect(row.when).toBe('23 November 2026 at 09:00');
    expect([row.tag.text, row.why]).toEqual(['Refused', 'None of their roles may do this.']);
  });

  it.each([
    ['import', 'imp_1', '/imports/imp_1'],
    ['batch', 'bat_1', '/ledgers/bat_1'],
    ['definition', 'near-us@3', '/definitions/near-us'],
    ['edition', 'onspd/may-2025', '/references/may-2025?kind=onspd'],
    ['membership', personId(2), '/people'],
    ['saved-answers', 'abc-1', null],
    ['edition', 'no-such-shape', null],
  ])('leads from a record of kind %s to its page', (kind, id, href) => {
    const after = 'b'.repeat(64);
    const [record] = rowFor({ subjects: [{ kind, id, before: null, after }] }).records;
    expect(record).toMatchObject({ href, change: 'new' });
  });
});

describe('the pages on the audit chain', () => {
  const full = peopleSite({ people: 3, invitations: 0, entries: 120 });
  const members = [{ person: personId(1), name: '=HYPERLINK("http://hostile.example")' }];
  const site = { ...full, audit: { ...full.audit, people: async () => members } };
  const server = buildServer({ routes: auditRoutes, door: openDoor(site) });
  const get = (url: string) => server.inject({ method: 'GET', url });
  afterAll(() => server.close());

  it('show fifty entries, and lead to older ones and back with the filter', async () => {
    const { body } = await get('/audit?outcome=done');
    expect(body.match(/<tr role="row">/g)).toHaveLength(51);
    const older = /href="(\/audit\?outcome=done&amp;before=\d+)"/.exec(body)?.[1]?.replace('&amp;', '&');
    const next = await get(older ?? '');
    expect(next.statusCode).toBe(200);
    expect(next.body).toContain('href="/audit?outcome=done"');
    expect(next.body).toContain('/audit/entries.csv?outcome=done');
  });

  it('say what is wrong with a filter, and give no file for it', async () => {
    const { statusCode, body } = await get('/audit?from=x');
    expect([statusCode, body.includes('Enter a first day that exists')]).toEqual([400, true]);
    expect((await get('/audit/entries.csv?from=x')).statusCode).toBe(404);
  });

  it('give the entries as a file in which nothing is a formula', async () => {
    const { body, headers } = await get('/audit/entries.csv');
    expect(headers['content-disposition']).toContain('audit.csv');
    const { data } = Papa.parse<Record<string, string>>(body, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(120);
    expect(data.map(({ who = '' }) => who).filter((who) => who.includes('HYPERLINK'))[0]).toMatch(/^'=/);
    expect(body).not.toMatch(/(?:^|,)"?[=+@]/m);
  });
});
