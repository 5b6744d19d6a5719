import { buffer } from 'node:stream/consumers';
import { crc32, deflateSync } from 'node:zlib';
import { ZipFile } from 'yazl';

/** The bytes of a zip with the given files, in the order given. */
export function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  options: { readonly compress?: boolean } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content), name, { compress: options.compress ?? name !== 'mimetype' });
  }
  zip.end();
  return buffer(zip.outputStream);
}

const formats = 'application/vnd.openxmlformats-officedocument';
const mainParts = {
  docx: ['word/document.xml', `${formats}.wordprocessingml.document.main+xml`],
  xlsx: ['xl/workbook.xml', `${formats}.spreadsheetml.sheet.main+xml`],
} as const;

/** The list of parts of a document of Microsoft's format, whose main part has the given type. */
export function contentTypes(part: string, type: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/${part}" ContentType="${type}"/></Types>`;
}

/** A small document of Microsoft's format; `more` adds parts to it or replaces them. */
export function officeFile(
  type: 'docx' | 'xlsx',
  more: Readonly<Record<string, string | Buffer>> = {},
): Promise<Buffer> {
  const [part, contentType] = mainParts[type];
  return zipOf({
    '[Content_Types].xml': contentTypes(part, contentType),
    '_rels/.rels': '<Relationships/>',
    [part]: `<document>${'Invented words. '.repeat(50)}</document>`,
    ...more,
  });
}

/** A small document of the OpenDocument format; `more` adds parts to it or replaces them. */
export function openDocumentFile(
  type: 'text' | 'spreadsheet' | 'presentation',
  more: Readonly<Record<string, string | Buffer>> = {},
): Promise<Buffer> {
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'META-INF/manifest.xml': '<manifest:manifest/>',
    'content.xml': '<office:document-content/>',
    ...more,
  });
}

/** A one-page PDF; `object` is put among its objects. */
export function pdfFile(object = ''): Buffer {
  return Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${object} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`,
    'latin1',
  );
}

/** One chunk of a PNG. */
export function pngChunk(type: string, content: Buffer): Buffer {
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  size.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** A grey PNG of that width, one pixel high; `chunks` stand between its header and its pixels. */
export function pngFile(chunks: readonly Buffer[] = [], [width, height] = [1, 1]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width ?? 1, 0);
  header.writeUInt32BE(height ?? 1, 4);
  header.writeUInt8(8, 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IDAT', deflateSync(Buffer.alloc(2))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The bones of a JPEG, with stuffed and restart bytes in its pixels; `comment` is kept in it as cameras keep notes. */
export function jpegFile(comment: Buffer | string = 'invented'): Buffer {
  const segment = (marker: number, content: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  };
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xfe, Buffer.from(comment)),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x78, 0xff, 0xff, 0xd9]),
  ]);
}
