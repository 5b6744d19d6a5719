import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../test/support/certificate.ts';
import { parseEmail } from '../../../test/support/email.ts';
import { acceptedOf, refusalOf } from '../../../test/support/records.ts';
import { smtpMailer } from './smtpMailer.ts';
import type { MailServer, Message } from './types.ts';

const message: Message = {
  to: 'pat@example.org',
  subject: 'Join Gŵyr on Sevenbox',
  lines: ['.', '..leading dots', 'Bcc: eve@example.org', 'Last'],
  link: { text: 'Accept', href: 'https://sevenbox.example/join' },
};
const from = 'Kirkvale <sevenbox@kirkvale.example>';
const password = 'geheim/p@ss';
const login = `kirk:${encodeURIComponent(password)}@`;

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
  readonly secure: boolean;
  readonly user: unknown;
}

const open: Array<() => void> = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A real mail server on a free port, which keeps what it gets. */
async function serve(options: SMTPServerOptions = {}): Promise<{ port: number; received: Received[] }> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth: ({ username, password: given }, _session, done) =>
      given === password ? done(null, { user: username }) : done(new Error(`${username} is not ${given}`)),
    onData: (stream, { envelope, secure, user }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address);
        const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        received.push({ from: sender, to, raw: Buffer.concat(chunks), secure, user });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  open.push(() => server.close());
  return { port: (server.server.address() as AddressInfo).port, received };
}

/** A server that is not one: `talk` says what it does with each caller. */
async function pretend(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const send = (server: Partial<MailServer> & { readonly url: string }, changed: Partial<Message> = {}) =>
  acceptedOf(smtpMailer({ from, mostMilliseconds: 5_000, ...server })).send({ ...message, ...changed });

/** The code of a refusal, whose words must hold no secret and no address of a person. */
async function codeOf(decision: ReturnType<typeof send>): Promise<string> {
  const { code, sentence } = refusalOf(await decision);
  expect(sentence).not.toMatch(/geheim|kirk|pat@|eve@/);
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  return code;
}

describe('a mail server on this computer', () => {
  it('gets the message as it was written, for one recipient', async () => {
    const { port, received } = await serve();
    expect(acceptedOf(await send({ url: `smtp://${login}localhost:${port}` }))).toBeNull();
    expect(received).toMatchObject([
      { from: 'sevenbox@kirkvale.example', to: ['pat@example.org'], user: 'kirk', secure: false },
    ]);
    const { headers, parts } = parseEmail(received[0]?.raw ?? Buffer.alloc(0));
    expect(headers).toMatchObject({
      to: ['pat@example.org'],
      from: ['Kirkvale <sevenbox@kirkvale.example>'],
      subject: ['Join Gŵyr on Sevenbox'],
    });
    expect(headers.bcc).toBeUndefined();
    for (const line of message.lines) expect(parts[0]?.text).toContain(`${line}\r\n`);
  });

  it('gets nothing of a message that is refused', async () => {
    const { port, received } = await serve();
    const url = `smtp://127.0.0.1:${port}`;
    const to = 'pat@example.org>\r\nRCPT TO:<eve@example.org';
    expect(refusalOf(await send({ url }, { to })).code).toBe('email-address');
    expect(received).toEqual([]);
  });
});

describe('a mail server elsewhere', () => {
  const own = selfSigned();
  const starttls = { ...own, disabledCommands: [] };

  it('gets the message over a protected connection that is proven', async () => {
    const later = await serve({ ...starttls, allowInsecureAuth: false });
    const first = await serve({ ...own, secure: true });
    for (const [url, { received }] of [
      [`smtp://${login}0.0.0.0:${later.port}`, later],
      [`smtps://${login}0.0.0.0:${first.port}`, first],
    ] as const) {
      expect(acceptedOf(await send({ url, authorities: own.cert }))).toBeNull();
      expect(received).toMatchObject([{ secure: true, user: 'kirk', to: ['pat@example.org'] }]);
    }
  });

  it('gets nothing without protection', async () => {
    const { port, received } = await serve();
    expect(await codeOf(send({ url: `smtp://${login}0.0.0.0:${port}` }))).toBe('email-unprotected');
    expect(received).toEqual([]);
  });

  it('gets nothing when its certificate is unknown, over, or of another', async () => {
    const over = selfSigned({ until: 2020 });
    const other = selfSigned({ names: ['other.example'], addresses: ['10.0.0.1'] });
    for (const [certificate, authorities] of [
      [own, other.cert],
      [over, over.cert],
      [other, other.cert],
    ] as const) {
      const later = await serve({ ...starttls, ...certificate });
      const first = await serve({ ...certificate, secure: true });
      const urls = [`smtp://${login}0.0.0.0:${later.port}`, `smtps://${login}localhost:${first.port}`];
      for (const url of urls) expect(await codeOf(send({ url, authorities }))).toBe('email-certificate');
      expect([...later.received, ...first.received]).toEqual([]);
    }
    const usual = await serve({ ...own, secure: true });
    expect(await codeOf(send({ url: `smtps://localhost:${usual.port}` }))).toBe('email-certificate');
  });
});

describe('what a mail server refuses', () => {
  const withCode = (responseCode: number) =>
    Object.assign(new Error('pat@example.org kirk geheim'), { responseCode });

  it.each([
    [550, 'email-recipient'],
    [450, 'email-later'],
  ])('is told by its answer %i to the recipient', async (responseCode, code) => {
    const { port, received } = await serve({
      onRcptTo: (_address, _session, done) => done(withCode(responseCode)),
    });
    expect(await codeOf(send({ url: `smtp://${login}localhost:${port}` }))).toBe(code);
    expect(received).toEqual([]);
  });

  it('is told by its answer to the sender, to the message and to the password', async () => {
    const sender = await serve({ onMailFrom: (_address, _session, done) => done(withCode(553)) });
    expect(await codeOf(send({ url: `smtp://localhost:${sender.port}` }))).toBe('email-sender');
    const text = await serve({
      onData: (stream, _session, done) => {
        stream.resume().on('end', () => done(withCode(554)));
      },
    });
    expect(await codeOf(send({ url: `smtp://localhost:${text.port}` }))).toBe('email-refused');
    const { port } = await serve();
    expect(await codeOf(send({ url: `smtp://kirk:geheim-wrong@localhost:${port}` }))).toBe('email-sign-in');
  });
});

describe('a mail server that fails', () => {
  it('is given up after a time, silent or talking', async () => {
    const silent = await pretend(() => {});
    const url = `smtp://${login}localhost:${silent}`;
    expect(await codeOf(send({ url, mostMilliseconds: 300 }))).toBe('email-timeout');
    const chatty = await pretend((socket) => {
      socket.write('220 invented\r\n');
      socket.on('data', () => {
        const timer = setInterval(() => socket.write('250-more\r\n'), 20);
        socket.on('close', () => clearInterval(timer));
      });
    });
    const began = Date.now();
    const talking = `smtp://${login}localhost:${chatty}`;
    expect(await codeOf(send({ url: talking, mostMilliseconds: 500 }))).toBe('email-timeout');
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('is not there, goes away, or is none', async () => {
    const gone = await pretend((socket) => socket.destroy());
    const strange = await pretend((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    for (const port of [gone, strange, 1]) {
      expect(await codeOf(send({ url: `smtp://${login}localhost:${port}` }))).toBe('email-host');
    }
    expect(await codeOf(send({ url: `smtps://${login}nowhere.invalid` }))).toBe('email-host');
  });
});
