// An invented council's ledgers over ten years, the same for the same seed: one file for each month, or all in one file.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const months = 120;
const firstYear = 2015;
const suppliers = 30_000;
const seed = 20_261;

/** What the shape is, for the record. */
export const shape = { months, suppliers, departments: 18, categories: 150, bodies: 5 };

// Chances are hashes of the number of the line, so that a line is the same whichever file it is in. Suppliers have
// Zipf's tail; departments and categories depend on the supplier, as they do in a council.
const columns = (from, to) => `
WITH chances AS (
  SELECT i, i * ${months} // {{lines}} AS month, (hash(i, ${seed}) % 1000003) / 1000003.0 AS a,
    (hash(i, ${seed + 1}) % 1000003) / 1000003.0 AS b, (hash(i, ${seed + 2}) % 1000003) / 1000003.0 AS c,
    (hash(i, ${seed + 3}) % 1000003) / 1000003.0 AS d
  FROM range(${from}, ${to}) t(i)
),
paid AS (
  SELECT *, floor(exp(a * ln(${suppliers})))::INTEGER AS s, hash(i // 2, ${seed + 4}) % 100 < 8 AS hidden FROM chances
),
placed AS (
  SELECT *, (hash(s, 5) % 18)::INTEGER AS home, hash(s, 6)::UBIGINT AS many,
    CASE WHEN hidden THEN hash(hash(i, 7) % 400, 7)::UBIGINT ELSE hash(s, 7)::UBIGINT END AS where_paid FROM paid
),
divided AS (
  SELECT *, CASE WHEN hidden THEN (3 + b * 3)::INTEGER WHEN b < 0.85 THEN home
    ELSE ((home + 1 + (b * 1000)::INTEGER % 3) % 18)::INTEGER END AS department FROM placed
)
SELECT CASE WHEN hash(i, 8) % 5000 = 0 THEN '' ELSE
    strftime(make_date(${firstYear} + ((month + 3) // 12)::INTEGER, ((month + 3) % 12 + 1)::INTEGER,
      1 + (d * 27)::INTEGER), '%d/%m/%Y') END AS "Payment date",
  CASE WHEN hidden THEN 'REDACTED PERSONAL DATA' ELSE 'Invented Supplier ' || s || ' Ltd' END AS "Supplier",
  CASE WHEN NOT hidden AND s % 3 > 0 THEN (100000 + s)::VARCHAR END AS "Supplier number",
  printf('%.2f', CASE WHEN c < 0.04 THEN -1 ELSE 1 END * (exp(1 + 8 * d * (hash(i, 9) % 1000) / 1000.0))) AS "Net Amount",
  CASE WHEN where_paid % 100 < CASE WHEN hidden THEN 15 ELSE 92 END THEN
    ['HD', 'HD', 'HD', 'LS', 'LS', 'BD', 'WF', 'S', 'M', 'OL'][1 + (where_paid // 100 % 10)::INTEGER]
    || 1 + (where_paid // 1000 % 9) || ' ' || 1 + (where_paid // 10000 % 9)
    || substr('ABDEFGHJLN', 1 + (where_paid // 100000 % 10)::INTEGER, 1)
    || substr('ABDEFGHJLN', 1 + (where_paid // 1000000 % 10)::INTEGER, 1) END AS "Postcode",
  (5000000 + i // 2)::VARCHAR AS "Transaction number",
  ['Examplewell Council', 'Examplewell Homes', 'Invented Pension Fund', 'Made-up Transport Board', 'Sample Fire Service']
    [1 + CASE WHEN department < 13 THEN 0 ELSE department - 13 END] AS "Body",
  'Department ' || department AS "Department",
  'Category ' || (CASE WHEN hidden THEN 60 + (c * 12)::INTEGER WHEN c < 0.75 THEN many % 150
    ELSE (many + 1 + (c * 1000)::INTEGER % 3) % 150 END) AS "Category",
  'Purpose ' || (many // 7 % 400 + (d * 5)::INTEGER) AS "Purpose"
FROM divided ORDER BY i`;

async function writeFile(connection, lines, path, from, to) {
  const sql = columns(from, to).replace('{{lines}}', String(lines));
  await connection.run(`COPY (${sql}) TO '${path}' (HEADER)`);
}

/** Writes lines `from` to `to` of an estate of so many lines into one file. */
export async function writeLedger(path, { lines, from, to }) {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB', temp_directory: tmpdir() });
  const connection = await instance.connect();
  await writeFile(connection, lines, path, from, to);
  connection.closeSync();
  instance.closeSync();
}

/** The months of an estate as files, and all of it as one; made once for each folder and number of lines. */
export async function estateIn(folder, lines) {
  const ledgers = join(folder, `ledgers-${lines}`);
  const ready = join(ledgers, 'ready.json');
  if (existsSync(ready)) return JSON.parse(readFileSync(ready, 'utf8'));
  mkdirSync(ledgers, { recursive: true });
  const paths = [];
  for (let month = 0; month < months; month += 1) {
    const path = join(ledgers, `month-${String(month).padStart(3, '0')}.csv`);
    const at = (index) => Math.ceil((index * lines) / months);
    await writeLedger(path, { lines, from: at(month), to: at(month + 1) });
    paths.push(path);
  }
  const whole = join(folder, `whole-${lines}.csv`);
  await writeLedger(whole, { lines, from: 0, to: lines });
  const estate = { lines, paths, whole };
  writeFileSync(ready, JSON.stringify(estate));
  return estate;
}
