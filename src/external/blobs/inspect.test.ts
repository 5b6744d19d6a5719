import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contentTypes,
  jpegFile,
  officeFile,
  openDocumentFile,
  pdfFile,
  pngChunk,
  pngFile,
  zipOf,
} from '../../../test/support/evidence.ts';
import { propertyRuns } from '../../../test/support/property.ts';
import { inspect } from './inspect.ts';
import type { BlobLimits } from './types.ts';

const limits: BlobLimits = {
  fileBytes: 25_000_000,
  freeBytes: 0,
  parts: 20,
  unpackedBytes: 8_000_000,
  ratio: 200,
};

/** The kind that was found, or the code of the refusal, whose words must name the file and say what to do. */
async function seen(content: Buffer | string, name: string): Promise<string> {
  const decision = await inspect(Buffer.from(content), name, limits);
  if (decision.ok) return decision.value;
  const [first] = decision.refusals;
  expect(first?.sentence.startsWith(`${name} `)).toBe(true);
  expect(first?.sentence).toMatch(/(Upload|Save|upload|Print|Give) /);
  return (first?.code ?? '').replace('blob-', '');
}

const join = (...parts: ReadonlyArray<Buffer | string>) =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));
const html = '<html><script>alert(1)</script></html>';

describe('files that are taken', () => {
  it('are known by their content', async () => {
    expect(await seen(pdfFile(), 'a.pdf')).toBe('pdf');
    expect(await seen(join(pdfFile(), '\r\n\0\0 \n'), 'a.PDF')).toBe('pdf');
    expect(await seen(pngFile(), 'a.png')).toBe('png');
    expect(await seen(jpegFile(), 'a.jpg')).toBe('jpeg');
    expect(await seen(jpegFile(), 'a.jpeg')).toBe('jpeg');
    expect(await seen('Plain words.\r\n\tAnd £5 < £6.\f', 'a.txt')).toBe('text');
    expect(await seen('\ufeffBMI,Name\n5,Gŵyr <pat@example.org>\n', 'a.csv')).toBe('csv');
    expect(await seen(await officeFile('docx'), 'a.docx')).toBe('docx');
    expect(await seen(await officeFile('xlsx'), 'a.xlsx')).toBe('xlsx');
    expect(await seen(await openDocumentFile('text'), 'a.odt')).toBe('odt');
    expect(await seen(await openDocumentFile('spreadsheet'), 'a.ods')).toBe('ods');
  });

  it('may hold what cameras write behind a picture', async () => {
    const picture = jpegFile();
    expect(await seen(join(picture, jpegFile('smaller')), 'a.jpg')).toBe('jpeg');
    expect(await seen(join(picture, Buffer.alloc(64)), 'a.jpg')).toBe('jpeg');
    expect(await seen(join(picture, 'noteSEFHxxxxSEFT'), 'a.jpg')).toBe('jpeg');
  });
});

describe('files that are not what they are called', () => {
  it('are refused for their ending or their content', async () => {
    const png = pngFile();
    expect(await seen(png, 'a.pdf')).toBe('mismatch');
    expect(await seen(png, 'a.jpg')).toBe('mismatch');
    expect(await seen(pdfFile(), 'a.csv')).toBe('mismatch');
    expect(await seen('words', 'a.pdf')).toBe('mismatch');
    expect(await seen(await officeFile('docx'), 'a.xlsx')).toBe('mismatch');
    expect(await seen(await openDocumentFile('text'), 'a.docx')).toBe('mismatch');
    for (const name of ['a', 'a.html', 'a.svg', 'a.pdf.exe', 'a.xlsm', 'a.docm', 'a.zip', 'a.gif', 'a.js']) {
      expect(await seen(png, name), name).toBe('ending');
    }
    expect(await seen('', 'a.pdf')).toBe('empty');
  });

  it('are refused when nothing that is taken looks so', async () => {
    expect(await seen(join('GIF89a', Buffer.alloc(20)), 'a.png')).toBe('unknown');
    expect(await seen(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]), 'a.csv')).toBe('unknown');
    expect(await seen(await zipOf({ 'a.txt': 'x' }), 'a.docx')).toBe('unknown');
    expect(await seen(await openDocumentFile('presentation'), 'a.odt')).toBe('unknown');
    expect(await seen('nothing\0here', 'a.txt')).toBe('unknown');
    expect(
      await seen(join(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'x'), 'a.docx'),
    ).toBe('old-office');
  });

  it('are refused as text when they are not UTF-8', async () => {
    expect(await seen(Buffer.from('Amount (£)\r\n', 'latin1'), 'a.csv')).toBe('encoding');
    expect(await seen(join(Buffer.from([0xff, 0xfe]), Buffer.from('Amount', 'utf16le')), 'a.csv')).toBe(
      'encoding',
    );
  });
});

