import { expect, it } from 'vitest';
import { auditFacts, sha256 } from '../../../../test/support/auditChain.ts';
import { organisationId } from '../../../../test/support/records.ts';
import { lastHashes } from './compareRecords.ts';
import { emptyHead, headOf, nextEntry, storedEntry } from './entry.ts';
import type { AuditFacts, RecordHash } from './types.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64)) as [string, string, string];

/** What is found of some records after some entries. */
async function compared(all: readonly Partial<AuditFacts>[], records: readonly RecordHash[]) {
  const { note, compare } = lastHashes();
  let head = emptyHead(organisationId(1));
  for (const changed of all) {
    const entry = nextEntry(sha256, head, auditFacts(changed));
    note(storedEntry(entry));
    head = headOf(entry);
  }
  async function* each() {
    yield* records;
  }
  return compare({ kinds: ['batch'], each: each() });
}

const said = (id: string, before: string | null, after: string | null, kind = 'batch') => ({
  subjects: [{ kind, id, before, after }],
});
const batch = (id: string, hash: string): RecordHash => ({ kind: 'batch', id, hash });

it('records are what the chain said of them last', async () => {
  const refused = { outcome: 'refused', reason: 'no', ...said('1', b, c) } as const;
  const entries = [said('1', null, a), said('2', null, a), said('1', a, b), said('2', null, null), refused];
  const report = await compared(entries, [batch('1', b), batch('2', a)]);
  expect(report).toEqual({ records: 2, findings: [], found: 0 });
});

it('records that were changed, put in, brought back or taken out outside are found', async () => {
  const entries = [said('1', null, a), said('2', null, a), said('2', a, null), said('4', null, a)];
  const others = [said('5', null, a), said('5', a, null), said('6', null, a, 'session')];
  const records = [batch('1', b), batch('2', a), batch('3', a)];
  const { findings, found } = await compared([...entries, ...others], records);
  expect(found).toBe(4);
  expect(findings.map(({ id, code }) => `${id} ${code}`)).toEqual([
    '1 record-differs',
    '2 record-was-removed',
    '3 record-never-entered',
    '4 record-missing',
  ]);
  expect(findings.map(({ sentence }) => sentence).join('\n')).toContain('after entry 1 of 2026-11-23T09:00');
});

it('an entry about nothing that reads is passed over', async () => {
  const { note, compare } = lastHashes();
  const entry = storedEntry(nextEntry(sha256, emptyHead(organisationId(1)), auditFacts()));
  note({ ...entry, subjects: '[' });
  async function* none() {}
  expect(await compare({ kinds: ['batch'], each: none() })).toEqual({ records: 0, findings: [], found: 0 });
});
