import type { Ring } from '../places/index.ts';
import { accept, type Decision, refuse } from '../values/index.ts';
import type { LocalDefinition } from './definitions.ts';
import { decideRingPlaces, type RingPlaces } from './ownRing.ts';
import { scopeClasses, scopeSentenceOf } from './scopeClasses.ts';

/** What a person typed; every field is text or a list of texts, checked by `decideDefinition`. */
export interface SaidDefinition {
  readonly name: string;
  readonly sentence: string;
  readonly basis: string;
  readonly fallback: boolean;
  /** Built-in rings by id. */
  readonly rings: readonly string[];
  /** A ring of its own: a name and ONS codes or names of authorities, one a line; empty for none. */
  readonly ownRingName: string;
  readonly ownRingPlaces: string;
  readonly leaveOut: readonly string[];
  readonly note: string;
}

/** What is there already when a definition is saved. */
export interface DefinitionContext {
  readonly places: RingPlaces;
  /** The newest version of every definition, shipped ones too. */
  readonly others: readonly LocalDefinition[];
  /** The newest version of the definition that is changed; null for a new one. */
  readonly previous: LocalDefinition | null;
}

type BuiltIn = Extract<LocalDefinition['rings'][number], string>;
type OwnRing = Exclude<LocalDefinition['rings'][number], string>;

const builtInIds: readonly BuiltIn[] = ['authority', 'combined-authority', 'region', 'uk'];
const bases: readonly LocalDefinition['basis'][] = ['ledger address', 'delivery site', 'registered office'];
const addressesInUse = ['new', 'compare'];
const mostOwn = 100;
const mostIdLength = 50;

/** The field of the form that a refusal is about. */
function at(field: keyof SaidDefinition, sentence: string): Decision<never> {
  return refuse(`definition:${field}`, sentence);
}

/** One line without signs that nobody can see: a store may refuse them, and a name of them alone would be no name. */
function plain(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();
}

function textOf(
  field: 'name' | 'sentence' | 'ownRingName' | 'note',
  written: string,
  { most, missing }: { readonly most: number; readonly missing: string },
): Decision<string> {
  const text = plain(written);
  if (text === '') return at(field, missing);
  return text.length > most
    ? at(field, `Use at most ${most} characters. There are ${text.length}.`)
    : accept(text);
}

/** Small letters, digits and hyphens made of a name; empty where it has none. */
function slugOf(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, mostIdLength)
    .replace(/^-+|-+$/g, '');
}

/** An id made of the name that no other definition has: with `-2`, `-3` ... where it is taken. */
export function definitionIdFor(name: string, taken: readonly string[]): string {
  const base = slugOf(name) || 'own';
  const used = new Set([...taken, ...addressesInUse]);
  let id = base;
  for (let number = 2; used.has(id); number += 1) id = `${base}-${number}`;
  return id;
}

function nameOf(said: SaidDefinition, { others, previous }: DefinitionContext): Decision<string> {
  const name = textOf('name', said.name, { most: 100, missing: 'Enter a name.' });
  if (!name.ok) return name;
  const same = others.find(
    (one) => one.id !== previous?.id && one.name.toLowerCase() === name.value.toLowerCase(),
  );
  return same === undefined
    ? name
    : at('name', `There is a definition called "${same.name}". Use another name.`);
}

function basisOf(said: SaidDefinition): Decision<LocalDefinition['basis']> {
  const basis = bases.find((one) => one === said.basis);
  return basis === undefined ? at('basis', 'Select which address counts.') : accept(basis);
}

function leaveOutOf(said: SaidDefinition): Decision<string[]> {
  const unknown = said.leaveOut.find((one) => scopeClasses.every(({ id }) => id !== one));
  if (unknown !== undefined) return at('leaveOut', `There is no kind of payment "${unknown.slice(0, 60)}".`);
  return accept(scopeClasses.flatMap(({ id }) => (said.leaveOut.includes(id) ? [id] : [])));
}

function ownRingIn(definition: LocalDefinition | null): OwnRing | undefined {
  return definition?.rings.find((ring) => typeof ring !== 'string');
}

/** A changed ring keeps its id, so that its figures stand beside the ones of the version before. */
function ringIdFor(name: string, previous: LocalDefinition | null): string {
  return ownRingIn(previous)?.id ?? `own-${slugOf(name) || 'ring'}`;
}

function ownRingOf(said: SaidDefinition, context: DefinitionContext): Decision<OwnRing | null> {
  if (plain(said.ownRingName) === '' && plain(said.ownRingPlaces) === '') return accept(null);
  const name = textOf('ownRingName', said.ownRingName, {
    most: 200,
    missing: 'Enter a name for your own ring.',
  });
  const codes = decideRingPlaces(said.ownRingPlaces, context.places);
  if (name.ok && codes.ok) {
    return accept({ id: ringIdFor(name.value, context.previous), name: name.value, codes: [...codes.value] });
  }
  return { ok: false, refusals: [name, codes].flatMap((one) => (one.ok ? [] : one.refusals)) };
}

