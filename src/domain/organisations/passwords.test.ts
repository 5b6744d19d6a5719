import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonPasswords } from '../../external/passwordList.ts';
import { checkPassword, passwordForm } from './index.ts';

const blocklist = await commonPasswords();
const personal = ['Imelda Fictive', 'i.fictive@kirkvale.example', 'Kirkvale Council'];
const known = { blocklist, personal };

const codeOf = (password: string) => {
  const checked = checkPassword(password, known);
  return checked.ok ? 'fine' : checked.refusals.map(({ code }) => code).join();
};

describe('a password', () => {
  it.each([
    'coffee-tram-fish',
    'coffeetramfish',
    'Walnut harbour cello',
    'cat-dog-sun!',
    'purple rain 1984 kettle',
    'xK9#mQ2$vL7!',
    'k#9!27$%4x)(',
    '739184620571',
    'k91273418264',
    'gruzotplemma',
    'correct horse battery staple',
    'rasdtavlafisk',
    'žluťoučký kůň',
    '私は毎日電車で通勤しています',
    '🐟🚲🌧🎻🧀🪁🦔🍄🛶🧶🪴🥨',
    'kirkvale walnut harbour',
    'my imelda likes walnuts',
    `walnut ${'harbour cello '.repeat(8)}!`,
  ])('may be %s', (password) => expect(codeOf(password)).toBe('fine'));

  it.each<[string, readonly string[]]>([
    ['short', ['', 'x', 'walnut-tram', '🐟🚲🌧🎻🧀🪁🦔🍄🛶🧶🪴']],
    ['long', ['walnut harbour cello '.repeat(7), `${'x'.repeat(5000)}`]],
    [
      'personal',
      [
        'ImeldaFictive',
        'imelda.fictive1985!!',
        'Fictive-Imelda-1',
        'i.fictive@kirkvale.example',
        'KirkvaleCouncil',
        'kirkvale council 2026',
        'K1rkv4le-C0unc1l',
        'Kirkvale73918462057',
        'sevenboxsevenbox',
        'Sevenbox-2026-!',
        '5evenb0x20261',
        'sevenboxpassword',
        'kirkvaleqwerty123',
      ],
    ],
    [
      'pattern',
      [
        'aaaaaaaaaaaa',
        '            ',
        '000000000000',
        'abababababab',
        'xk3xk3xk3xk3',
        'xk3xk3xk3xk31',
        'qqqqxxxxzzzz',
        'abcdefghijkl',
        'zyxwvutsrqponm',
        '123456789012',
        '098765432109',
        "asdfghjkl;'#",
        '1qaz2wsx3edc',
        '!"£$%^&*()_+',
        'abcdefghijkl2026',
        '🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟🐟',
      ],
    ],
    [
      'common',
      [
        'password1234',
        'Password1985!',
        'P@ssw0rd!2026',
        'pa55word739184620',
        '!!!iloveyou!!!',
        'letmein12345678',
        'passwordpassword',
        'dragonmonkey1985',
        'iloveyouiloveyou',
        'monkeymonkey99',
      ],
    ],
  ])('is refused as %s', (why, passwords) =>
    expect(passwords.map((password) => [password, codeOf(password)])).toEqual(
      passwords.map((password) => [password, `password:${why}`]),
    ),
  );

  it('is refused when it is in the list as a whole', () =>
    expect([...blocklist].filter((password) => codeOf(password) === 'fine')).toEqual([]));

  it('is refused in words that say what helps and do not repeat it', () => {
    for (const password of ['x', 'password1234', 'aaaaaaaaaaaa', 'ImeldaFictive']) {
      const checked = checkPassword(password, known);
      const sentence = checked.ok ? '' : (checked.refusals[0]?.sentence ?? '');
      expect(sentence).toContain('Three random words');
      expect(sentence).not.toMatch(/1234|aaaa|imelda/i);
    }
  });

  it('is compared with a list that is a rule, too', () => {
    const rule = { blocklist: (word: string) => word === 'rasdtavlafisk', personal: [] };
    expect(checkPassword('Rasdtavlafisk', rule).ok).toBe(false);
    expect(checkPassword('gruzotplemma', rule).ok).toBe(true);
  });
});

it('has one form, whichever keyboard it was typed on', () => {
  expect(passwordForm('cafe\u0301 \uFF41')).toBe('caf\u00E9 a');
  expect(passwordForm(' Walnut ')).toBe(' Walnut ');
  expect(codeOf('e\u0301xqzwvbkpjnr')).toBe(codeOf('\u00E9xqzwvbkpjnr'));
  // One sign that is three letters in the form that is hashed.
  expect(codeOf('\uFB03xwvqbzkpj')).toBe('fine');
  expect(codeOf('\uFB03xwvqbzkp')).toBe('password:short');
});

const runs = Number(process.env.SEVENBOX_PROPERTY_RUNS ?? 300);
const short = fc.string({ minLength: 1, maxLength: 6 });

it('property: a piece over and over, and a known word among digits, are always refused', () => {
  fc.assert(
    fc.property(short, fc.integer({ min: 2, max: 9 }), (piece, times) => {
      const password = piece.repeat(times);
      expect(codeOf(password), password).not.toBe('fine');
    }),
    { numRuns: runs },
  );
  const word = fc.constantFrom('password', 'imelda', 'kirkvale', 'sevenbox', 'dragon', 'qwertyuiop');
  const digits = fc.stringMatching(/^[0-9!.?]{0,20}$/);
  fc.assert(
    fc.property(digits, word, digits, (before, middle, after) => {
      expect(codeOf(`${before}${middle.toUpperCase()}${after}`)).not.toBe('fine');
    }),
    { numRuns: runs },
  );
});

it('property: nothing that can be typed stops the check', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (password) => {
      expect(codeOf(password)).toMatch(/^(fine|password:(short|long|personal|pattern|common))$/);
    }),
    { numRuns: runs },
  ));
