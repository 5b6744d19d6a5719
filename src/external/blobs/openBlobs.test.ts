import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { officeFile, pdfFile, pngFile } from '../../../test/support/evidence.ts';
import { acceptedOf, organisationId, refusalOf } from '../../../test/support/records.ts';
import { openBlobs } from './openBlobs.ts';
import type { Blobs } from './types.ts';

let home: string;
let root: string;
let blobs: Blobs;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'sevenbox-blobs-'));
  root = join(home, 'blobs');
  mkdirSync(root, { mode: 0o755 });
  blobs = await openBlobs(root, { freeBytes: 0 });
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const organisation = organisationId(1);
const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);

async function* pieces(content: Buffer, size = 64_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

const put = (content: Buffer, name: string, size?: number) =>
  blobs.put(pieces(content, size), { name, organisation });

/** Files below the store, whatever they are. */
const filesLeft = () =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ name }) => name);

describe('a file that is put', () => {
  it('lies under its hash, for its owner only, and is read back as it was', async () => {
    const content = pdfFile();
    const sha256 = hashOf(content);
    const stored = acceptedOf(await put(content, 'Offer Gŵyr.pdf', 7));
    expect(stored).toEqual({
      sha256,
      bytes: content.length,
      type: 'pdf',
      name: 'Offer Gŵyr.pdf',
      organisation,
    });
    expect(statSync(pathOf(sha256)).mode & 0o777).toBe(0o600);
    expect(statSync(join(root, sha256.slice(0, 2))).mode & 0o777).toBe(0o700);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    expect(await blobs.holds(sha256)).toBe(true);
    expect(await blobs.check(sha256)).toBe('sound');
    const stream = await blobs.open(sha256, content.length);
    expect(stream && (await buffer(stream)).equals(content)).toBe(true);
    expect(filesLeft()).toEqual([sha256]);
  });

  it('is kept once, also when it is put twice at the same time under two names', async () => {
    const content = await officeFile('docx');
    const names = ['a.docx', 'b.docx', 'c.docx', 'd.docx'];
    const stored = await Promise.all(names.map((name) => put(content, name, 10)));
    expect(stored.map((one) => acceptedOf(one).name)).toEqual(names);
    expect(new Set(stored.map((one) => acceptedOf(one).sha256))).toEqual(new Set([hashOf(content)]));
    expect(filesLeft()).toEqual([hashOf(content)]);
    expect(await blobs.check(hashOf(content))).toBe('sound');
  });

  it('mends the same bytes where they were damaged', async () => {
    const sha256 = hashOf(pdfFile());
    acceptedOf(await put(pdfFile(), 'a.pdf'));
    writeFileSync(pathOf(sha256), 'other');
    expect(await blobs.check(sha256)).toBe('damaged');
    acceptedOf(await put(pdfFile(), 'a.pdf'));
    expect(await blobs.check(sha256)).toBe('sound');
  });

  it('has a name for people that is no path and hides nothing', async () => {
    const names = {
      '../../etc/offer.pdf': 'offer.pdf',
      'C:\\temp\\offer.pdf': 'offer.pdf',
      'of\u0000f\r\ner.pdf': 'offer.pdf',
      'of\u202Efer\u2066.pdf': 'offer.pdf',
      [`${'long '.repeat(100)}.pdf`]: `${'long '.repeat(39).trim()}.pdf`,
    };
    for (const [given, expected] of Object.entries(names)) {
      const { name } = acceptedOf(await put(pdfFile(), given));
      expect(name.startsWith(expected.slice(0, 100)), given).toBe(true);
      expect(name).toMatch(/^[a-z ]+\.pdf$/);
    }
    expect(refusalOf(await put(pdfFile(), 'offer\u202Efdp.exe')).code).toBe('blob-ending');
    expect(refusalOf(await put(pdfFile(), 'offer.exe\u202Efdp.')).code).toBe('blob-ending');
    expect(refusalOf(await put(pdfFile(), '\u202E.pdf')).code).toBe('blob-ending');
  });
});

