import {
  categories,
  departments,
  endings,
  firstParts,
  postcodeAreas,
  purposes,
  secondParts,
  trades,
} from './words.mjs';

export const header =
  'Body,Department,Payment date,Document number,Supplier name,Supplier number,Postcode,Category,Purpose,Net amount,VAT,Type';

const supplierCount = 40_000;
const firstDay = Date.UTC(2017, 3, 1);
const dayCount = 4 * 365 + 1;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Whole numbers from 0 up to a limit, the same ones for the same seed on every machine. */
export function seeded(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
}

const pad = (value) => String(value).padStart(2, '0');

function quoted(text) {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Every day of four financial years in the two forms the ledger mixes. */
function dayTexts() {
  return Array.from({ length: dayCount }, (_, index) => {
    const day = new Date(firstDay + index * 86_400_000);
    const [date, month, year] = [day.getUTCDate(), day.getUTCMonth(), day.getUTCFullYear()];
    return [`${pad(date)}/${pad(month + 1)}/${year}`, `${pad(date)}-${months[month]}-${pad(year % 100)}`];
  });
}

/** The cells from supplier to postcode of every supplier. */
function supplierTexts(next) {
  const pick = (list) => list[next(list.length)];
  return Array.from({ length: supplierCount }, (_, index) => {
    const name = `${pick(firstParts)}${pick(secondParts)} ${pick(trades)}${pick(endings)}`;
    const postcode = `${pick(postcodeAreas)}${'ABDEFGHJLN'[next(10)]}${'PQRSTUWXYZ'[next(10)]}`;
    return `${quoted(name)},${400_000 + index},${index % 9 === 0 ? '' : postcode}`;
  });
}

function withCommas(pounds) {
  return String(pounds).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** How ledgers write an amount. The first form is by far the most common one. */
const amountForms = [
  (pounds, pence) => `${pounds}.${pence}`,
  (pounds, pence) => quoted(`£${withCommas(pounds)}.${pence}`),
  (pounds, pence) => quoted(`${withCommas(pounds)}.${pence}`),
];
const creditForms = [
  (pounds, pence) => `-${pounds}.${pence}`,
  (pounds, pence) => quoted(`(£${withCommas(pounds)}.${pence})`),
  (pounds, pence) => `${pounds}.${pence}-`,
  (pounds, pence) => `${pounds}.${pence}CR`,
];

function amountOf(next) {
  const size = next(100);
  const pence = next(size < 70 ? 50_000 : size < 97 ? 500_000 : 20_000_000) + 1;
  const [pounds, rest] = [Math.floor(pence / 100), pad(pence % 100)];
  const form = next(100);
  if (form >= 92) return { pence: -pence, text: creditForms[Math.max(0, form - 96)](pounds, rest) };
  return { pence, text: amountForms[form < 70 ? 0 : form < 82 ? 1 : 2](pounds, rest) };
}

/** What goes wrong in a bad line: how its text is made from a good one, and what a strict reader does with it. */
const faults = [
  { kind: 'unreadable amount', fate: 'rejected', spoil: (cells) => ({ ...cells, amount: 'see note' }) },
  { kind: 'part penny', fate: 'rejected', spoil: (cells) => ({ ...cells, amount: '104.3351' }) },
  { kind: 'no amount', fate: 'rejected', spoil: (cells) => ({ ...cells, amount: '' }) },
  { kind: 'stray comma', fate: 'rejected', spoil: (cells) => ({ ...cells, purpose: 'Hire, plant' }) },
  { kind: 'cut short', fate: 'rejected', spoil: (cells) => ({ ...cells, cut: true }) },
  { kind: 'blank', fate: 'blank', spoil: (cells) => ({ ...cells, blank: true }) },
  { kind: 'surplus cell', fate: 'accepted', spoil: (cells) => ({ ...cells, type: `${cells.type},note` }) },
  { kind: 'unreadable date', fate: 'accepted', spoil: (cells) => ({ ...cells, day: 'various' }) },
  { kind: 'no supplier', fate: 'accepted', spoil: (cells) => ({ ...cells, supplier: ',,' }) },
];

function textOf(cells) {
  if (cells.blank) return '';
  const start = `Thornholme Borough Council,${cells.department},${cells.day},${cells.document},${cells.supplier}`;
  if (cells.cut) return start;
  return `${start},${cells.category},${cells.purpose},${cells.amount},${cells.vat},${cells.type}`;
}

/**
 * Gives the lines of a messy ledger one after another, without their line ends: `text`, the `pence` a strict reader
 * accepts, and its `fate` (accepted, rejected or blank). One line in `badEvery` has one of nine faults.
 */
export function newLedger({ seed, badEvery }) {
  const next = seeded(seed);
  const days = dayTexts();
  const suppliers = supplierTexts(next);
  const quotedDepartments = departments.map(quoted);
  const quotedPurposes = purposes.map(quoted);
  let [line, bad] = [0, 0];
  const goodCells = (amount) => ({
    department: quotedDepartments[next(departments.length)],
    day: days[next(dayCount)][next(4) === 0 ? 1 : 0],
    document: 5_000_000 + line,
    supplier:
      next(40) === 0 ? 'REDACTED PERSONAL DATA,,' : suppliers[next(next(3) === 0 ? 400 : supplierCount)],
    category: categories[next(categories.length)],
    purpose: quotedPurposes[next(purposes.length)],
    amount: amount.text,
    vat: next(3) === 0 ? '' : `${next(900)}.${pad(next(100))}`,
    type: 'Revenue',
  });
  return () => {
    const amount = amountOf(next);
    const cells = goodCells(amount);
    line += 1;
    if (line % badEvery !== 0)
      return { text: textOf(cells), pence: amount.pence, fate: 'accepted', kind: null };
    const fault = faults[bad % faults.length];
    bad += 1;
    return { text: textOf(fault.spoil(cells)), pence: amount.pence, fate: fault.fate, kind: fault.kind };
  };
}
