import { accept, type Decision, type Refusal } from '../../values/index.ts';
import { priceYear } from '../measureSet.ts';
import type { SetAnswers } from './readRow.ts';

/** What a person typed and chose about a list as a whole. */
export interface SaidOfSet {
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  readonly licence: string;
  /** `yes` where the list may be shared outside the organisation, `no` where it may not; nothing is taken for granted. */
  readonly sharing: string;
  readonly priceYear: string;
}

/** What all versions of a set have in common, made from its name: small letters, digits and hyphens. */
export function setKeyOf(name: string): string {
  const plain = name.normalize('NFKD').toLowerCase();
  const words = plain.match(/[a-z0-9]+/g) ?? [...plain].map((letter) => letter.charCodeAt(0).toString(36));
  return words.join('-').slice(0, 60).replace(/-$/, '');
}

interface Field {
  readonly code: keyof SaidOfSet;
  readonly most: number;
  readonly empty: string;
  readonly what: string;
}

const fields: readonly Field[] = [
  { code: 'name', most: 200, empty: 'Enter the name of the list.', what: 'The name' },
  {
    ...{ code: 'version', most: 40, what: 'The version' },
    empty: 'Enter the version of the list, for example 2026 or 1.',
  },
  { code: 'publisher', most: 200, empty: 'Enter who publishes the list.', what: 'The publisher' },
  {
    ...{ code: 'licence', most: 200, what: 'The licence' },
    empty: 'Enter the licence under which you have the list, for example CC BY 4.0 or Members only.',
  },
];

function textRefusals(said: SaidOfSet): readonly Refusal[] {
  return fields.flatMap(({ code, most, empty, what }) => {
    const { length } = said[code].trim();
    if (length === 0) return [{ code, sentence: empty }];
    return length > most ? [{ code, sentence: `${what} must be ${most} characters or fewer.` }] : [];
  });
}

/** What was said of a list, or a refusal for every field that is missing or wrong; the code is the name of the field. */
export function readSaidOfSet(said: SaidOfSet): Decision<SetAnswers> {
  const year = said.priceYear.trim();
  const refusals: readonly Refusal[] = [
    ...textRefusals(said),
    ...(said.sharing === 'yes' || said.sharing === 'no'
      ? []
      : [{ code: 'sharing', sentence: 'Select whether the list may be shared outside the organisation.' }]),
    ...(year === '' || priceYear.safeParse(year).success
      ? []
      : [{ code: 'priceYear', sentence: 'Enter the year of the prices like 2024 or 2024/25.' }]),
  ];
  if (refusals.length > 0) return { ok: false, refusals };
  const name = said.name.trim();
  return accept({
    ...{ id: setKeyOf(name), name, version: said.version.trim(), publisher: said.publisher.trim() },
    ...{ licence: said.licence.trim(), redistributable: said.sharing === 'yes', priceYear: year || null },
  });
}
