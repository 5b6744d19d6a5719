// The same answers by reading every line of every batch, without any cells: what the cube has to agree with and beat.
import { join } from 'node:path';
import { knowPlaces, loadPlaceIndex } from '../../dist/actions/analysis/places.js';
import { ringsOf } from '../../dist/domain/spend/definitions.js';
import { openFilter } from '../../dist/domain/spend/explore/filterQuery.js';
import { codesSaying, placeCodeOf } from '../../dist/domain/spend/explore/placeCode.js';
import { factsFor } from '../../dist/domain/spend/figures/basis.js';
import { placePayee } from '../../dist/domain/spend/figures/placing.js';
import { parsePostcode } from '../../dist/domain/values/index.js';
import { literal, openDuck } from '../../dist/lake/duckdb.js';
import { owner } from './site.mjs';

const columnOf = {
  year: "coalesce(l.year_start::VARCHAR, 'undated')",
  quarter: "coalesce(((month(l.day) + 8) % 12 // 3 + 1)::VARCHAR, '')",
  body: "coalesce(l.body, '')",
  department: "coalesce(l.department, '')",
  category: "coalesce(l.category, '')",
};
const orderOf = { day: 'l.day', supplier: 'lower(l.name)', amount: 'l.pence' };

/** Where lines lie under each definition: the estate has no supplier list, so the postcode alone says it. */
async function placeAll(duck, { parts }, files) {
  const index = await loadPlaceIndex(parts);
  const home = index.home(owner.home.code);
  const rows = await duck.rows(`SELECT DISTINCT kind, postcode FROM ${files}`);
  const codes = rows.flatMap(({ postcode }) => parsePostcode(postcode ?? '') ?? []);
  const places = await knowPlaces(parts, index, codes);
  const definitions = new Map();
  await duck.run('CREATE TABLE placed (definition VARCHAR, kind VARCHAR, postcode VARCHAR, code INTEGER)');
  for (const definition of parts.shippedDefinitions) {
    const rings = ringsOf(definition, index.rings(home.value));
    const facts = factsFor(definition, places.list, places.ofPostcode);
    definitions.set(definition.id, { definition, rings });
    const placed = rows.map(({ kind, postcode }) => {
      const payee = { kind, postcode, key: null, nameKey: null, supplierNumber: null, name: '' };
      return [definition.id, kind, postcode ?? '', placeCodeOf(placePayee(payee, facts).candidates, rings)];
    });
    await duck.fill('placed', placed);
  }
  return definitions;
}

function conditionOf(filter, { definition, rings }) {
  const conditions = [`p.definition = ${literal(definition.id)}`];
  const { year, quarter, payee, where, ring } = filter;
  if (year === 'undated') conditions.push('l.year_start IS NULL');
  else if (year !== null) conditions.push(`l.year_start = ${year.slice(0, 4)}`);
  if (quarter !== null) conditions.push(`${columnOf.quarter} = '${quarter}'`);
  for (const name of ['body', 'department', 'category']) {
    if (filter[name] !== null) conditions.push(`${columnOf[name]} = ${literal(filter[name])}`);
  }
  if (payee !== null) conditions.push(`l.payee = ${literal(payee)}`);
  if (definition.leaveOut.length > 0) {
    conditions.push(`coalesce(l.scope_class, '') NOT IN (${definition.leaveOut.map(literal).join(', ')})`);
  }
  const position = ring === null ? 0 : rings.findIndex(({ id }) => id === ring);
  if (where !== null) conditions.push(`p.code IN (${codesSaying(where, position, rings.length).join(', ')})`);
  return conditions.join(' AND ');
}

const searchText =
  "lower(concat_ws(' \u001f ', l.name, l.purpose, l.category, l.document_text, l.number_text))";

