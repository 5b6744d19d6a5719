import type { SaidOfSet } from '../../../domain/measures/index.ts';
import type { Refusal } from '../../../domain/values/index.ts';

const fields = ['name', 'version', 'publisher', 'licence', 'sharing', 'priceYear'] as const;
type Field = (typeof fields)[number];

/** What was typed and chosen about a list. */
export function saidIn(form: URLSearchParams): SaidOfSet {
  const [name, version, publisher, licence, sharing, priceYear] = fields.map(
    (field) => form.get(field) ?? '',
  );
  return {
    ...{ name: name ?? '', version: version ?? '', publisher: publisher ?? '' },
    ...{ licence: licence ?? '', sharing: sharing ?? '', priceYear: priceYear ?? '' },
  };
}

function isField(code: string): code is Field {
  return fields.some((field) => field === code);
}

function errorsOf(refusals: readonly Refusal[]): Readonly<Partial<Record<string, string>>> {
  return Object.fromEntries(
    [...fields, 'file'].flatMap((field) => {
      const own = refusals.filter(({ code }) => (isField(code) ? code : 'file') === field);
      return own.length === 0 ? [] : [[field, own.map(({ sentence }) => sentence).join(' ')]];
    }),
  );
}

const sharingItems = [
  {
    ...{ value: 'yes', text: 'Yes, its licence is open' },
    hint: {
      text: 'For example MIT, CC BY or the Open Government Licence. Its texts and values may be downloaded and passed on.',
    },
  },
  {
    ...{ value: 'no', text: 'No, its use is restricted' },
    hint: {
      text: 'For example members only, or a Creative Commons licence with NC or ND. Its texts and values are shown to people signed in here and never leave through a file.',
    },
  },
];

/** The form that imports a list, as it was filled in, with what is wrong. */
export function importView(said: SaidOfSet, refusals: readonly Refusal[]) {
  const errors = errorsOf(refusals);
  return {
    ...{ said, errors },
    sharing: sharingItems.map((item) => ({ ...item, checked: item.value === said.sharing })),
    summary: [...fields, 'file'].flatMap((field) => {
      const text = errors[field];
      return text === undefined ? [] : [{ text, href: `#${field}` }];
    }),
  };
}
