/**
 * Writes data/places/authorities.csv, combined-authorities.csv, regions.csv and countries.csv.
 * Usage: node tools/derive-places.mjs <folder with code-names/districts.json, regions.json, uk_local_authorities_current.csv>
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit, parseCsv, writeCsv } from './csv.mjs';
import { codeChanges, combinedAuthorities, endedIn2009 } from './places-supplement.mjs';

const folder = process.argv[2];
if (!folder) throw new Error('Give the folder that holds code-names.');
const output = new URL('../data/places/', import.meta.url);
const isAuthority = (code) => /^E0[6-9]/.test(code);

const districts = JSON.parse(readFileSync(join(folder, 'code-names/districts.json'), 'utf8'));
const regions = JSON.parse(readFileSync(join(folder, 'code-names/regions.json'), 'utf8'));
const councils = parseCsv(
  readFileSync(join(folder, 'code-names/uk_local_authorities_current.csv'), 'utf8'),
).filter((row) => row.nation === 'England');
const councilOf = new Map(councils.map((row) => [row['local-authority-code'], row]));
const newCodeOf = new Map(codeChanges.map(([before, after]) => [before, after]));

function plainName(name) {
  return name.replace(/, (City|County) of$/, '');
}

function dayBefore(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The open data ends some councils on 31 March and some on 1 April; both mean the change of 1 April. */
function changeDay(endDate) {
  return endDate.slice(5) === '04-01' ? endDate : endDate.replace('03-31', '04-01');
}

/** Every ended code: code, name, day of change, successor. */
function endedCodes() {
  const of2009 = endedIn2009.flatMap(([successor, first, names]) =>
    names.split('|').map((name, index) => {
      const code = `E070${String(first + index).padStart(5, '0')}`;
      return { code, name, day: '2009-04-01', successor };
    }),
  );
  const merged = councils
    .filter((row) => row['end-date'] && isAuthority(row['gss-code']))
    .map((row) => ({
      code: row['gss-code'],
      name: row['nice-name'],
      day: changeDay(row['end-date']),
      successor: councilOf.get(row['replaced-by'])['gss-code'],
    }));
  const renamed = codeChanges.map(([code, successor, day]) => ({
    code,
    name: plainName(districts[successor]),
    day,
    successor,
  }));
  return [...of2009, ...merged, ...renamed];
}

function authorityRows() {
  const ended = endedCodes();
  const endedSet = new Set(ended.map((row) => row.code));
  const startOf = new Map(ended.map((row) => [row.successor, row.day]));
  const present = Object.entries(districts)
    .filter(([code]) => isAuthority(code) && !endedSet.has(code))
    .map(([code, name]) => [code, plainName(name), startOf.get(code) ?? '', '', '']);
  const past = ended.map(({ code, name, day, successor }) => [
    code,
    name,
    startOf.get(code) ?? '',
    dayBefore(day),
    successor,
  ]);
  return [...present, ...past].sort((left, right) => byCodeUnit(left[0], right[0]));
}

const rows = authorityRows();
const present = new Set(rows.filter((row) => row[4] === '').map((row) => row[0]));
const presentCode = (code) => newCodeOf.get(code) ?? code;

/** The present authorities of a council register code: itself, its districts, or the members of a combined authority. */
function authoritiesOf(register) {
  return councils
    .filter((row) =>
      [row['local-authority-code'], row['county-la'], row['combined-authority']].includes(register),
    )
    .map((row) => presentCode(row['gss-code']))
    .filter((code) => present.has(code));
}

function combinedRows() {
  const supplied = new Set(combinedAuthorities.map((one) => one.code));
  const open = councils
    .filter(
      (row) =>
        row['local-authority-type'] === 'COMB' && !['E47000010', 'E47000011'].includes(row['gss-code']),
    )
    .filter((row) => !supplied.has(row['gss-code']))
    .map((row) => ({
      code: row['gss-code'],
      name: row['nice-name'],
      from: row['start-date'],
      authorities: [row['local-authority-code']],
    }));
  return [...open, ...combinedAuthorities]
    .sort((left, right) => byCodeUnit(left.code, right.code))
    .flatMap(({ code, name, from, authorities }) =>
      [...new Set(authorities.flatMap(authoritiesOf))]
        .sort(byCodeUnit)
        .map((member) => [code, name, from, member]),
    );
}

function regionRows() {
  const codeOf = new Map(Object.entries(regions).map(([code, name]) => [name, code]));
  return councils
    .map((row) => [codeOf.get(row.region), row.region, presentCode(row['gss-code'])])
    .filter(([code, , member]) => code && present.has(member))
    .sort((left, right) => byCodeUnit(`${left[0]}${left[2]}`, `${right[0]}${right[2]}`));
}

const countries = [
  ['L93000001', 'Channel Islands', 'no'],
  ['M83000003', 'Isle of Man', 'no'],
  ['N92000002', 'Northern Ireland', 'yes'],
  ['S92000003', 'Scotland', 'yes'],
  ['W92000004', 'Wales', 'yes'],
];

mkdirSync(output, { recursive: true });
const write = (name, header, body) => writeFileSync(new URL(name, output), writeCsv(header, body));
write('authorities.csv', ['code', 'name', 'from', 'to', 'successor'], rows);
write('combined-authorities.csv', ['code', 'name', 'from', 'authority'], combinedRows());
write('regions.csv', ['code', 'name', 'authority'], regionRows());
write('countries.csv', ['code', 'name', 'inUnitedKingdom'], countries);
