import { createReadStream } from 'node:fs';
import Papa from 'papaparse';

const columns = { date: 2, supplier: 4, category: 7, amount: 9, vat: 10 };
const width = 12;
const plain = /^-?\d{1,13}(?:\.\d{1,2})?$/;
const dressed =
  /^(?:£?(\d[\d,]*(?:\.\d{1,2})?)|\(£?(\d[\d,]*(?:\.\d{1,2})?)\)|£?(\d[\d,]*(?:\.\d{1,2})?)(-|CR))$/;
const numeric = /^(\d\d)\/(\d\d)\/(\d{4})$/;
const named = /^(\d\d)-([A-Z][a-z]{2})-(\d\d)$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Pence of `1234.5`, without going by way of a fraction. */
function penceOf(number) {
  const point = number.indexOf('.');
  if (point < 0) return Number(number) * 100;
  const whole = Number(number.slice(0, point)) * 100;
  const rest = Number(number.slice(point + 1).padEnd(2, '0'));
  return number.startsWith('-') ? whole - rest : whole + rest;
}

function readPence(text) {
  if (plain.test(text)) return penceOf(text);
  const match = dressed.exec(text);
  if (!match) return undefined;
  const size = penceOf((match[1] ?? match[2] ?? match[3]).replaceAll(',', ''));
  return match[1] === undefined ? -size : size;
}

/** The year in which the financial year of a date begins. */
function yearOf(text) {
  const slashed = numeric.exec(text);
  if (slashed) return Number(slashed[3]) - (Number(slashed[2]) < 4 ? 1 : 0);
  const worded = named.exec(text);
  if (!worded) return 'undated';
  return 2000 + Number(worded[3]) - (months.indexOf(worded[2]) < 3 ? 1 : 0);
}

function ruleOf(cells, pence, year) {
  const supplier = cells[columns.supplier];
  const vat = cells[columns.vat] ?? '';
  const reads = pence !== undefined && (vat === '' || readPence(vat) !== undefined);
  if (cells.length === width) return reads ? null : pence === undefined ? 'amount' : 'vat';
  return reads && year !== 'undated' && supplier ? null : 'wrong-width';
}

function add(groups, key, pence) {
  const group = groups.get(key);
  if (group) {
    group.pence += pence;
    group.count += 1;
  } else groups.set(key, { pence, count: 1 });
}

function takeRow(found, cells) {
  found.line += 1;
  if (cells.length === 1 && cells[0] === '') {
    found.blank += 1;
    return;
  }
  const pence = readPence(cells[columns.amount] ?? '');
  const year = yearOf(cells[columns.date] ?? '');
  const rule = ruleOf(cells, pence, year);
  if (rule) {
    found.rejected += 1;
    found.rejects.push({ line: found.line, rule, text: cells.join(',') });
    return;
  }
  found.accepted += 1;
  found.acceptedPence += pence;
  add(found.bySupplier, cells[columns.supplier].trim(), pence);
  add(found.byCategory, `${year}|${cells[columns.category]}`, pence);
}

/** Reads a clean ledger of the generator: counts, total pence, rejects with their lines, and the two roll-ups. */
export function readWithPapaParse(path) {
  const found = { line: 0, accepted: 0, acceptedPence: 0, rejected: 0, blank: 0, rejects: [] };
  const groups = { bySupplier: new Map(), byCategory: new Map() };
  const all = { ...found, ...groups };
  return new Promise((resolve, reject) => {
    Papa.parse(createReadStream(path, { encoding: 'utf8', highWaterMark: 1_048_576 }), {
      delimiter: ',',
      chunk: ({ data }) => {
        for (const cells of data)
          if (all.line > 0) takeRow(all, cells);
          else all.line = 1;
      },
      complete: () => resolve(all),
      error: reject,
    });
  });
}
