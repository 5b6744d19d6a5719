import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/support/records.ts';
import { instantAt, millisecondsOf } from '../../domain/values/index.ts';
import { type AttemptKind, accountOf, countedFor, countedMail, decideAttempt, placeOf } from './limits.ts';

const now = instantAt(Date.UTC(2026, 10, 23, 9, 5, 30));

/** What is decided when every count stands at a number, or at the number given for its scope. */
function decided(kind: AttemptKind, counts: Partial<Record<'place' | 'pair' | 'account', number>>) {
  const counted = countedFor(kind, { address: '192.0.2.1', account: 'ada@kirkvale.example' }, now);
  return decideAttempt(
    counted.map((one) => ({ counted: one, count: counts[one.scope] ?? 1, endsAt: one.endsAt })),
  );
}

describe('attempts to sign in', () => {
  it('go on at once until there are too many', () => {
    expect(decided('sign-in', { pair: 10, place: 50, account: 5 })).toEqual({ ok: true, value: { wait: 0 } });
  });

  it('are refused beyond ten for one account from one place, with the time to try again', () => {
    const { code, sentence } = refusalOf(decided('sign-in', { pair: 11 }));
    expect(code).toBe('too-many-attempts');
    expect(sentence).toBe(
      'There were too many attempts. Wait until 23 November 2026 at 09:21, then try again.',
    );
  });

  it('are refused beyond fifty from one place', () => {
    expect(refusalOf(decided('sign-in', { place: 51 })).code).toBe('too-many-attempts');
  });

  it('for one account are never refused wherever others try, and wait two seconds at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 1000 }),
        (account, more) => {
          const [less, longer] = [
            decided('sign-in', { account }),
            decided('sign-in', { account: account + more }),
          ];
          if (!less.ok || !longer.ok) throw new Error('An account alone was refused.');
          expect(less.value.wait).toBeLessThanOrEqual(longer.value.wait);
          expect(longer.value.wait).toBeLessThanOrEqual(2000);
        },
      ),
    );
    expect(decided('sign-in', { account: 6 })).toEqual({ ok: true, value: { wait: 250 } });
    expect(decided('sign-in', { account: 100 })).toEqual({ ok: true, value: { wait: 2000 } });
  });

  it('wait until the last of the counts that are used up is over', () => {
    const [place, pair] = countedFor('sign-in', { address: '192.0.2.1', account: 'a' }, now);
    if (!place || !pair) throw new Error('There are counts.');
    const later = instantAt(millisecondsOf(now) + 60 * 60_000);
    const both = [
      { counted: place, count: 51, endsAt: later },
      { counted: pair, count: 11, endsAt: pair.endsAt },
    ];
    expect(refusalOf(decideAttempt(both)).sentence).toContain('10:06');
  });
});

describe('counts', () => {
  it('are apart for each kind, place and account, and together for ways to write the same', () => {
    const names = (kind: AttemptKind, address: string, account: string) =>
      countedFor(kind, { address, account: accountOf(account) }, now).map(({ name }) => name);
    const usual = names('sign-in', '192.0.2.1', 'ada@kirkvale.example');
    expect(new Set(usual).size).toBe(3);
    expect(names('sign-in', '::ffff:192.0.2.1', ' ADA@Kirkvale.example ')).toEqual(usual);
    expect(names('code', '192.0.2.1', 'ada@kirkvale.example')).not.toContain(usual[0]);
    const elsewhere = names('sign-in', '198.51.100.7', 'ada@kirkvale.example');
    expect(usual.filter((name) => elsewhere.includes(name))).toEqual([usual[2]]);
    const other = names('sign-in', '192.0.2.1', 'bea@kirkvale.example');
    expect(usual.filter((name) => other.includes(name))).toEqual([usual[0]]);
  });

  it('cannot be moved from one to another by what is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), fc.string(), (one, two, three, four) => {
        fc.pre(accountOf(one) !== accountOf(three) || placeOf(two) !== placeOf(four));
        const nameOf = (account: string, address: string) =>
          countedFor('password', { address, account: accountOf(account) }, now)[0]?.name;
        expect(nameOf(one, two)).not.toBe(nameOf(three, four));
      }),
    );
  });

  it('of mails are those of an address, wherever they are asked for', () => {
    expect(countedMail(' Ada@kirkvale.example', now)).toEqual(countedMail('ada@kirkvale.example', now));
    expect(countedMail('ada@kirkvale.example', now).endsAt).toBe(instantAt(millisecondsOf(now) + 3_600_000));
  });
});

describe('a place', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:DB8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['2001:db8:0:0:ffff::', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });

  it('is one for a whole network, and another beyond it', () => {
    expect(placeOf('2001:db8:1:2::9')).toBe(placeOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd'));
    expect(placeOf('2001:db8:1:3::9')).not.toBe(placeOf('2001:db8:1:2::9'));
  });
});
