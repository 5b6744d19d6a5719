import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseEmail } from '../../../test/support/email.ts';
import { propertyRuns } from '../../../test/support/property.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { composeMessage, parseSender } from './compose.ts';
import { openMailer } from './openMailer.ts';
import { outboxMailer } from './outboxMailer.ts';
import { parseServerAddress } from './serverAddress.ts';
import type { Message } from './types.ts';

const message: Message = {
  to: 'pat@example.org',
  subject: 'Join Bryn & Sons <Gŵyr> on Sevenbox',
  lines: ['£5 for "Bryn & Sons" <b>', `Long ${'words '.repeat(100)}end.`, '.', 'From here on'],
  link: { text: 'Accept <it>', href: 'https://sevenbox.example/join?a=1&b="x\'' },
};
const sender = { name: 'Sevenbox, Kirkvale "Ŵ"', address: 'sevenbox@kirkvale.example' };

const composed = async (changed: Partial<Message>) => composeMessage({ ...message, ...changed }, sender);
const codeOf = async (changed: Partial<Message>) => {
  const decision = await composed(changed);
  return decision.ok ? 'accepted' : decision.refusals[0]?.code;
};

describe('a composed email', () => {
  it('says the same in plain text and in HTML, with nothing left to be read as markup', async () => {
    const { raw, to, from } = acceptedOf(await composed({}));
    expect([from, to]).toEqual(['sevenbox@kirkvale.example', 'pat@example.org']);
    expect(raw.toString('latin1').replaceAll('\r\n', '')).not.toMatch(/[\r\n\0\x80-\xff]/);
    const { headers, parts } = parseEmail(raw);
    expect(headers).toMatchObject({
      to: ['pat@example.org'],
      subject: [message.subject],
      'auto-submitted': ['auto-generated'],
    });
    expect(headers.from?.[0]).toContain('<sevenbox@kirkvale.example>');
    const [plain, html] = parts;
    expect(plain?.headers['content-type']?.[0]).toContain('text/plain');
    for (const line of message.lines) expect(plain?.text).toContain(`${line}\r\n`);
    expect(plain?.text).toContain(`Accept <it>:\r\n${message.link?.href}`);
    expect(html?.text).toContain('<p>£5 for &quot;Bryn &amp; Sons&quot; &lt;b&gt;</p>');
    expect(html?.text).toContain(
      '<a href="https://sevenbox.example/join?a=1&amp;b=&quot;x&#39;">Accept &lt;it&gt;</a>',
    );
    expect(html?.text.match(/<(\w+)/g)).toEqual([
      '<html',
      '<head',
      '<meta',
      '<title',
      '<body',
      '<p',
      '<p',
      '<p',
      '<p',
      '<p',
      '<a',
    ]);
  });

  it('has neither a link nor room for one where none is given', async () => {
    const { parts } = parseEmail(acceptedOf(await composed({ link: null })).raw);
    expect(parts.map(({ text }) => /http|<a/.test(text))).toEqual([false, false]);
  });

  it('is refused when anything in it could begin a header or reach somebody else', async () => {
    const breaks = ['\r\n', '\r', '\n', '\0', '\u0085', '\u2028', '\u2029', '\v', '\f', '\u202E', '\ud800'];
    for (const character of breaks) {
      const smuggled = `x${character}Bcc: eve@example.org`;
      expect(await codeOf({ subject: smuggled })).toBe('email-subject');
      expect(await codeOf({ lines: ['fine', smuggled] })).toBe('email-text');
      expect(await codeOf({ to: `pat@example.org${character}` })).toBe('email-address');
      expect(await codeOf({ to: `pat@example.org${character}Bcc: eve@example.org` })).toBe('email-address');
      expect(await codeOf({ link: { text: smuggled, href: 'https://a.example' } })).toBe('email-link');
      expect(await codeOf({ link: { text: 'x', href: `https://a.example/${character}` } })).toBe(
        'email-link',
      );
      expect(refusalOf(parseSender(`A${character}B <a@example.org>`)).code).toBe('email-sender');
      expect(refusalOf(parseSender(`a@example.org${character}`)).code).toBe('email-sender');
    }
  });

  it('goes to one address only, and links only to web pages', async () => {
    for (const to of ['a@b.example, c@d.example', 'Pat <a@b.example>', 'a@b.example (x)', '']) {
      expect(await codeOf({ to }), to).toBe('email-address');
    }
    const hrefs = [
      'javascript:alert(1)',
      'data:text/html,x',
      '/join',
      'https://',
      'https://user:word@a.example/',
      'ftp://a.example',
      'https://a.example/ b',
      'https://ä.example',
    ];
    for (const href of hrefs) expect(await codeOf({ link: { text: 'x', href } }), href).toBe('email-link');
  });

  it('is no longer than its limits', async () => {
    expect(await codeOf({ subject: 'x'.repeat(200) })).toBe('accepted');
    expect(await codeOf({ subject: 'x'.repeat(201) })).toBe('email-subject');
    expect(await codeOf({ subject: ' ' })).toBe('email-subject');
    expect(await codeOf({ lines: Array(50).fill('x'.repeat(2_000)) })).toBe('accepted');
    expect(await codeOf({ lines: ['x'.repeat(2_001)] })).toBe('email-text');
    expect(await codeOf({ lines: Array(51).fill('x') })).toBe('email-text');
    expect(await codeOf({ lines: [] })).toBe('email-text');
  });

  it('never has other headers than ours, whatever is written into it (property)', async () => {
    const expected = Object.keys(parseEmail(acceptedOf(await composed({})).raw).headers);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.stringMatching(/^[\w:\r\n =?<>@,]{1,60}$/),
    );
    const check = async (subject: string, line: string) => {
      const decision = await composed({ subject, lines: [line] });
      if (!decision.ok) return;
      const { headers, parts } = parseEmail(decision.value.raw);
      expect(Object.keys(headers)).toEqual(expected);
      expect(Object.values(headers).every((values) => values.length === 1)).toBe(true);
      expect(parts.length).toBe(2);
      expect(headers.to).toEqual(['pat@example.org']);
    };
    await fc.assert(fc.asyncProperty(text, text, check), {
      numRuns: propertyRuns(300),
    });
  });
});