describe('a file that is refused', () => {
  it('leaves nothing, whatever is wrong with it', async () => {
    const wrong: ReadonlyArray<readonly [Buffer, string, string]> = [
      [Buffer.alloc(0), 'a.pdf', 'blob-empty'],
      [pngFile(), 'a.pdf', 'blob-mismatch'],
      [pdfFile(), 'a.html', 'blob-ending'],
      [Buffer.concat([pdfFile(), await officeFile('docx')]), 'a.pdf', 'blob-second'],
    ];
    for (const [content, name, code] of wrong) {
      expect(refusalOf(await put(content, name)).code).toBe(code);
      expect(filesLeft()).toEqual([]);
    }
  });

  it('has one byte more than 25 MB', async () => {
    const most = Buffer.alloc(25_000_000, 'words ');
    expect(acceptedOf(await put(most, 'a.txt')).bytes).toBe(25_000_000);
    const more = Buffer.concat([most, Buffer.from('.')]);
    const { code, sentence } = refusalOf(await put(more, 'a.txt'));
    expect([code, sentence.includes('larger than 25 MB')]).toEqual(['blob-too-large', true]);
    expect(filesLeft()).toEqual([hashOf(most)]);
  });

  it('is read no further than the limit, or not at all for its name', async () => {
    let taken = 0;
    async function* endless() {
      for (; taken < 100; taken += 1) yield Buffer.alloc(1_000, 'x');
    }
    const small = await openBlobs(root, { freeBytes: 0, fileBytes: 5_000 });
    expect(refusalOf(await small.put(endless(), { name: 'a.exe', organisation })).code).toBe('blob-ending');
    expect(taken).toBe(0);
    expect(refusalOf(await small.put(endless(), { name: 'a.txt', organisation })).code).toBe(
      'blob-too-large',
    );
    expect(taken).toBe(5);
    expect(filesLeft()).toEqual([]);
  });

  it('does not fit on the disk', async () => {
    const full = await openBlobs(root, { freeBytes: Number.MAX_SAFE_INTEGER });
    const refusal = refusalOf(await full.put(pieces(pdfFile()), { name: 'a.pdf', organisation }));
    expect(refusal.code).toBe('disk-full');
    expect(refusal.sentence).toContain('not enough room on the disk for a.pdf');
    const failing = (async function* () {
      yield pdfFile();
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    })();
    expect(refusalOf(await blobs.put(failing, { name: 'a.pdf', organisation })).code).toBe('disk-full');
    expect(filesLeft()).toEqual([]);
  });

  it('breaks off half way', async () => {
    const broken = (async function* () {
      yield pdfFile();
      throw new Error('the connection is gone');
    })();
    await expect(blobs.put(broken, { name: 'a.pdf', organisation })).rejects.toThrow(
      'the connection is gone',
    );
    expect(filesLeft()).toEqual([]);
    acceptedOf(await put(pdfFile(), 'a.pdf'));
  });
});

describe('the store', () => {
  it('names what it holds, and removes it', async () => {
    const began = Date.now();
    const [pdf, png] = [pdfFile(), pngFile()];
    acceptedOf(await put(pdf, 'a.pdf'));
    acceptedOf(await put(png, 'a.png'));
    mkdirSync(join(root, 'lost+found'));
    writeFileSync(join(root, 'notes'), 'x');
    const listed = await blobs.list();
    expect(listed.map(({ sha256 }) => sha256)).toEqual([hashOf(pdf), hashOf(png)].toSorted());
    for (const { sha256, bytes, putAt } of listed) {
      expect(bytes).toBe(sha256 === hashOf(pdf) ? pdf.length : png.length);
      expect(Math.abs(Date.parse(putAt) - began)).toBeLessThan(60_000);
    }
    await blobs.remove(hashOf(pdf));
    await blobs.remove(hashOf(pdf));
    expect((await blobs.list()).map(({ sha256 }) => sha256)).toEqual([hashOf(png)]);
    expect(await blobs.check(hashOf(pdf))).toBe('missing');
    expect(await blobs.open(hashOf(pdf), pdf.length)).toBeNull();
  });

  it('hands out nothing that is cut, a link, or no file of its own', async () => {
    const content = pdfFile();
    const { sha256, bytes } = acceptedOf(await put(content, 'a.pdf'));
    expect(await blobs.open(sha256, bytes - 1)).toBeNull();
    truncateSync(pathOf(sha256), bytes - 1);
    expect(await blobs.open(sha256, bytes)).toBeNull();
    expect(await blobs.check(sha256)).toBe('damaged');
    const elsewhere = join(home, 'elsewhere');
    renameSync(pathOf(sha256), elsewhere);
    writeFileSync(elsewhere, content);
    symlinkSync(elsewhere, pathOf(sha256));
    expect(await blobs.open(sha256, bytes)).toBeNull();
    expect([await blobs.holds(sha256), await blobs.check(sha256)]).toEqual([false, 'missing']);
  });

  it('makes no path of what is no hash', async () => {
    writeFileSync(join(home, 'secret'), 'secret');
    writeFileSync(join(root, 'aa'), 'x');
    const hash = 'a'.repeat(64);
    const bad = [
      '../secret',
      '../../../../../../etc/passwd',
      `../${hash}`,
      `${hash}/../../../../secret`,
      hash.toUpperCase(),
      `${hash}\n`,
      `${hash}\0`,
      hash.slice(1),
      '',
      '.',
      'aa',
    ];
    for (const sha256 of bad) {
      expect(await blobs.open(sha256, 6), sha256).toBeNull();
      expect(await blobs.holds(sha256), sha256).toBe(false);
      expect(await blobs.check(sha256), sha256).toBe('missing');
      await blobs.remove(sha256);
    }
    expect(existsSync(join(home, 'secret')) && existsSync(join(root, 'aa'))).toBe(true);
  });

  it('sweeps half-written files at the start, but none that may still be written', async () => {
    const incoming = join(root, 'incoming');
    writeFileSync(join(incoming, 'new_old'), 'half');
    writeFileSync(join(incoming, 'new_young'), 'half');
    const hoursAgo = (hours: number) => Date.now() / 1_000 - hours * 3_600;
    utimesSync(join(incoming, 'new_old'), hoursAgo(1.1), hoursAgo(1.1));
    utimesSync(join(incoming, 'new_young'), hoursAgo(0.9), hoursAgo(0.9));
    const again = await openBlobs(root, { freeBytes: 0 });
    expect(readdirSync(incoming)).toEqual(['new_young']);
    expect(await again.list()).toEqual([]);
  });
});
