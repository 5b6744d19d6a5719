// The audited names as questions with known answers, and the pooled register of real names they are asked against.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

const rowsOf = (folder, name) =>
  Papa.parse(readFileSync(join(folder, name), 'utf8'), { header: true, skipEmptyLines: true }).data;

/** A number of the audit, or null for "checked, none", empty and remarks. */
function numberOf(text) {
  const plain = (text ?? '').trim().replace(/\.0$/, '');
  return plain === '' || plain === '-1' || plain === '0' || !/^[A-Z0-9]+$/i.test(plain)
    ? null
    : plain.toUpperCase();
}

const charityId = (number) => (number === null ? null : `GB-CHC-${number}`);
const companyId = (number) => (number === null ? null : `GB-COH-${number.padStart(8, '0')}`);

/** Puts what belongs to one organisation into one group: a charity that is a company is one. */
function groups() {
  const parents = new Map();
  const rootOf = (id) => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  return {
    rootOf,
    join(one, other) {
      const [from, to] = [rootOf(one), rootOf(other)].sort();
      parents.set(to, from);
    },
  };
}

/** An organisation of which a list of names says nothing more. */
export const blank = {
  otherNames: [],
  category: '',
  status: 'not stated',
  statusWords: '',
  started: null,
  ended: null,
  postcode: null,
  town: null,
  activities: [],
  accounts: null,
  accountsDue: null,
  income: null,
};

function kindOf(identifier, form) {
  if (identifier.startsWith('GB-CHC-')) return 'charity';
  if (form === 'community interest') return 'community interest company';
  if (form === 'partnership') return 'partnership';
  return identifier.startsWith('GB-COH-') || form !== null ? 'company' : 'other';
}

/** Collects organisations by identifier and names without an identifier by what they say. */
function poolOf(nameParts) {
  const byId = new Map();
  const names = new Map();
  const named = (name) => {
    const { key, form } = nameParts(name);
    return `${key}|${form ?? ''}`;
  };
  return {
    add(identifier, name, also) {
      if (identifier === null || !name) return;
      const known = byId.get(identifier);
      if (known) {
        if (also !== null && !known.alsoKnownAs.includes(also)) known.alsoKnownAs.push(also);
        return;
      }
      const kind = kindOf(identifier, nameParts(name).form);
      byId.set(identifier, { ...blank, identifier, name, kind, alsoKnownAs: also === null ? [] : [also] });
    },
    mention(name) {
      if (name && nameParts(name).key !== '' && !names.has(named(name))) names.set(named(name), name);
    },
    /** The mentioned names that no organisation with an identifier bears come last, in order of their words. */
    entities() {
      const taken = new Set([...byId.values()].map(({ name }) => named(name)));
      const rest = [...names]
        .filter(([key]) => !taken.has(key))
        .sort(([one], [other]) => (one < other ? -1 : 1));
      const others = rest.map(([, name], number) => {
        const identifier = `XX-POOL-${number}`;
        return {
          ...blank,
          identifier,
          name,
          kind: kindOf(identifier, nameParts(name).form),
          alsoKnownAs: [],
        };
      });
      return [...byId.values(), ...others];
    },
  };
}

function groupOfAudit(row, truth) {
  if (truth.length === 0) return 'none';
  if (row.isCIC.startsWith('1')) return 'CIC';
  return row.charityregno !== '-1' && numberOf(row.charityregno) !== null ? 'charity' : 'company';
}

function audited(folder, pool, together) {
  return rowsOf(folder, 'nhsspend_audit_dev60.csv').map((row) => {
    const charity = charityId(numberOf(row.charityregno));
    const company = companyId(numberOf(row.companynumber));
    pool.add(charity, row.charityname || row.charregname, company);
    pool.add(company, row.companyname, charity);
    const truth = [charity, company].filter((id) => id !== null);
    if (truth.length === 2) together.join(charity, company);
    return {
      name: row.supplier,
      truth,
      group: groupOfAudit(row, truth),
      checked: true,
      several: row.multi_supp.startsWith('1'),
      dated: row.date_dep.startsWith('1'),
      pounds: Number(row.amount_supplier) || 0,
      notes: `${row.CCnotes} / ${row.CHnotes}`,
    };
  });
}

