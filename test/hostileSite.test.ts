import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from '../src/web/server.ts';
import { page, type Route } from '../src/web/site.ts';

const html = '<!doctype html><title>Answered</title>';
let read = 0;

const routes: readonly Route<object>[] = [
  {
    method: 'POST',
    path: '/refused',
    action: 'test.refused',
    kind: 'upload',
    answer: async (_site, { files }) => {
      for await (const { content } of files) for await (const _ of content) return page(html);
      return page(html);
    },
  },
  {
    method: 'POST',
    path: '/whole',
    action: 'test.whole',
    kind: 'upload',
    answer: async (_site, { files }) => {
      for await (const { content } of files) for await (const chunk of content) read += chunk.length;
      return page(html);
    },
  },
];

let server: FastifyInstance;
let port = 0;

beforeAll(async () => {
  server = buildServer({ routes, site: {}, uploadPatience: 400 });
  port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port);
});
afterAll(() => server.close());

const opening =
  '--aa\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n';

function head(path: string, length: number, type = 'multipart/form-data; boundary=aa'): string {
  return `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n`;
}

/** Sends bytes as a browser does, without a look at the answer before all are sent; answers what came back. */
function exchange(pieces: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let [answer, sent] = ['', false];
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('close', () => (sent ? resolve(answer) : reject(new Error('not everything was taken'))));
    socket.on('error', reject);
    for (const piece of pieces.slice(0, -1)) socket.write(piece);
    socket.write(pieces.at(-1) ?? '', () => {
      sent = true;
    });
  });
}

async function answerTo(path: string, body: string, type?: string): Promise<string> {
  return exchange([head(path, Buffer.byteLength(body), type), body]);
}

describe('an upload', () => {
  it('is taken to its end after it was refused, because a browser reads no answer before', async () => {
    const piece = Buffer.alloc(1_000_000, '0,0\n');
    const pieces = Array.from({ length: 60 }, () => piece);
    const length = Buffer.byteLength(opening) + pieces.length * piece.length;
    expect(await exchange([head('/refused', length), opening, ...pieces])).toContain(html);
  }, 10_000);

  it.each([
    ['that ends too early', `${opening}abc`, undefined],
    ['without its boundary', 'xx', 'multipart/form-data'],
    ['with another boundary', 'xx', 'multipart/form-data; boundary=bb'],
    ['with a part that has no headers', '--aa\r\n\r\nx\r\n--aa--\r\n', undefined],
  ])('%s is a bad request and no fault of ours', async (_name, body, type) => {
    for (const path of ['/whole', '/refused']) {
      const answer = await answerTo(path, body, type);
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    }
    expect(await answerTo('/whole', `${opening}abc`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('that falls silent is let go of, and so is a form', async () => {
    const started = Date.now();
    for (const type of ['multipart/form-data; boundary=aa', 'application/x-www-form-urlencoded']) {
      const answer = await exchange([head('/whole', 1_000, type), opening]);
      expect(answer).not.toContain(html);
    }
    expect(Date.now() - started).toBeLessThan(5_000);
    expect(read).toBeLessThan(1_000);
  }, 10_000);
});

describe('a request that cannot be read', () => {
  it.each([
    [
      'an address of 100,000 letters',
      `GET /?a=${'a'.repeat(100_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
    ],
    ['an unknown method', 'BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    ['nonsense', 'nonsense\r\n\r\n', 400],
  ])('is answered with a page: %s', async (_name, text, status) => {
    const answer = await exchange([text]);
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).toContain('This address cannot be read');
    expect(answer).toContain("default-src 'none'");
  });
});
