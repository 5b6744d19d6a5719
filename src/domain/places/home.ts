import { accept, type Decision, parsePlaceCode, refuse } from '../values/index.ts';
import { type Atoms, lastOf, successionNote } from './atoms.ts';
import { countyNamed } from './counties.ts';
import { editDistance, isNamed, namesWithin, plainName, sharedWords } from './homeNames.ts';
import type { AuthorityRow, MemberRow, PlaceTables } from './tables.ts';
import type { Home } from './types.ts';

const maximumNameLength = 100;

function written(row: AuthorityRow | MemberRow): string {
  return `${row.name} (${row.code})`;
}

function suggestion(text: string, atoms: Atoms): string {
  const wanted = plainName(text);
  const core = namesWithin(text).reduce((_, shortest) => shortest, wanted);
  const reach = Math.min(2, Math.floor(core.length / 3));
  const near = atoms.present
    .map((row) => {
      const name = plainName(row.name);
      const nameDistance = name.includes(core) ? 0 : editDistance(core, name);
      const distance = Math.min(nameDistance, editDistance(wanted, row.code.toLowerCase()));
      return { row, distance, shared: sharedWords(core, name) };
    })
    .filter(({ distance, shared }) => shared > 0 || distance <= reach)
    .sort((left, right) => right.shared - left.shared || left.distance - right.distance)
    .slice(0, 3);
  if (wanted === '' || near.length === 0) return 'Codes look like E08000034 (Kirklees).';
  return `Did you mean ${near.map(({ row }) => written(row)).join(' or ')}?`;
}

const aroundSentence = 'The rings around it are worked out from the authority.';
const mostMembers = 5;

function membersOf(code: string, rows: readonly MemberRow[], atoms: Atoms): readonly AuthorityRow[] {
  const members = rows.filter((row) => row.code === code).map((row) => atoms.authorities.get(row.authority));
  return members.flatMap((row) => (row ? [row] : []));
}

function membersSentence(opening: string, members: readonly AuthorityRow[]): string {
  const names = members.slice(0, mostMembers).map(written).join(', ');
  const more = members.length > mostMembers ? ` and ${members.length - mostMembers} more` : '';
  return `${opening}: ${names}${more}. ${aroundSentence}`;
}

function insideSentence(members: readonly AuthorityRow[]): string {
  if (members.length === 0) return `Give the code of one authority inside it. ${aroundSentence}`;
  return membersSentence('Give one authority inside it', members);
}

function widerKinds(tables: PlaceTables) {
  return [
    { start: 'E47', kind: 'combined authority', rows: tables.combinedAuthorities },
    { start: 'E12', kind: 'region', rows: tables.regions },
  ] as const;
}

/** Codes of areas that are no authority: what they are, and what to give in their place. */
function refuseArea(code: string, tables: PlaceTables, atoms: Atoms): Decision<never> | undefined {
  if (/^E1[013]/.test(code)) {
    const sentence = `${code} is the code of a county. Give the code of the district or unitary authority instead, for example E08000034 for Kirklees. ${aroundSentence}`;
    return refuse('home-is-county', sentence);
  }
  for (const { start, kind, rows } of widerKinds(tables)) {
    if (!code.startsWith(start)) continue;
    const name = rows.find((row) => row.code === code)?.name;
    const opening = `${code} is ${name === undefined ? '' : `${name}, `}the code of a ${kind}.`;
    return refuse('home-is-wider', `${opening} ${insideSentence(membersOf(code, rows, atoms))}`);
  }
  if (/^[SWNLM]/.test(code)) {
    const sentence = `${code} is outside England. Home must be a local authority of England; places elsewhere are known by country only.`;
    return refuse('home-outside-england', sentence);
  }
  return undefined;
}

/** A name of a county, combined authority or region: every kind it is, and the members of the smallest. */
function refuseNamedArea(wanted: string, tables: PlaceTables, atoms: Atoms): Decision<never> | undefined {
  const isWanted = (name: string) => isNamed(name, wanted);
  const county = countyNamed(tables.counties, isWanted);
  const districts = county === undefined ? [] : atoms.present.filter((row) => county.holds(row.code));
  const wider = widerKinds(tables).flatMap(({ kind, rows }) => {
    const found = rows.find((row) => isWanted(row.name));
    return found ? [{ kind, name: found.name, members: membersOf(found.code, rows, atoms) }] : [];
  });
  const name = county?.name ?? wider[0]?.name;
  if (name === undefined) return undefined;
  const kinds = [...(county ? ['county'] : []), ...wider.map(({ kind }) => kind)];
  const opening = `${name} is ${kinds.map((kind) => `a ${kind}`).join(' and ')}, not one local authority.`;
  if (districts.length > 0) {
    return refuse('home-is-county', `${opening} ${membersSentence('Give one of its districts', districts)}`);
  }
  return refuse('home-is-wider', `${opening} ${insideSentence(wider[0]?.members ?? [])}`);
}

function authorityNamed(wanted: string, tables: PlaceTables, atoms: Atoms): AuthorityRow | undefined {
  const past = tables.authorities.filter((row) => row.successor !== null);
  return [...atoms.present, ...past].find((row) => isNamed(row.name, wanted));
}

function firstOf<From, To>(from: readonly From[], find: (one: From) => To | undefined): To | undefined {
  for (const one of from) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Resolves a code or a name, present or past, to the present authority of England. A name may have the words
 * around it that councils use ("Leeds City Council", "London Borough of Camden").
 */
export function homeOf(text: string, tables: PlaceTables, atoms: Atoms): Decision<Home> {
  const code = parsePlaceCode(text);
  const names = code === undefined ? namesWithin(text) : [];
  const row =
    code === undefined
      ? firstOf(names, (name) => authorityNamed(name, tables, atoms))
      : atoms.authorities.get(code);
  if (row !== undefined) {
    const last = lastOf(row, atoms.authorities);
    return accept({ code: last.code, name: last.name, note: successionNote(row, atoms.authorities) });
  }
  const area =
    code === undefined
      ? firstOf(names, (name) => refuseNamedArea(name, tables, atoms))
      : refuseArea(code, tables, atoms);
  if (area) return area;
  const shown = text.trim().slice(0, maximumNameLength);
  const opening = `No local authority of England has the ${code === undefined ? 'name or code' : 'code'} "${shown}".`;
  return refuse('home-unknown', `${opening} ${suggestion(shown, atoms)}`);
}
