import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFacts, heldChain, sha256 } from '../../../../test/support/auditChain.ts';
import { propertyRuns } from '../../../../test/support/property.ts';
import { minute, organisationId } from '../../../../test/support/records.ts';
import {
  auditWord,
  emptyHead,
  entryHash,
  headOf,
  nextEntry,
  noHash,
  parseSubjects,
  storedEntry,
  subjectsText,
} from './entry.ts';
import type { AuditFacts, StoredEntry } from './types.ts';

const chain = organisationId(1);
const person = auditFacts({ person: `per_${'a'.repeat(20)}` as AuditFacts['person'] });

describe('entries', () => {
  // Worked out by another program over the text that the rules describe.
  it('have the hashes that are written down', () => {
    const first = nextEntry(sha256, emptyHead(chain), person);
    expect(first).toMatchObject({ number: 1, previous: noHash });
    expect(first.hash).toBe('2020affc8c8afd25b7054d19711944879f4b98c82fa0d4fcdceb84ef1647a220');
    const refused = auditFacts({
      ...{ at: minute(1), actor: 'nobody', person: null, organisation: null, request: 'req_2' },
      ...{ outcome: 'refused', reason: 'not-allowed', subjects: [] },
    });
    const second = nextEntry(sha256, headOf(first), refused);
    expect(second).toMatchObject({ number: 2, previous: first.hash });
    expect(second.hash).toBe('df26892cb8356cf00651b5bc6f6b6149be3ef64555c6bcc02c612fac92e2a248');
  });

  it('are written as texts that lead back to them', () => {
    const entry = nextEntry(sha256, emptyHead(chain), auditFacts());
    expect(parseSubjects(storedEntry(entry).subjects)).toEqual(entry.subjects);
    expect(entryHash(sha256, storedEntry(entry))).toBe(entry.hash);
  });

  it.each<[string, Partial<AuditFacts>]>([
    ['says which person', { person: null }],
    ['names no person', { actor: 'nobody' }],
    ['has a reason when it was refused', { outcome: 'refused' }],
    ['else none', { reason: 'not-allowed' }],
    ['follows on an entry of that chain', { chain: 'system' }],
    ['is a word', { action: '' }],
    ['is a word', { request: 'two words' }],
    ['is a word', { outcome: 'refused', reason: 'x'.repeat(201) }],
    ['are words and hashes', { subjects: [{ kind: 'batch', id: 'a@b c', before: null, after: null }] }],
    ['are words and hashes', { subjects: [{ kind: 'batch', id: 'a', before: 'secret', after: null }] }],
  ])('are never entered when one breaks that it %s', (assumption, changed) => {
    expect(() => nextEntry(sha256, emptyHead(chain), auditFacts(changed))).toThrow(assumption);
  });

  it('property: have the same hash only when everything in them is the same', () => {
    const text = fc.string({ unit: 'binary' });
    const some = fc.option(text);
    const entries = fc.record<StoredEntry>({
      ...{ chain: text, number: fc.nat(), at: text, actor: text, person: some, organisation: some },
      ...{ action: text, request: text, outcome: text, subjects: text, reason: some },
      ...{ previous: text, hash: fc.constant('') },
    });
    // Instead of a hash the text that is hashed: what is told apart by it is told apart by its hash.
    const encoded = (entry: StoredEntry) => entryHash((all) => all, entry);
    fc.assert(
      fc.property(entries, entries, fc.integer({ min: 0, max: 11 }), (one, other, field) => {
        const key = Object.keys(one)[field] ?? '';
        const changed = { ...one, ...Object.fromEntries(Object.entries(other).filter(([k]) => k === key)) };
        const same = JSON.stringify(one) === JSON.stringify(changed);
        expect(encoded(one) === encoded(changed)).toBe(same);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});

describe('subjects', () => {
  it('are read only as they were written', () => {
    const [first] = heldChain(1).entries;
    const text = first?.subjects ?? '';
    expect(subjectsText(parseSubjects(text) ?? [])).toBe(text);
    for (const bad of ['', '{}', '[{"kind":"batch"}]', text.replace('[{', '[ {'), `${text} `]) {
      expect(parseSubjects(bad), bad).toBeUndefined();
    }
  });
});

describe('words of a chain', () => {
  it('keep what is a name, and nothing else that somebody put into an address', () => {
    expect(auditWord('imp_00000000000000000001')).toBe('imp_00000000000000000001');
    for (const bad of ['', 'Ann Other', '<script>', 'é', 'a\n', 'x'.repeat(201)]) {
      expect(auditWord(bad), bad).toBe('unreadable');
    }
  });
});
