import { describe, expect, it } from 'vitest';
import { tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { decideMapping, type Profile } from '../mapping/index.ts';
import { batchIdentity } from './batchIdentity.ts';
import {
  basisOfRole,
  overlaidProfile,
  overlaidProfiles,
  profileOfReading,
  profileToKeep,
} from './profiles.ts';

const vocabulary = readVocabulary();
const header = 'Date|Supplier|Net Amount|Gross Amount|Notes';
const ledger = tableSample('ledger.csv', [header, '13/04/2020|Alder Joinery|10.00|12.00|x']);

describe('answers laid over earlier ones', () => {
  it('win field by field', () => {
    const before: Profile = { dateOrder: 'mdy', creditIndicator: 'S', lastLine: 'total' };
    expect(overlaidProfile(before, { dateOrder: 'dmy' })).toEqual({ ...before, dateOrder: 'dmy' });
    expect(overlaidProfile({}, {})).toEqual({});
  });

  it('forget what was said of VAT in another column', () => {
    const before: Profile = { amountColumn: 'Net', amountBasis: 'net' };
    expect(overlaidProfile(before, { amountColumn: 'Gross' })).toEqual({ amountColumn: 'Gross' });
    expect(overlaidProfile(before, { amountColumn: 'Net' })).toEqual(before);
    expect(overlaidProfile(before, { amountBasis: 'gross' })).toEqual({ ...before, amountBasis: 'gross' });
    expect(overlaidProfile({ amountBasis: 'net' }, {})).toEqual({ amountBasis: 'net' });
  });

  it('take a meaning from the column that had it, and the sum from a column that is something else', () => {
    const before: Profile = { amountColumn: 'Net', roles: { A: 'supplier', B: 'date', C: null } };
    expect(overlaidProfile(before, { roles: { D: 'supplier', C: 'purpose' } })).toEqual({
      amountColumn: 'Net',
      roles: { B: 'date', C: 'purpose', D: 'supplier' },
    });
    expect(overlaidProfile(before, { roles: { Net: null } }).amountColumn).toBeUndefined();
    expect(overlaidProfile(before, { roles: { Net: 'netAmount' } }).amountColumn).toBe('Net');
  });

  it('are laid over by the signature of a header', () => {
    const both = overlaidProfiles({ a: { lastLine: 'total' }, b: {} }, { a: { dateOrder: 'dmy' }, c: {} });
    expect(both).toEqual({ a: { lastLine: 'total', dateOrder: 'dmy' }, b: {}, c: {} });
  });

  it('know which meanings are added up', () => {
    const roles = ['netAmount', 'grossAmount', 'amount', 'vat', null] as const;
    expect(roles.map(basisOfRole)).toEqual(['net', 'gross', 'not stated', undefined, undefined]);
  });
});

describe('the answers that repeat a reading', () => {
  const given: Profile = { lastLine: 'payment', roles: { '#5': null, Nowhere: 'vat' } };
  const read = (profile: Profile) => {
    const profiles = { 'date|supplier|netamount|grossamount|notes': profile };
    return decideMapping(ledger, vocabulary, { answers: { schemaVersion: 1, profiles } });
  };

  it('hold what was decided and what was said, and read the same again', () => {
    const profile = profileOfReading(read(given), given);
    expect(profile).toEqual({
      amountColumn: 'Net Amount',
      amountBasis: 'net',
      dateOrder: 'dmy',
      creditIndicator: 'none',
      lastLine: 'payment',
      roles: { Notes: null, Date: 'date', Supplier: 'supplier' },
    });
    const again = profile && profileOfReading(read(profile), profile);
    expect(batchIdentity('x', again ?? {})).toBe(batchIdentity('x', profile ?? {}));
    expect(profileOfReading(read({}), {})?.lastLine).toBeUndefined();
  });

  it('are none while a question is open', () => {
    const marks = ['Date|Supplier|Amount|Debit/Credit', '13/04/2020|A Ltd|1.00|H', '14/04/2020|B Ltd|2.00|S'];
    const open = decideMapping(tableSample('marks.csv', marks), vocabulary);
    expect(open.questions).toHaveLength(1);
    expect(profileOfReading(open, {})).toBeNull();
  });

  it('are kept without what nobody said and no value showed', () => {
    const profile: Profile = { amountColumn: 'Net', dateOrder: 'dmy', creditIndicator: 'none' };
    const plain = { dateOrder: 'not ambiguous' } as const;
    expect(profileToKeep(profile, plain, {})).toEqual({ amountColumn: 'Net' });
    expect(profileToKeep(profile, { dateOrder: null }, {})).toEqual({ amountColumn: 'Net' });
    expect(profileToKeep(profile, { dateOrder: 'day first' }, { creditIndicator: 'none' })).toEqual(profile);
    expect(profileToKeep(profile, plain, { dateOrder: 'dmy' })).toEqual({
      amountColumn: 'Net',
      dateOrder: 'dmy',
    });
    expect(profileToKeep({ creditIndicator: 'S' }, plain, {})).toEqual({ creditIndicator: 'S' });
    expect(profileToKeep({}, plain, {})).toEqual({});
  });
});

describe('the identity of a batch', () => {
  it('is the same in every order of keys, and another for other bytes or answers', () => {
    const one = batchIdentity('ab', { dateOrder: 'dmy', roles: { A: 'date', B: null } });
    expect(
      batchIdentity('ab', { roles: { B: null, A: 'date' }, dateOrder: 'dmy', lastLine: undefined }),
    ).toBe(one);
    expect(one).toBe(
      '{"profile":{"dateOrder":"dmy","roles":{"A":"date","B":null}},"sha256":"ab","version":1}',
    );
    expect(batchIdentity('ac', { dateOrder: 'dmy' })).not.toBe(batchIdentity('ab', { dateOrder: 'dmy' }));
    expect(batchIdentity('ab', { dateOrder: 'mdy' })).not.toBe(batchIdentity('ab', { dateOrder: 'dmy' }));
  });
});
