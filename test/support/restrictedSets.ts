import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { asCsv } from './measureWorkbook.ts';

/** Words and numbers that stand in a restricted list and nowhere else. */
const words = [
  'title',
  'guide',
  'proof',
  'source',
  'theme',
  'outcome',
  'weight',
  'refused',
  'header',
] as const;
export const marker = Object.fromEntries(words.map((word) => [word, `ZZQ${word}QZZ`])) as Readonly<
  Record<(typeof words)[number], string>
>;
const value = '1234.57';
const rate = '98.76';

const marked = /zzq[a-z]*qzz|1,?234[.,]57|123457\b|\b98\.76|\b9876\b|7\.7711/gi;

/** A restricted list as a file: all its texts and values are marked, and one row of it is refused. */
export const restrictedList = asCsv([
  [
    ...['Theme', 'Outcome', 'Ref', 'Measure', 'Unit', 'Value', 'Price year', 'Source', 'Weighting'],
    ...['Guidance', 'Evidence', marker.header],
  ],
  [
    ...[marker.theme, marker.outcome, 'RS1', marker.title, 'hours', value, '2024', marker.source, '7.7711'],
    ...[marker.guide, marker.proof, marker.header],
  ],
  [marker.theme, marker.outcome, 'RS2', marker.title, '£ invested including staff time', value, '2024', 'A'],
  [marker.theme, marker.outcome, 'RS3', marker.title, marker.refused, marker.refused, marker.refused],
]);

/** What is said to publish it; its rates are marked too. */
export const restrictedRates = {
  ...{ 'inForce-day': '1', 'inForce-month': '4', 'inForce-year': '2027', edits: '0' },
  ...{ priceYear: '2026', staffRate: rate, expertRate: rate, rateSource: marker.source },
};

async function partsOfZip(bytes: Buffer): Promise<readonly Buffer[]> {
  const zip = await fromBufferPromise(bytes);
  const parts: Buffer[] = [];
  for await (const entry of zip.eachEntry()) parts.push(await buffer(await zip.openReadStreamPromise(entry)));
  return parts;
}

async function unpacked(bytes: Buffer): Promise<readonly Buffer[]> {
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    const parts = await Promise.all((await partsOfZip(bytes)).map(unpacked));
    return parts.flat();
  }
  return bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ? unpacked(gunzipSync(bytes)) : [bytes];
}

/** What of the restricted list stands in some bytes, packed files inside them too. */
export async function markersIn(bytes: Buffer | string): Promise<readonly string[]> {
  const texts = (await unpacked(Buffer.from(bytes))).map((part) => part.toString('utf8'));
  return [...new Set(texts.flatMap((text) => text.match(marked) ?? []))];
}