describe('files that could run', () => {
  it('are refused as text', async () => {
    const texts = [
      html,
      ' \r\n<!DOCTYPE html>',
      '\ufeff<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      '<?xml version="1.0"?><svg/>',
      'Name,Note\nx,<ScRiPt src=//evil.example></script>\n',
      'words <iframe srcdoc="x">',
      '#!/bin/sh\necho',
      '@echo off\r\n',
      '{\\rtf1\\ansi}',
      '%!PS-Adobe-3.0',
    ];
    for (const text of texts) {
      expect(await seen(text, 'a.txt'), text).toBe('active');
      expect(await seen(text, 'a.csv'), text).toBe('active');
    }
    expect(await seen(join('MZ', Buffer.alloc(60)), 'a.txt')).toBe('active');
    expect(await seen(join(Buffer.from([0x7f]), 'ELF', Buffer.alloc(60)), 'a.pdf')).toBe('active');
  });

  it('are refused as documents with macros or programs', async () => {
    const word = 'application/vnd.ms-word.document.macroEnabled.main+xml';
    const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
    const list = '[Content_Types].xml';
    const macros = [
      officeFile('docx', { 'word/vbaProject.bin': 'x' }),
      officeFile('xlsx', { 'xl/VBAPROJECT.BIN': 'x' }),
      officeFile('xlsx', { 'xl/macrosheets/sheet1.xml': '<x/>' }),
      officeFile('docx', { 'word/activeX/activeX1.xml': '<x/>' }),
      officeFile('docx', { 'word/embeddings/book.xlsm': 'x' }),
      officeFile('docx', { [list]: contentTypes('word/document.xml', word) }),
      officeFile('docx', {
        'word/_rels/document.xml.rels':
          '<Relationship Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="a.bin"/>',
      }),
      openDocumentFile('text', { 'Basic/Standard/Module1.xml': '<x/>' }),
      openDocumentFile('text', { 'Scripts/python/a.py': 'x' }),
    ];
    for (const file of macros) expect(await seen(await file, 'a.docx')).toBe('macros');
    const hidden = contentTypes('word/document.xml', word.replace('macro', 'm&#97;cro'));
    const hiding = { [list]: hidden.replace('<Types', `<!-- ${main} --><Types`) };
    expect(await seen(await officeFile('docx', hiding), 'a.docx')).toBe('unknown');
    const both = `${contentTypes('a', main)}${contentTypes('b', main.replace('wordprocessingml.document', 'spreadsheetml.sheet'))}`;
    expect(await seen(await officeFile('docx', { [list]: both }), 'a.docx')).toBe('unknown');
    const programs = [
      officeFile('docx', { 'word/embeddings/oleObject1.bin': 'MZ\x90\0' }),
      officeFile('docx', { 'word/media/run.exe': 'x' }),
      openDocumentFile('text', { 'Pictures/a.html': html }),
    ];
    for (const file of programs) expect(await seen(await file, 'a.docx')).toBe('active');
  });

  it('are refused as PDF with scripts, however the word is written', async () => {
    const objects = [
      '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
      '/OpenAction << /S /J#61vaScrip#74 /JS (x) >>',
      '/OpenAction << /S /Launch /F (cmd.exe) >>',
    ];
    for (const object of objects) expect(await seen(pdfFile(object), 'a.pdf'), object).toBe('scripts');
    expect(await seen(pdfFile('/LaunchDay (no script)'), 'a.pdf')).toBe('pdf');
  });
});

