/**
 * Writes data/places/postcode-sectors.csv and postcode-areas.csv from open postcode points and boundaries.
 * Usage: node tools/derive-sectors.mjs <folder with postcodes/ and geo/>, after derive-places.mjs.
 *
 * A postcode inside a boundary belongs to it. One outside every English boundary is given to the nearest
 * authority and to any other within 250 metres more; near Wales or Scotland the country is a candidate too,
 * and the only one beyond 1,000 metres. Postcodes without a position say nothing.
 */
import { createReadStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';
import { byCodeUnit, parseCsv, writeCsv } from './csv.mjs';
import { nearestAuthorities, ringsOf } from './nearest-authority.mjs';

const slackMetres = 250;
const borderMetres = 1000;
const [scotland, wales] = ['S92000003', 'W92000004'];
const wholeAreas = {
  BT: 'N92000002',
  GY: 'L93000001',
  JE: 'L93000001',
  IM: 'M83000003',
  ...Object.fromEntries(
    'AB DD EH FK G HS IV KA KW KY ML PA PH ZE'.split(' ').map((area) => [area, scotland]),
  ),
  ...Object.fromEntries('CF SA'.split(' ').map((area) => [area, wales])),
};
const borderAreas = {
  ...Object.fromEntries('CA DG TD'.split(' ').map((area) => [area, scotland])),
  ...Object.fromEntries('CH GL HR LD LL NP SY'.split(' ').map((area) => [area, wales])),
};
/** Northumberland, Cumberland; Wirral, Cheshire West, Shropshire, Herefordshire, Forest of Dean, South Gloucestershire. */
const borderAuthorities = new Set(
  'E06000057 E06000063 E08000015 E06000050 E06000051 E06000019 E07000080 E06000025'.split(' '),
);

const folder = process.argv[2];
if (!folder) throw new Error('Give the folder that holds postcodes and geo.');
const output = new URL('../data/places/', import.meta.url);
const successorOf = new Map(
  parseCsv(readFileSync(new URL('authorities.csv', output), 'utf8')).map((row) => [row.code, row.successor]),
);

function presentCode(code) {
  const successor = successorOf.get(code);
  if (successor === undefined) throw new Error(`${code} is not in authorities.csv`);
  return successor === '' ? code : presentCode(successor);
}

const rings = ringsOf(
  JSON.parse(gunzipSync(readFileSync(join(folder, 'geo/lad13_england.geojson.gz'))).toString('utf8')),
  presentCode,
);

/** Candidates of a postcode that lies in no English boundary; none when it has no position. */
function candidatesOutside(area, latitudeText, longitudeText) {
  if (latitudeText === '') return [];
  const point = { latitude: Number(latitudeText), longitude: Number(longitudeText) };
  const near = nearestAuthorities(rings, point, borderMetres);
  const [nearestCode, nearestMetres] = near[0];
  const country = borderAreas[area];
  const acrossBorder = country !== undefined && borderAuthorities.has(nearestCode);
  if (acrossBorder && nearestMetres > borderMetres) return [country];
  const english = near.filter(([, metres]) => metres <= nearestMetres + slackMetres).map(([code]) => code);
  return acrossBorder ? [...english, country] : english;
}

const counts = new Map();
const statistics = { read: 0, unreadable: 0, inside: 0, outside: 0, withoutPosition: 0 };

function count(sector, atoms) {
  const byAtom = counts.get(sector) ?? new Map();
  for (const atom of atoms) byAtom.set(atom, (byAtom.get(atom) ?? 0) + 1);
  counts.set(sector, byAtom);
}

function readLine(line) {
  statistics.read += 1;
  const [written, latitude, longitude, boundary] = line.split(',');
  const match = /^(([A-Z]{1,2})\d[A-Z\d]?)(\d)[A-Z]{2}$/.exec(written.replaceAll(' ', ''));
  if (!match) {
    statistics.unreadable += 1;
    return;
  }
  const [, district, area, digit] = match;
  if (wholeAreas[area] !== undefined) return;
  const atoms = boundary === '' ? candidatesOutside(area, latitude, longitude) : [presentCode(boundary)];
  const kind = atoms.length === 0 ? 'withoutPosition' : boundary === '' ? 'outside' : 'inside';
  statistics[kind] += 1;
  if (atoms.length > 0) count(`${district} ${digit}`, atoms);
}

const file = join(folder, 'postcodes/uk_postcode_latlon_nspl_may2025.csv.gz');
let first = true;
for await (const line of createInterface({ input: createReadStream(file).pipe(createGunzip()) })) {
  if (!first) readLine(line);
  first = false;
}

const sectorRows = [...counts]
  .flatMap(([sector, byAtom]) => [...byAtom].map(([atom, postcodes]) => [sector, atom, postcodes]))
  .sort((left, right) => byCodeUnit(left[0], right[0]) || byCodeUnit(left[1], right[1]));
const areaPairs = new Set(Object.entries(wholeAreas).map(([area, atom]) => `${area},${atom}`));
for (const [sector, atom] of sectorRows) areaPairs.add(`${/^[A-Z]+/.exec(sector)[0]},${atom}`);

writeFileSync(
  new URL('postcode-sectors.csv', output),
  writeCsv(['sector', 'place', 'postcodes'], sectorRows),
);
const areaRows = [...areaPairs].sort(byCodeUnit).map((pair) => pair.split(','));
writeFileSync(new URL('postcode-areas.csv', output), writeCsv(['area', 'place'], areaRows));
process.stdout.write(`${JSON.stringify({ ...statistics, sectors: counts.size, rows: sectorRows.length })}\n`);
