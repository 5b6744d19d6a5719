import { accept, type Decision, parsePlaceCode, refuse } from '../values/index.ts';
import { type Atoms, lastOf, successionNote } from './atoms.ts';
import type { AuthorityRow, MemberRow, PlaceTables } from './tables.ts';
import type { Home } from './types.ts';

const maximumNameLength = 100;

/** Names are compared without case, points, apostrophes and the ONS endings ", City of" and ", County of". */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/, (city|county) of$/, '')
    .replace(/[.'’]/g, '')
    .replace(/&/g, 'and')
    .replace(/[\s-]+/g, ' ');
}

/** How many letters must be added, taken out or changed to make one text of the other. */
function editDistance(left: string, right: string): number {
  let line = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const letter of left.split('')) {
    let [diagonal, before] = [0, 0];
    line = line.map((above, column) => {
      const replaced = diagonal + (right.charAt(column - 1) === letter ? 0 : 1);
      const distance = column === 0 ? above + 1 : Math.min(replaced, before + 1, above + 1);
      [diagonal, before] = [above, distance];
      return distance;
    });
  }
  return line.reduce((_, last) => last, 0);
}

function written(row: AuthorityRow | MemberRow): string {
  return `${row.name} (${row.code})`;
}

function suggestion(text: string, atoms: Atoms): string {
  const wanted = plain(text);
  const reach = Math.min(2, Math.floor(wanted.length / 3));
  const near = atoms.present
    .map((row) => {
      const nameDistance = plain(row.name).includes(wanted) ? 0 : editDistance(wanted, plain(row.name));
      return { row, distance: Math.min(nameDistance, editDistance(wanted, row.code.toLowerCase())) };
    })
    .filter(({ distance }) => distance <= reach)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3);
  if (wanted === '' || near.length === 0) return 'Codes look like E08000034 (Kirklees).';
  return `Did you mean ${near.map(({ row }) => written(row)).join(' or ')}?`;
}

function membersSentence(code: string, rows: readonly MemberRow[], atoms: Atoms): string {
  const members = rows.filter((row) => row.code === code).map((row) => atoms.authorities.get(row.authority));
  const names = members.flatMap((row) => (row ? [written(row)] : []));
  if (names.length === 0) return 'Give the code of one authority inside it.';
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `Give one authority inside it: ${names.slice(0, 5).join(', ')}${more}.`;
}

/** Codes of areas that are no authority: what they are, and what to give in their place. */
function refuseArea(code: string, tables: PlaceTables, atoms: Atoms): Decision<never> | undefined {
  const around = 'The rings around it are worked out from the authority.';
  if (/^E1[013]/.test(code)) {
    const sentence = `${code} is the code of a county. Give the code of the district or unitary authority instead, for example E08000034 for Kirklees. ${around}`;
    return refuse('home-is-county', sentence);
  }
  const kinds = [
    { start: 'E12', kind: 'region', rows: tables.regions },
    { start: 'E47', kind: 'combined authority', rows: tables.combinedAuthorities },
  ];
  for (const { start, kind, rows } of kinds) {
    if (!code.startsWith(start)) continue;
    const name = rows.find((row) => row.code === code)?.name;
    const opening = `${code} is ${name === undefined ? '' : `${name}, `}the code of a ${kind}.`;
    return refuse('home-is-wider', `${opening} ${membersSentence(code, rows, atoms)} ${around}`);
  }
  if (/^[SWNLM]/.test(code)) {
    const sentence = `${code} is outside England. Home must be a local authority of England; places elsewhere are known by country only.`;
    return refuse('home-outside-england', sentence);
  }
  return undefined;
}

function byName(text: string, tables: PlaceTables, atoms: Atoms): AuthorityRow | undefined {
  const wanted = plain(text);
  const past = tables.authorities.filter((row) => row.successor !== null);
  return [...atoms.present, ...past].find((row) => plain(row.name) === wanted);
}

/** Resolves a code or an exact name, present or past, to the present authority of England. */
export function homeOf(text: string, tables: PlaceTables, atoms: Atoms): Decision<Home> {
  const code = parsePlaceCode(text);
  const row = code === undefined ? byName(text, tables, atoms) : atoms.authorities.get(code);
  if (row !== undefined) {
    const last = lastOf(row, atoms.authorities);
    return accept({ code: last.code, name: last.name, note: successionNote(row, atoms.authorities) });
  }
  const area = code === undefined ? undefined : refuseArea(code, tables, atoms);
  if (area) return area;
  const shown = text.trim().slice(0, maximumNameLength);
  const opening = `No local authority of England has the ${code === undefined ? 'name or code' : 'code'} "${shown}".`;
  return refuse('home-unknown', `${opening} ${suggestion(shown, atoms)}`);
}