/** A scan of the line files of some batches; `same` answers whether a page's answer is the one of the lines. */
export async function openScan(pages, batches, scratch) {
  const duck = await openDuck({ scratch });
  const paths = batches.map(({ id }) => literal(join(pages.folderOf(id), 'lines.parquet')));
  const files = `read_parquet([${paths.join(', ')}], filename = true)`;
  const definitions = await placeAll(duck, pages, files);
  const from = `${files} l JOIN placed p ON p.kind = l.kind AND p.postcode = coalesce(l.postcode, '')`;
  const about = (filter) => conditionOf(filter, definitions.get(filter.definition));
  const rowsOf = (sql) => duck.rows(sql);
  const inside = (filter) =>
    codesSaying('inside', 0, definitions.get(filter.definition).rings.length).join(', ');
  const sums = `sum(l.pence)::BIGINT AS pence, count(*) AS lines`;
  return {
    slices: ({ filter, by }) =>
      rowsOf(`SELECT ${columnOf[by]} AS value, l.year_start AS year, ${sums}, coalesce(sum(l.pence) FILTER
        (p.code IN (${inside(filter)})), 0)::BIGINT AS local FROM ${from} WHERE ${about(filter)} GROUP BY ALL`),
    suppliers: ({ filter, list }) => {
      const search = list.search === null ? 'true' : `words LIKE ${literal(`%${list.search}%`)}`;
      const order = { name: 'lower(name)', amount: 'pence', lines: 'lines' }[list.order];
      return rowsOf(`WITH found AS (SELECT l.payee, p.code, ${sums}, min(l.name) AS name,
          string_agg(DISTINCT lower(l.name), chr(31)) AS words FROM ${from} WHERE ${about(filter)} GROUP BY l.payee, p.code)
        SELECT payee, name, pence, lines, (count(*) OVER ())::BIGINT AS count, (sum(pence) OVER ())::BIGINT AS total FROM found
        WHERE ${search} ORDER BY ${order} ${list.descending ? 'DESC' : 'ASC'}, payee, code LIMIT ${list.limit} OFFSET ${list.offset}`);
    },
    lines: async ({ filter, list }) => {
      const search =
        list.search === null ? 'true' : `contains(${searchText}, lower(${literal(list.search)}))`;
      const condition = `${about(filter)} AND ${search}`;
      const [all] = await rowsOf(`SELECT ${sums} FROM ${from} WHERE ${condition}`);
      const page =
        await rowsOf(`SELECT * EXCLUDE (lowered) FROM (SELECT regexp_extract(l.filename, '(bat_[a-z0-9]{20})') AS batch, l.record,
          l.pence, l.purpose, ${orderOf[list.order]} AS lowered FROM ${from} WHERE ${condition})
        ORDER BY lowered ${list.descending ? 'DESC' : 'ASC'} NULLS LAST, batch, record LIMIT ${list.limit} OFFSET ${list.offset}`);
      return { all, page };
    },
    close: () => duck.close(),
  };
}

const yearOf = (value) => (value === 'undated' ? 'undated' : value.slice(0, 4));

function sameSlices({ filter, by }, found, rows) {
  const keyOf = (row) => (by === 'quarter' ? `${row.year} Q${row.value}` : row.value);
  const lines = new Map(rows.map((row) => [keyOf(row), row]));
  return (
    found.length === rows.length &&
    found.every(({ value, totalPence, lines: count, figures }) => {
      const name =
        by === 'year' ? yearOf(value) : by === 'quarter' ? `${value.slice(0, 4)}${value.slice(7)}` : value;
      const row = lines.get(name) ?? (by === 'quarter' && rows.length === 1 ? rows[0] : undefined);
      const local = filter.where === null || filter.where === 'inside' ? figures[0].localPence : row?.local;
      return row !== undefined && row.pence === totalPence && row.lines === count && row.local === local;
    })
  );
}

function sameSuppliers(found, rows) {
  if (rows.length === 0) return found.rows.length === 0;
  const same = found.rows.every((row, index) => {
    const line = rows[index];
    return (
      row.payee === line.payee &&
      row.pence === line.pence &&
      row.lines === line.lines &&
      row.name === line.name
    );
  });
  return (
    same &&
    found.rows.length === rows.length &&
    found.count === rows[0].count &&
    found.pence === rows[0].total
  );
}

function sameLines(found, { all, page }) {
  const same = found.rows.every((row, index) => {
    const line = page[index];
    return (
      row.batch === line.batch &&
      row.record === line.record &&
      row.pence === line.pence &&
      row.purpose === line.purpose
    );
  });
  return (
    same && found.rows.length === page.length && found.count === all.lines && found.pence === (all.pence ?? 0)
  );
}

function sameResult(found, rows) {
  const lead = found.definitions[0].id;
  const figures = found.figures.filter((figure) => figure.definition === lead);
  return rows.every((row) => {
    const [first] = figures.filter(({ period }) => yearOf(period) === row.value);
    return first?.totalPence === row.pence && first?.localPence === row.local;
  });
}

/** Whether the lines of every batch give a page's answer, and the milliseconds that took. Throws where they differ. */
export async function checkByLines(scan, question, found) {
  const from = performance.now();
  const { kind } = question;
  const asked = kind === 'result' ? { filter: openFilter(found.definitions[0].id), by: 'year' } : question;
  const rows = await scan[kind === 'result' ? 'slices' : kind](asked);
  const milliseconds = performance.now() - from;
  const same = {
    result: sameResult,
    slices: (one, other) => sameSlices(asked, one, other),
    suppliers: sameSuppliers,
    lines: sameLines,
  };
  if (!same[kind](found, rows)) {
    const shown = JSON.stringify({ question, found, rows }).slice(0, 3_000);
    throw new Error(`The lines give another answer than the page: ${shown}`);
  }
  return milliseconds;
}