const candidates = ['match_0_n', 'match_1_n', 'match_2_n'];

/** Rows with a name of their own in the column of verified names were matched after all, and are left out. */
function unmatched(folder, pool) {
  const rows = rowsOf(folder, 'nhsspend_supplier_nomatch_dev60.csv');
  for (const row of rows) for (const column of candidates) pool.mention(row[column]);
  const unlinked = rows.filter((row) => /^No Match$|^Named /.test(row.verif_match));
  return unlinked.map((row) => ({
    name: row.query_string_n,
    truth: [],
    group: 'none',
    checked: false,
    several: false,
    dated: false,
    pounds: Number(row.amount) || 0,
    notes: row.verif_match,
  }));
}

function moreNames(folder, pool) {
  for (const row of rowsOf(folder, 'nhsspend_supplier_charity_dev60.csv')) {
    pool.add(charityId(numberOf(row.CharityRegNo)), row.CharityName, null);
    for (const column of candidates) pool.mention(row[column]);
  }
  for (const row of rowsOf(folder, 'nhsspend_supplier_company_2021_dev60.csv')) {
    pool.add(companyId(numberOf(row.CompanyNumber)), row.CompanyName, null);
    for (const column of candidates) pool.mention(row[column]);
  }
  for (const row of rowsOf(folder, 'nhsspend_verified_names_dev60.csv')) pool.mention(row.verif_match);
  for (const row of rowsOf(folder, 'lancashire_alias_to_company_dev60.csv')) {
    pool.add(companyId(numberOf(row.company_number)), row.company_name, null);
  }
  for (const row of rowsOf(join(folder, '../companies-house-sample'), 'companies_1160.csv')) {
    pool.add(companyId(numberOf(row.company_number)), row.company_name, null);
  }
}

/** Names of two councils' ledgers with the numbers beside them, as further organisations of the register. */
function councilNames(folder, pool) {
  for (const file of ['wakefield_2016-17_name_to_number.csv', 'calderdale_2017-19_name_to_number.csv']) {
    for (const row of rowsOf(folder, file))
      pool.add(companyId(numberOf(row.company_number_norm)), row.supplier_name_raw, null);
  }
}

function hashOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Twelve hexadecimal digits of a name, under which what a reader found is kept without the name. */
export function nameMark(name) {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}

/**
 * Names that nobody checked and that the register holds word for word, in two words or more and without another legal
 * form: to call a link wrong there would be wrong itself.
 */
function withDoubts(questions, register, nameParts) {
  const forms = new Map();
  for (const { name } of register) {
    const { key, form } = nameParts(name);
    forms.set(key, [...(forms.get(key) ?? []), form]);
  }
  return questions.map((one) => {
    const { key, form } = nameParts(one.name);
    const held = (forms.get(key) ?? []).some((other) => other === null || form === null || other === form);
    const unchecked = one.truth.length === 0 && !one.checked;
    return { ...one, held: unchecked && held && key.includes(' ') };
  });
}

/** A name that was seen twice, once audited and once left unmatched, is believed where it was audited. */
function withoutContradictions(questions, negatives, nameParts) {
  const known = new Set(questions.map(({ name }) => nameParts(name).key));
  return negatives.filter(({ name }) => !known.has(nameParts(name).key));
}

/**
 * Reads the ground truth. `nameParts` is the product's. Halves are drawn by a seeded hash of the entity, so that two
 * spellings of one organisation never lie in both.
 */
export function readTruth(folder, nameParts, seed = 1) {
  const pool = poolOf(nameParts);
  const together = groups();
  const positives = audited(folder, pool, together);
  const negatives = withoutContradictions(positives, unmatched(folder, pool), nameParts);
  moreNames(folder, pool);
  councilNames(folder, pool);
  const half = ({ name, truth }) => {
    const entity = truth.length > 0 ? together.rootOf(truth[0]) : nameParts(name).key.replace(/[0-9]+/g, '');
    return hashOf(`${seed}:${entity}`) % 2 === 0 ? 'tuning' : 'test';
  };
  const register = pool.entities();
  const halved = [...positives, ...negatives].map((one) => ({ ...one, half: half(one) }));
  return { register, questions: withDoubts(halved, register, nameParts) };
}
