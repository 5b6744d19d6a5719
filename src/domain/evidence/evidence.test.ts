import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { downloadHeaders, fileTypeOfName, fileTypes, fileTypesInWords, parseFileType } from './index.ts';

describe('kinds of files', () => {
  it('are told by the last ending of a name', () => {
    expect(['a.pdf', 'A.PDF', 'a.b.jpeg', 'a.jpg', 'a.txt', 'a.xlsx'].map(fileTypeOfName)).toEqual([
      'pdf',
      'pdf',
      'jpeg',
      'jpeg',
      'text',
      'xlsx',
    ]);
    const none = ['pdf', '.pdf', 'a.pdf.exe', 'a.xlsm', 'a.docm', 'a.svg', 'a.html', 'a.pdf ', 'a.pdf.', ''];
    for (const name of none) expect(fileTypeOfName(name), name).toBeUndefined();
  });

  it('are named in words, and known by name', () => {
    expect(fileTypesInWords()).toBe('PDF, PNG, JPG, TXT, CSV, DOCX, XLSX, ODT or ODS');
    expect(Object.keys(fileTypes).map(parseFileType)).toEqual(Object.keys(fileTypes));
    expect(['', 'svg', 'constructor', '__proto__'].map(parseFileType)).toEqual(Array(4).fill(undefined));
  });
});

describe('the headers of a download', () => {
  it('have it saved under its name, whatever it is', () => {
    expect(downloadHeaders('pdf', 'Gŵyr "2026" (1).pdf')).toEqual({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="G_yr _2026_ _1_.pdf"; filename*=UTF-8''G%C5%B5yr%20%222026%22%20%281%29.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
    expect(downloadHeaders('text/html', '../\u202Ex.html')['content-type']).toBe('application/octet-stream');
    expect(downloadHeaders('html', '../\u202Ex.html')['content-disposition']).toContain('".._x.html"');
    expect(downloadHeaders('csv', '')['content-disposition']).toContain('"file"');
  });

  it('are always one line each and an attachment (property)', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, (type, name) => {
        const headers = downloadHeaders(type, `${name}\ud800\r\n`);
        for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7e]+$/);
        expect(headers['content-disposition']).toMatch(
          /^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w.%~-]+$/,
        );
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
