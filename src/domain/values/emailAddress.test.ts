import { expect, it } from 'vitest';
import { parseEmailAddress } from './emailAddress.ts';

it('takes one plain address as it is', () => {
  const plain = [
    'pat@example.org',
    "o'neill+bids@council.example.gov.uk",
    'a@b.cd',
    'first.last@xn--bcher-kva.example',
    `${'a'.repeat(64)}@${'b'.repeat(63)}.example`,
  ];
  for (const text of plain) expect(parseEmailAddress(text)).toBe(text);
});

it('takes nothing that could name a second recipient, begin a header or reach a machine by number', () => {
  const bad = [
    '',
    'pat',
    '@example.org',
    'pat@',
    'pat@example',
    'pat@@example.org',
    'a@example.org,b@example.org',
    'a@example.org;b@example.org',
    'a@example.org b@example.org',
    'Pat <pat@example.org>',
    '<pat@example.org>',
    'pat(comment)@example.org',
    'pat@example.org(comment)',
    '"pat"@example.org',
    '"a@b.example"@example.org',
    'group:pat@example.org;',
    'pat@[127.0.0.1]',
    'pat@127.0.0.1',
    '.pat@example.org',
    'pat.@example.org',
    'pa..t@example.org',
    'pat@-example.org',
    'pat@example-.org',
    'pat@example..org',
    'pat@example.org.',
    'pät@example.org',
    'pat@exämple.org',
    'pat@example.org\r\nBcc: eve@example.org',
    'pat@example.org\n',
    '\rpat@example.org',
    'pat\0@example.org',
    'pat@example.org\u2028',
    'pat@example.org\u0085',
    'pat@example.org%0aBcc:x',
    ' pat@example.org',
    `${'a'.repeat(65)}@example.org`,
    `pat@${'b'.repeat(64)}.example`,
    `pat@${'b.'.repeat(125)}example`,
  ];
  for (const text of bad) expect(parseEmailAddress(text), JSON.stringify(text)).toBeUndefined();
});