describe('files that are two things at once', () => {
  const zip = () => zipOf({ 'a.txt': 'x' });

  it('are refused as PDF', async () => {
    expect(await seen(join(pdfFile(), await zip()), 'a.pdf')).toBe('second');
    expect(await seen(join(pdfFile().subarray(0, 40), await zip(), pdfFile()), 'a.pdf')).toBe('second');
    expect(await seen(join('%PDF-1.7\n', html, pdfFile()), 'a.pdf')).toBe('second');
    expect(await seen(join(pdfFile(), html), 'a.pdf')).toBe('second');
    expect(await seen(join(pdfFile(), 'MZ', Buffer.alloc(10)), 'a.pdf')).toBe('second');
    for (const before of [html, '/*', '\n', 'var a = 1; /*', '\ufeff']) {
      expect(await seen(join(before, pdfFile()), 'a.pdf'), before).not.toBe('pdf');
    }
    expect(await seen(pdfFile().subarray(0, -7), 'a.pdf')).toBe('damaged');
    expect(await seen('%PDF-hello', 'a.pdf')).toBe('damaged');
  });

  it('are refused as pictures', async () => {
    const archive = await zip();
    expect(await seen(join(pngFile(), archive), 'a.png')).toBe('second');
    expect(await seen(join(pngFile(), 'x'), 'a.png')).toBe('second');
    const careless = Buffer.from(archive);
    careless.writeUInt32LE(7, careless.length - 18);
    careless.writeUInt16LE(9, careless.length - 14);
    expect(await seen(pngFile([pngChunk('teSt', careless)]), 'a.png')).toBe('second');
    expect(await seen(pngFile([pngChunk('teSt', Buffer.from('PK\u0005\u0006'))]), 'a.png')).toBe('png');
    expect(await seen(pngFile([pngChunk('teSt', archive)]), 'a.png')).toBe('second');
    expect(await seen(pngFile([pngChunk('tEXt', Buffer.from(html))]), 'a.png')).toBe('active');
    expect(await seen(pngFile([pngChunk('tEXt', pdfFile())]), 'a.png')).toBe('second');
    expect(await seen(join(jpegFile(), archive), 'a.jpg')).toBe('second');
    expect(await seen(join(jpegFile(), 'SEFH', archive, 'SEFT'), 'a.jpg')).toBe('second');
    expect(await seen(join(jpegFile(), 'x'), 'a.jpg')).toBe('second');
    expect(await seen(jpegFile(archive), 'a.jpg')).toBe('second');
    expect(await seen(jpegFile(html), 'a.jpg')).toBe('active');
    expect(await seen(jpegFile('*/=1;%PDF-1.7'), 'a.jpg')).toBe('second');
    expect(await seen(join('GIF89a', Buffer.alloc(20), archive), 'a.png')).toBe('unknown');
  });

  it('are refused as pictures that are cut or changed', async () => {
    const [png, jpeg] = [pngFile(), jpegFile()];
    for (let length = 9; length < png.length; length += 1) {
      expect(await seen(png.subarray(0, length), 'a.png')).toBe('damaged');
    }
    for (let length = 3; length < jpeg.length; length += 1) {
      expect(await seen(jpeg.subarray(0, length), 'a.jpg')).toBe('damaged');
    }
    const changed = Buffer.from(png);
    changed[20] = 9;
    expect(await seen(changed, 'a.png')).toBe('damaged');
    expect(await seen(pngFile([], [20_000, 20_000]), 'a.png')).toBe('bomb');
    expect(await seen(pngFile([], [0, 1]), 'a.png')).toBe('damaged');
  });

  it('are refused as documents', async () => {
    const docx = await officeFile('docx');
    expect(await seen(join(docx, html), 'a.docx')).toBe('second');
    expect(await seen(join(docx, pdfFile()), 'a.docx')).toBe('second');
    expect(await seen(join(docx, docx), 'a.docx')).toBe('second');
    for (const before of [html, 'MZ', pdfFile(), pngFile(), jpegFile()]) {
      expect(await seen(join(before, docx), 'a.docx')).not.toBe('docx');
    }
    expect(await seen(shifted(docx, Buffer.from(`PK\u0003\u0004${'x'.repeat(60)}`)), 'a.docx')).toBe(
      'second',
    );
    const both = { mimetype: 'application/vnd.oasis.opendocument.text' };
    expect(await seen(await officeFile('docx', both), 'a.docx')).toBe('second');
  });
});

