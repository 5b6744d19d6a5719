import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDataRows } from '../../formats/dataRows.ts';
import { readRetention } from '../../formats/readRetention.ts';
import { type Instant, instantAt } from '../values/index.ts';
import { isPast, keepWords, keptUntil, parseRetention, pastSince } from './index.ts';

const root = new URL('../../../', import.meta.url);
const rows = readRetention();
const named = new Set(rows.flatMap(({ tables }) => tables));

function tablesOf(sql: string): readonly string[] {
  const made = sql.matchAll(/^\s*CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?/gim);
  return [...made].map(([, name]) => name ?? '');
}

describe('the retention table', () => {
  it('names every table of the records, so that none keeps personal data that nobody answers for', () => {
    const folder = new URL('migrations/', root);
    const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
    const tables = files.flatMap((name) => tablesOf(readFileSync(new URL(name, folder), 'utf8')));
    expect(tables).toEqual(expect.arrayContaining(['people', 'imports', 'audit_entries']));
    expect(tables.filter((name) => !named.has(name))).toEqual([]);
  });

  it('names no table twice', () => {
    const all = rows.flatMap(({ tables }) => tables);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });

  it.each([
    ['people', 'person'],
    ['sessions', 'session'],
    ['accounts', 'account'],
    ['second_factors', 'second-factor'],
    ['verifications', 'verification'],
    ['memberships', 'membership'],
    ['invitations', 'invitation'],
    ['audit_entries', 'audit'],
    ['imports', 'import'],
    ['batches', 'ledger-line'],
    ['batch_rejects', 'rejected-line'],
  ])('says of %s whose personal data it is, and why it is kept', (table, id) => {
    const row = rows.find(({ tables }) => tables.includes(table));
    expect(row).toMatchObject({ id });
    expect(row?.basis).not.toBe('none');
    expect(row?.personal_data).not.toMatch(/^none/);
  });

  it('covers what lies outside the records', () => {
    const ids = rows.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining(['supplier-list', 'evidence', 'job', 'outbox', 'log', 'backup', 'demo']),
    );
    expect(rows.filter(({ whose }) => whose.includes('sole traders')).map(({ id }) => id)).toEqual(
      expect.arrayContaining(['ledger-line', 'rejected-line', 'supplier-list', 'import', 'organisation']),
    );
  });

  it('is shown whole in the assessment of data protection', () => {
    const shown = readFileSync(new URL('docs/dpia.md', root), 'utf8').replaceAll(/ {2,}/g, ' ');
    const controllers = { organisation: 'the organisation', installation: 'who runs Sevenbox' };
    const lines = rows.map((row) =>
      ['', row.what, row.personal_data, row.purpose, controllers[row.controller], keepWords(row), row.how, '']
        .join(' | ')
        .trim(),
    );
    expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
    const table = /## What is kept, and for how long\n([\s\S]*?)\n## /.exec(shown)?.[1] ?? '';
    expect(table.match(/^\| /gm)).toHaveLength(rows.length + 2);
  });
});

