// The second set: names of two councils' ledgers with the company numbers that the ledgers give beside them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { askProduct } from './ask.mjs';

const files = {
  Wakefield: 'wakefield_2016-17_name_to_number.csv',
  Calderdale: 'calderdale_2017-19_name_to_number.csv',
};

const digitsOf = (number) => number.replace(/\D/g, '');
const lostNoughts = (given, number) =>
  !digitsOf(given).includes('0') &&
  digitsOf(number).replaceAll('0', '') === digitsOf(given).replace(/^0+/, '');

function rowsOf(folder, council) {
  const text = readFileSync(join(folder, files[council]), 'utf8');
  return Papa.parse(text, { header: true, skipEmptyLines: true })
    .data.map((row) => ({
      council,
      name: row.supplier_name_raw.trim(),
      given: row.company_number_raw.trim(),
      number: row.company_number_norm.trim().padStart(8, '0'),
      lines: Number(row.payment_rows) || 1,
    }))
    .filter(({ given }) => /\d{3}/.test(given));
}

/**
 * Under one name the number with its noughts is the true one, and the one that is the same without them has lost them.
 * Numbers that only ever stand without a nought may have lost some too; nobody can tell, so they are left as they are.
 */
function withTrueNumbers(rows) {
  const byName = Map.groupBy ? Map.groupBy(rows, ({ name }) => name) : grouped(rows);
  return rows.map((row) => {
    const whole = byName
      .get(row.name)
      .find(({ number }) => number !== row.number && lostNoughts(row.given, number));
    return { ...row, truth: whole?.number ?? row.number, lost: whole !== undefined };
  });
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) groups.set(row.name, [...(groups.get(row.name) ?? []), row]);
  return groups;
}

/** Each number is one organisation, under the name that most of its lines have. */
function registerOf(rows, blank) {
  const best = new Map();
  for (const row of rows.filter(({ lost }) => !lost)) {
    const known = best.get(row.truth);
    if (!known || row.lines > known.lines) best.set(row.truth, row);
  }
  return [...best].map(([number, { name }]) => ({
    ...blank,
    identifier: `GB-COH-${number}`,
    name,
    alsoKnownAs: [],
  }));
}

function outcomes(rows, asking, withNumber) {
  const total = { rows: 0, right: 0, wrong: 0, ambiguous: 0, open: 0 };
  for (const row of rows) {
    const { entity, kind } = asking.answer(row.name, withNumber ? { number: row.given } : {});
    total.rows += 1;
    if (entity) total[entity.identifier === `GB-COH-${row.truth}` ? 'right' : 'wrong'] += 1;
    else total[kind === 'ambiguous' ? 'ambiguous' : 'open'] += 1;
  }
  return total;
}

/** How the product does on each council's names: all of them, and those that are not the register's own spelling. */
export function askCouncils(product, folder, blank) {
  return Object.keys(files).map((council) => {
    const rows = withTrueNumbers(rowsOf(folder, council));
    const register = registerOf(rows, blank);
    const own = new Set(register.map(({ name, identifier }) => `${identifier} ${name}`));
    const asking = askProduct(product, register);
    const others = rows.filter(({ name, truth }) => !own.has(`GB-COH-${truth} ${name}`));
    return {
      council,
      organisations: register.length,
      lost: rows.filter(({ lost }) => lost).length,
      parts: [
        ['all names, name alone', outcomes(rows, asking, false)],
        ['all names with their number', outcomes(rows, asking, true)],
        ['other spellings, name alone', outcomes(others, asking, false)],
        ['other spellings with their number', outcomes(others, asking, true)],
        [
          'number without its noughts, with the number',
          outcomes(
            rows.filter(({ lost }) => lost),
            asking,
            true,
          ),
        ],
      ],
    };
  });
}
