import type { SaidDefinition } from '../../../actions/definitions/types.ts';
import type { LocalDefinition } from '../../../domain/spend/definitions.ts';
import { saidOf } from '../../../domain/spend/ownDefinition.ts';
import type { Refusal } from '../../../domain/values/index.ts';
import { type DefinitionPieces, ownRingPlaces } from './definitionWords.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly checked: boolean;
  readonly hint?: { readonly text: string };
}

export interface DefinitionForm {
  readonly said: SaidDefinition;
  readonly rings: readonly Choice[];
  readonly bases: readonly Choice[];
  readonly classes: readonly Choice[];
  /** Sentences by field. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  /** For the summary above: every sentence with its field. */
  readonly summary: readonly { readonly text: string; readonly href: string }[];
}

const fields: readonly (keyof SaidDefinition)[] = [
  'name',
  'sentence',
  'rings',
  'ownRingName',
  'ownRingPlaces',
  'basis',
  'fallback',
  'leaveOut',
  'note',
];

const bases = [
  {
    value: 'ledger address',
    text: 'The address in the ledger, or in your supplier list',
    hint: { text: 'The supplier list counts where it knows the supplier.' },
  },
  {
    value: 'delivery site',
    text: 'The site where the work is done',
    hint: { text: 'From the column “Delivery site” of your supplier list.' },
  },
  {
    value: 'registered office',
    text: 'The registered office of the company',
    hint: { text: 'No register of companies can be added yet, so no supplier is placed by its office.' },
  },
] as const;

/** An empty form, as a new definition starts. */
export const emptySaid: SaidDefinition = {
  name: '',
  sentence: '',
  basis: '',
  fallback: false,
  rings: [],
  ownRingName: '',
  ownRingPlaces: '',
  leaveOut: [],
  note: '',
};

/** The form filled from a definition; places of its own ring by name, and only rings that home has. */
export function saidFrom(definition: LocalDefinition, pieces: DefinitionPieces): SaidDefinition {
  const said = saidOf(definition);
  return {
    ...said,
    rings: said.rings.filter((id) => pieces.rings.some((ring) => ring.id === id)),
    ownRingPlaces: ownRingPlaces(definition, pieces).join('\n'),
  };
}

/** What a form holds, field by field; what it does not hold is empty. */
export function saidInForm(form: URLSearchParams): SaidDefinition {
  const text = (name: string) => form.get(name) ?? '';
  return {
    name: text('name'),
    sentence: text('sentence'),
    basis: text('basis'),
    fallback: text('fallback') === 'yes',
    rings: form.getAll('rings'),
    ownRingName: text('ownRingName'),
    ownRingPlaces: text('ownRingPlaces'),
    leaveOut: form.getAll('leaveOut'),
    note: text('note'),
  };
}

function fieldOf({ code }: Refusal): string {
  const field = code.startsWith('definition:') ? code.slice('definition:'.length) : '';
  return fields.find((one) => one === field) ?? 'name';
}

/** The form with what was typed and, after a refusal, its sentences at their fields. */
export function definitionForm(
  said: SaidDefinition,
  pieces: DefinitionPieces,
  refusals: readonly Refusal[] = [],
): DefinitionForm {
  const sentencesAt = (field: string) =>
    refusals.filter((one) => fieldOf(one) === field).map((one) => one.sentence);
  return {
    said,
    rings: pieces.rings.map(({ id, name }) => ({ value: id, text: name, checked: said.rings.includes(id) })),
    bases: bases.map((one) => ({ ...one, checked: one.value === said.basis })),
    classes: pieces.classes.map(({ id, label }) => ({
      value: id,
      text: label,
      checked: said.leaveOut.includes(id),
    })),
    errors: Object.fromEntries(fields.map((field) => [field, sentencesAt(field)])),
    summary: refusals.map((one) => ({ text: one.sentence, href: `#${fieldOf(one)}` })),
  };
}