describe('a row', () => {
  const header = readFileSync(new URL('data/organisations/retention.csv', root), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('id,'));
  const read = (line: string) => parseRetention(parseDataRows(`${header}\n${line}`));

  it('is whole', () =>
    expect(
      read(
        'job,Work,id,people,To work,public-task,organisation,30 days,it ended,,program,Gone,records,jobs;more',
      ),
    ).toMatchObject([{ id: 'job', keep: '30 days', tables: ['jobs', 'more'] }]));

  it.each([
    [
      'no basis for personal data',
      'job,Work,id,people,To work,none,organisation,30 days,it ended,,program,Gone,records,',
    ],
    [
      'a basis for none',
      'job,Work,none,nobody,To work,public-task,organisation,1 day,it ended,,program,Gone,records,',
    ],
    [
      'a time in other words',
      'job,Work,id,people,To work,public-task,organisation,a while,it ended,,program,Gone,records,',
    ],
    ['no beginning', 'job,Work,id,people,To work,public-task,organisation,30 days,,,program,Gone,records,'],
    ['no end', 'job,Work,id,people,To work,public-task,organisation,,,,program,Gone,records,'],
    ['no controller', 'job,Work,id,people,To work,public-task,,30 days,it ended,,program,Gone,records,'],
    [
      'no way it is erased',
      'job,Work,id,people,To work,public-task,organisation,30 days,it ended,,program,,records,',
    ],
    [
      'the id of another',
      'job,A,id,b,c,public-task,organisation,1 day,it ended,,program,Gone,records,\njob,A,id,b,c,public-task,organisation,1 day,it ended,,program,Gone,records,',
    ],
  ])('with %s is refused', (_why, line) => expect(() => read(line)).toThrow());
});

describe('the time that something is kept', () => {
  it.each([
    ['12 hours', '2026-11-23T09:05:07.123Z', '2026-11-23T21:05:07.123Z'],
    ['1 day', '2026-12-31T23:59:59.999Z', '2027-01-01T23:59:59.999Z'],
    ['90 days', '2026-11-23T00:00:00.000Z', '2027-02-21T00:00:00.000Z'],
    ['1 month', '2026-01-31T10:00:00.000Z', '2026-02-28T10:00:00.000Z'],
    ['7 years', '2024-02-29T00:00:00.000Z', '2031-02-28T00:00:00.000Z'],
    ['4 years', '2024-02-29T00:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('is %s after %s until %s', (keep, at, until) => {
    const [began, end] = [at, until] as Instant[];
    expect(keptUntil({ keep }, began as Instant)).toBe(end);
    const justBefore = instantAt(Date.parse(until) - 1);
    expect(isPast({ keep }, began as Instant, justBefore)).toBe(false);
    expect(isPast({ keep }, began as Instant, end as Instant)).toBe(true);
  });

  it('has no end where only an event ends it', () => {
    const long = '9999-12-31T23:59:59.999Z' as Instant;
    expect(isPast({ keep: '' }, '2000-01-01T00:00:00.000Z' as Instant, long)).toBe(false);
    expect(keptUntil({ keep: '' }, long)).toBeNull();
  });

  it('property: what began later is kept at least as long', () => {
    const keeps = fc.constantFrom(
      ...rows.map(({ keep }) => keep).filter((keep) => keep !== ''),
      '1 month',
      '11 months',
    );
    const moments = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(keeps, moments, moments, (keep, one, other) => {
        const [early, late] = [instantAt(Math.min(one, other)), instantAt(Math.max(one, other))];
        const [first, second] = [keptUntil({ keep }, early) ?? '', keptUntil({ keep }, late) ?? ''];
        expect(first > early && first <= second).toBe(true);
      }),
    );
  });

  it('property: what began by the last moment that is past is past, and nothing after it', () => {
    const keeps = fc.constantFrom('12 hours', '1 day', '30 days', '1 month', '7 years');
    fc.assert(
      fc.property(keeps, fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 }), (keep, moment) => {
        const now = instantAt(moment);
        const since = Date.parse(pastSince({ keep }, now) ?? '');
        expect(isPast({ keep }, instantAt(since), now)).toBe(true);
        expect(isPast({ keep }, instantAt(since + 1), now)).toBe(false);
      }),
    );
    expect(pastSince({ keep: '' }, instantAt(0))).toBeNull();
  });

  it('is said in words', () => {
    const wordsOf = (id: string) => rows.filter((row) => row.id === id).map(keepWords);
    expect(wordsOf('job')).toEqual(['30 days after it ended']);
    expect(wordsOf('verification')).toEqual(['1 day after it was made, or earlier: it is used']);
    expect(wordsOf('membership')).toEqual(['Until: the person leaves or is removed']);
  });
});