/** Rings from the inside out: an own ring stands before the first built-in one that has more places. */
function inOrder(
  own: OwnRing | null,
  chosen: readonly BuiltIn[],
  around: readonly Ring[],
): (BuiltIn | OwnRing)[] {
  if (own === null) return [...chosen];
  const wider = around.filter(({ codes }) => codes.length > own.codes.length).map(({ id }) => id);
  const first = chosen.findIndex((id) => wider.includes(id));
  const place = first < 0 ? chosen.length : first;
  return [...chosen.slice(0, place), own, ...chosen.slice(place)];
}

function ringsFor(said: SaidDefinition, context: DefinitionContext): Decision<(BuiltIn | OwnRing)[]> {
  const { index, home } = context.places;
  const around = index.rings(home);
  const chosen = builtInIds.filter((id) => said.rings.includes(id));
  const unknown = said.rings.find((one) => !around.some(({ id }) => id === one));
  if (unknown !== undefined) return at('rings', `${home.name} has no ring "${unknown.slice(0, 60)}".`);
  const own = ownRingOf(said, context);
  if (!own.ok) return own;
  const rings = inOrder(own.value, chosen, around);
  if (rings.length === 0) return at('rings', 'Select at least one ring, or write one of your own.');
  return accept(rings);
}

function meaningOf(one: LocalDefinition): string {
  const { name, sentence, basis, fallback, rings, leaveOut } = one;
  return JSON.stringify({ name, sentence, basis, fallback, rings, leaveOut });
}

function isUnchanged(next: LocalDefinition, previous: LocalDefinition | null): boolean {
  return previous !== null && meaningOf(next) === meaningOf(previous);
}

function noteOf(said: SaidDefinition, required: boolean): Decision<string> {
  if (!required && plain(said.note) === '') return accept('');
  return textOf('note', said.note, { most: 500, missing: 'Say why the definition is changed.' });
}

function identityFor(
  name: string,
  { others, previous }: DefinitionContext,
): Pick<LocalDefinition, 'id' | 'version'> {
  if (previous !== null) return { id: previous.id, version: String(Number(previous.version) + 1) };
  const taken = others.map((one) => one.id);
  return { id: definitionIdFor(name, taken), version: '1' };
}

/** The note as it is stored, in one line. */
export function plainNote(said: Pick<SaidDefinition, 'note'>): string {
  return plain(said.note);
}

/**
 * A definition of local from what a person typed: a new one, or the next version of one. Refusals carry the field in
 * their code (`definition:name`), several at once; the id is made of the name and stays when the name changes.
 */
export function decideDefinition(
  said: SaidDefinition,
  context: DefinitionContext,
): Decision<LocalDefinition> {
  if (context.previous === null && context.others.length >= mostOwn) {
    return at('name', `There are ${context.others.length} definitions already, and no more can be kept.`);
  }
  const name = nameOf(said, context);
  const sentence = textOf('sentence', said.sentence, {
    most: 500,
    missing: 'Enter what local means, in a sentence.',
  });
  const basis = basisOf(said);
  const rings = ringsFor(said, context);
  const leaveOut = leaveOutOf(said);
  const note = noteOf(said, context.previous !== null);
  if (!name.ok || !sentence.ok || !basis.ok || !rings.ok || !leaveOut.ok || !note.ok) {
    const decisions = [name, sentence, rings, basis, leaveOut, note];
    return { ok: false, refusals: decisions.flatMap((one) => (one.ok ? [] : one.refusals)) };
  }
  const next: LocalDefinition = {
    ...identityFor(name.value, context),
    name: name.value,
    sentence: sentence.value,
    basis: basis.value,
    fallback: said.fallback,
    rings: rings.value,
    leaveOut: leaveOut.value,
    scopeSentence: scopeSentenceOf(leaveOut.value),
  };
  if (!isUnchanged(next, context.previous)) return accept(next);
  return at(
    'name',
    `Nothing is different from version ${context.previous?.version}. Change something, or go back.`,
  );
}

/** What the form shows for a definition that is copied or changed; the places of an own ring as codes. */
export function saidOf(definition: LocalDefinition): SaidDefinition {
  const own = ownRingIn(definition);
  return {
    name: definition.name,
    sentence: definition.sentence,
    basis: definition.basis,
    fallback: definition.fallback,
    rings: definition.rings.flatMap((ring) => (typeof ring === 'string' ? [ring] : [])),
    ownRingName: own?.name ?? '',
    ownRingPlaces: own?.codes.join('\n') ?? '',
    leaveOut: definition.leaveOut,
    note: '',
  };
}
