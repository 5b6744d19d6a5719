import {
  decideSupplier,
  type MatchingKnowledge,
  nameRegister,
  type RegisteredEntity,
  type SupplierMatch,
  type SupplierQuery,
  searchForSupplier,
} from '../../src/domain/suppliers/index.ts';
import { toLocalDate } from '../../src/domain/values/index.ts';
import { readMatchingWords } from '../../src/formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../../src/formats/vocabulary/readVocabulary.ts';

const words = readMatchingWords();
const { payees } = readVocabulary();

/** An organisation of an invented register; what is not said is not known. */
export function entity(
  identifier: string,
  name: string,
  more: Partial<RegisteredEntity> = {},
): RegisteredEntity {
  return {
    identifier,
    name,
    otherNames: [],
    kind: 'company',
    category: 'Private Limited Company',
    status: 'active',
    statusWords: 'Active',
    started: null,
    ended: null,
    postcode: null,
    town: null,
    activities: [],
    accounts: null,
    accountsDue: null,
    income: null,
    alsoKnownAs: [],
    ...more,
  };
}

/** A question about a name alone, or with whatever else is said. */
export function asked(name: string, more: Partial<SupplierQuery> = {}): SupplierQuery {
  return { name, number: null, postcode: null, category: null, firstPaid: null, lastPaid: null, ...more };
}

const previous = (name: string, until: string) =>
  ({ name, kind: 'previous', until: toLocalDate(until) }) as const;

const filling = 'Alder Birch Cedar Dogwood Elder Fuchsia Gorse Hazel Ivy Juniper'.split(' ');
const trades = 'Care Cleaning Joinery Training Transport Housing Catering Support'.split(' ');

/** A small register of invented organisations, one for each way in which a match can go right or wrong. */
export const inventedRegister: readonly RegisteredEntity[] = [
  entity('GB-COH-99417722', 'HEBBLEDEN SUPPORT SERVICES LIMITED', {
    otherNames: [previous('HEBBLEDEN HOME HELP LIMITED', '2018-06-30')],
    postcode: 'HX7 6XX',
    started: toLocalDate('2009-03-02'),
    activities: ['88990 Social work without accommodation'],
  }),
  entity('GB-COH-99417723', 'HEBBLEDEN SUPPORT SERVICES (YORK) LIMITED', { postcode: 'YO1 7XX' }),
  entity('GB-COH-99000410', 'QUERNMORE AND LARKFIELD BUILDERS LIMITED'),
  entity('GB-CHC-9911223', 'THE OWLERTON FOUNDATION', {
    kind: 'charity',
    alsoKnownAs: ['GB-COH-99055123'],
    otherNames: [{ name: 'OWLERTON YOUTH', kind: 'trading', until: null }],
  }),
  entity('GB-COH-99055123', 'OWLERTON FOUNDATION', { alsoKnownAs: ['GB-CHC-9911223'] }),
  entity('GB-COH-99100001', 'ZEPHYRDALE CONSULTING LIMITED', { postcode: 'HD1 2XX' }),
  entity('GB-COH-99100002', 'ZEPHYRDALE CONSULTING LIMITED', {
    postcode: 'LS1 4XX',
    started: toLocalDate('2021-05-01'),
  }),
  entity('GB-COH-99200001', 'MIRFORTH PRINTERS LIMITED', {
    status: 'closed',
    started: toLocalDate('1999-01-04'),
    ended: toLocalDate('2012-02-29'),
  }),
  entity('GB-COH-99200002', 'MIRFORTH PRINTERS LIMITED', { started: toLocalDate('2013-03-01') }),
  entity('GB-COH-99300001', 'SPARROWGATE COMMUNITY INTEREST COMPANY', { kind: 'community interest company' }),
  entity('GB-COH-99300002', 'SAVE HEAT CUT WASTE LTD'),
  entity('GB-COH-99300003', 'LOWERHAM COUNCIL FOR VOLUNTARY SERVICE'),
  entity('GB-COH-99300004', 'PENDRAGON LIMITED'),
  entity('GB-COH-SC912345', 'STRATHGARRY JOINERY LIMITED'),
  entity('GB-COH-OC998877', 'BRACKENRIGG PARTNERS LLP', { kind: 'partnership' }),
  ...filling.flatMap((first, one) =>
    trades.map((trade, two) => entity(`GB-COH-98${one}0${two}000`, `${first} ${trade} Limited`)),
  ),
];

const register = nameRegister(inventedRegister, words);

/** What the matcher knows when it looks at the invented register. */
export const knowledge: MatchingKnowledge = { words, payees, weightOf: register.weightOf };

/** The matcher's answer about a question asked of the invented register. */
export function matched(name: string, more: Partial<SupplierQuery> = {}): SupplierMatch {
  const query = asked(name, more);
  return decideSupplier(query, register.lookUp(searchForSupplier(query, knowledge)), knowledge);
}