/** A zip behind other bytes, whose directory says so, as programs that pack themselves write it. */
function shifted(zip: Buffer, before: Buffer): Buffer {
  const moved = Buffer.from(zip);
  const end = moved.length - 22;
  const directory = moved.readUInt32LE(end + 16);
  for (let at = directory; at < end; ) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + before.length, at + 42);
    at += 46 + moved.readUInt16LE(at + 28) + moved.readUInt16LE(at + 30) + moved.readUInt16LE(at + 32);
  }
  moved.writeUInt32LE(directory + before.length, end + 16);
  return join(before, moved);
}

describe('packed documents that would harm who unpacks them', () => {
  const part = 'word/media/a.bin';

  it('are refused when they are too large, too dense or too many', async () => {
    const zeros = await officeFile('docx', { [part]: Buffer.alloc(3_000_000) });
    expect(await seen(zeros, 'a.docx')).toBe('bomb');
    const words = Buffer.from(Array.from({ length: 200_000 }, (_, at) => `${at * 7919} words`).join('\n'));
    expect(await seen(await officeFile('docx', { [part]: words }), 'a.docx')).toBe('docx');
    const large = Object.fromEntries(['b', 'c', 'd', 'e'].map((name) => [name, words]));
    expect(await seen(await officeFile('docx', large), 'a.docx')).toBe('bomb');
    const many = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, '']));
    expect(await seen(await officeFile('docx', many(17)), 'a.docx')).toBe('docx');
    expect(await seen(await officeFile('docx', many(18)), 'a.docx')).toBe('bomb');
  });

  it('are refused when they lie about sizes, sums, names or places', async () => {
    const docx = await officeFile('docx');
    const directory = docx.readUInt32LE(docx.length - 6);
    const changed = (at: number, bytes: readonly number[]) => {
      const copy = Buffer.from(docx);
      copy.set(bytes, at);
      return copy;
    };
    expect(await seen(changed(directory + 24, [5, 0, 0, 0]), 'a.docx')).toBe('damaged');
    expect(await seen(changed(directory + 16, [1, 2, 3, 4]), 'a.docx')).toBe('damaged');
    expect(await seen(changed(directory + 46, [0x2e, 0x2e, 0x2f]), 'a.docx')).toBe('damaged');
    expect(await seen(changed(30, [0x58]), 'a.docx')).toBe('second');
    expect(await seen(changed(directory + 8, [1]), 'a.docx')).toBe('password');
    expect(await seen(changed(docx.length - 6, [0, 0, 0, 0]), 'a.docx')).toBe('second');
    const lengths = [28, 30, 32].map((at) => docx.readUInt16LE(directory + at));
    const second = directory + 46 + lengths.reduce((sum, length) => sum + length, 0);
    expect(await seen(changed(second + 42, [0, 0, 0, 0]), 'a.docx')).toBe('second');
    expect(await seen(docx.subarray(0, -1), 'a.docx')).not.toBe('docx');
    const manifest = { 'META-INF/manifest.xml': '<manifest:encryption-data/>' };
    expect(await seen(await openDocumentFile('text', manifest), 'a.odt')).toBe('password');
  });

  it('are never taken, and never stop the program, when bytes are put in or cut off (property)', async () => {
    const files = [
      pdfFile(),
      pngFile(),
      jpegFile(),
      await officeFile('xlsx'),
      await openDocumentFile('text'),
    ];
    const names = ['a.pdf', 'a.png', 'a.jpg', 'a.xlsx', 'a.odt'];
    const change = fc.record({
      file: fc.nat(files.length - 1),
      at: fc.nat(2_000),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
      cut: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ file, at, bytes, cut }) => {
        const original = files[file] ?? Buffer.alloc(0);
        const place = at % original.length;
        const rest = cut ? Buffer.alloc(0) : original.subarray(place);
        const changed = join(original.subarray(0, place), Buffer.from(bytes), rest);
        const found = await seen(changed, names[file] ?? '');
        if (file >= 3) expect(found).not.toMatch(/^(xlsx|odt)$/);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