describe('settings of email', () => {
  it('read a mail server and a sender', () => {
    expect(acceptedOf(parseServerAddress('smtps://a%40b:p%2Fw@mail.example'))).toEqual({
      host: 'mail.example',
      port: 465,
      secure: true,
      thisComputer: false,
      credentials: { user: 'a@b', pass: 'p/w' },
    });
    const near = ['localhost', '127.0.0.1:25', '127.8.9.1', '[::1]:25', 'LOCALHOST'];
    const far = ['0.0.0.0', '127.0.0.1.example', 'localhost.example', '10.0.0.1', '[::ffff:10.0.0.1]'];
    for (const [hosts, thisComputer] of [
      [near, true],
      [far, false],
    ] as const) {
      for (const host of hosts) {
        expect(acceptedOf(parseServerAddress(`smtp://${host}`)).thisComputer, host).toBe(thisComputer);
      }
    }
    expect(acceptedOf(parseServerAddress('smtp://mail.example')).port).toBe(587);
    expect(acceptedOf(parseSender('Kirkvale <a@kirkvale.example>'))).toEqual({
      name: 'Kirkvale',
      address: 'a@kirkvale.example',
    });
    expect(acceptedOf(parseSender('a@kirkvale.example')).name).toBe('Sevenbox');
  });

  it('are refused in words without the password', () => {
    const bad = [
      'https://user:geheim@mail.example',
      'smtp://user:geheim@',
      'smtp://user:geheim@mail.example/path',
      'smtp://user:geheim@mail.example?ignoreTLS=true',
      'smtp://user:geheim@mail.example#x',
      'smtp://user:geheim%0d%0aRCPT@mail.example',
      'smtp://user:geheim%@mail.example',
      'smtp://geheim@mail.example',
      'smtp://user:geheim@mail.example:99999',
      'smtp://user:geheim@ma%0dil.example',
      'smtp://user:geheim@mail.example\n',
    ];
    for (const url of bad) {
      const { code, sentence } = refusalOf(openMailer({ smtpUrl: url, mailFrom: 'a@b.example', outbox: '' }));
      expect(code, url).toBe('email-server');
      expect(sentence).not.toContain('geheim');
    }
    for (const mailFrom of [null, '', 'a@b', 'a@b.example, c@d.example', 'A <a@b.example> <c@d.example>']) {
      const settings = { smtpUrl: 'smtps://mail.example', mailFrom, outbox: '' };
      expect(refusalOf(openMailer(settings)).code).toBe('email-sender');
    }
    expect(refusalOf(openMailer({ smtpUrl: null, mailFrom: 'nobody', outbox: '' })).code).toBe(
      'email-sender',
    );
  });
});

describe('the outbox', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sevenbox-outbox-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('keeps each email as a file that only its owner reads', async () => {
    const outbox = join(home, 'state', 'outbox');
    mkdirSync(outbox, { recursive: true, mode: 0o755 });
    const mailer = acceptedOf(openMailer({ smtpUrl: null, mailFrom: null, outbox }));
    for (const to of ['pat@example.org', 'sam@example.org']) {
      expect(acceptedOf(await mailer.send({ ...message, to }))).toBeNull();
    }
    expect(statSync(outbox).mode & 0o777).toBe(0o700);
    const names = readdirSync(outbox);
    expect(names.length).toBe(2);
    for (const name of names) {
      expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{3}Z-[0-9a-f]{16}\.eml$/);
      expect(statSync(join(outbox, name)).mode & 0o777).toBe(0o600);
    }
    const kept = names.map((name) => parseEmail(readFileSync(join(outbox, name))).headers);
    expect(kept.map(({ to }) => to?.[0]).sort()).toEqual(['pat@example.org', 'sam@example.org']);
    expect(kept[0]?.from).toEqual(['Sevenbox <sevenbox@sevenbox.invalid>']);
  });

  it('keeps nothing of an email that is refused', async () => {
    const mailer = outboxMailer(join(home, 'outbox'));
    expect(refusalOf(await mailer.send({ ...message, to: 'x' })).code).toBe('email-address');
    expect(readdirSync(home)).toEqual([]);
  });
});
