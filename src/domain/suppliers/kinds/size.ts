import { formatCount } from '../../values/index.ts';
import type { RegisteredEntity } from '../register/types.ts';
import { hadItAs, type Known, ofKind, onThatDay } from './records.ts';
import { cannotBeSaid, type KindSaid, no, type Pointing, yes } from './types.ts';

const onlyMay = (size: string) => `only a ${size} company may file accounts of that kind`;
const saysNothing = 'that says nothing of its size';
const inGroup = 'its parent stands in for it, so that the size of the group counts, which is not known';

/**
 * What each kind of accounts on the register of companies says of a company's size. Exemption from audit, abridged
 * accounts and the rest are for companies under the limits of sections 382 to 384 and 465 of the Companies Act 2006.
 */
const accountsKinds: ReadonlyMap<string, readonly [Pointing, string]> = new Map([
  ['MICRO ENTITY', ['yes', onlyMay('micro')]],
  ['SMALL', ['yes', onlyMay('small')]],
  ['TOTAL EXEMPTION SMALL', ['yes', onlyMay('small')]],
  ['TOTAL EXEMPTION FULL', ['yes', onlyMay('small')]],
  ['PARTIAL EXEMPTION', ['yes', onlyMay('small')]],
  ['UNAUDITED ABRIDGED', ['yes', onlyMay('small')]],
  ['AUDITED ABRIDGED', ['yes', onlyMay('small')]],
  ['MEDIUM', ['yes', onlyMay('medium-sized')]],
  ['FULL', [null, 'a company of any size may file those']],
  ['GROUP', [null, 'those are of a whole group, whose size they do not say']],
  ['AUDIT EXEMPTION SUBSIDIARY', [null, inGroup]],
  ['FILING EXEMPTION SUBSIDIARY', [null, inGroup]],
  ['DORMANT', [null, 'it did no business in that year, and may belong to a group of any size']],
  ['INITIAL', [null, saysNothing]],
  ['INTERIM', [null, saysNothing]],
  ['NO ACCOUNTS FILED', [null, saysNothing]],
  ['ACCOUNTS TYPE NOT AVAILABLE', [null, saysNothing]],
  ['NULL', [null, saysNothing]],
]);

/** One fact about the size of an organisation. */
interface Sign {
  readonly pointsTo: Pointing;
  readonly words: string;
}

function accountsSigns({ records, on }: Known): readonly Sign[] {
  return records.flatMap((record) => {
    if (record.accounts === null) return [];
    const plain = record.accounts
      .toUpperCase()
      .replace(/[\s-]+/g, ' ')
      .trim();
    const [pointsTo, meaning] = accountsKinds.get(plain) ?? [
      null,
      'words that we do not know the meaning of',
    ];
    const words = `${onThatDay(record, on)} had its last accounts as "${record.accounts}": ${meaning}.`;
    return [{ pointsTo, words }];
  });
}

/** Incomes up to `within` are inside a limit of turnover, and incomes above `beyond` are outside it, in whole pounds. */
interface IncomeLimit {
  readonly within: number;
  readonly beyond: number;
  readonly words: string;
}

const poundLimit: IncomeLimit = { within: 44_000_000, beyond: 44_000_000, words: '£44m' };
/** A pound has always been worth more than one euro and less than two. */
const euroLimit: IncomeLimit = { within: 25_000_000, beyond: 50_000_000, words: '€50m' };

function against(income: number, { within, beyond, words }: IncomeLimit): readonly [Pointing, string] {
  if (income <= within) return ['yes', `which is inside the limit of ${words}`];
  if (income > beyond) return ['no', `which is above the limit of ${words}`];
  return [null, `which is near the limit of ${words}`];
}

function incomeSign(record: RegisteredEntity, on: Known['on'], limit: IncomeLimit): readonly Sign[] {
  if (record.income === null) return [];
  const [pointsTo, meaning] = against(record.income, limit);
  const said = `had its last yearly income as £${formatCount(record.income)}, ${meaning}.`;
  return [{ pointsTo, words: `${onThatDay(record, on)} ${said}` }];
}

/** What all that is known of the size of an organisation comes to. */
function signsOf(known: Known, limit: IncomeLimit): Sign {
  const incomes = known.records.flatMap((record) => incomeSign(record, known.on, limit));
  const signs = [...accountsSigns(known), ...incomes];
  if (signs.length === 0) {
    return {
      pointsTo: null,
      words: 'No register used here says which accounts it files or what its income is.',
    };
  }
  const ways = new Set(signs.map(({ pointsTo }) => pointsTo).filter((way) => way !== null));
  const [way = null] = ways;
  return { pointsTo: ways.size === 1 ? way : null, words: signs.map(({ words }) => words).join(' ') };
}

function publicBody(known: Known): string | undefined {
  const record = ofKind(known, 'public body');
  return record && `${hadItAs(record, known)}, a public body.`;
}

/** Whether the accounts it files, or its income, make it a likely SME. */
export function likelySme(known: Known): KindSaid {
  const body = publicBody(known);
  if (body !== undefined) return no(body);
  const { pointsTo, words } = signsOf(known, poundLimit);
  return pointsTo === 'yes' ? yes(words) : cannotBeSaid(pointsTo, words);
}

const noStaff =
  'Registers list neither its staff nor the group it belongs to, so the definition cannot be settled from them.';

/** Whether it is an SME by PPN 001, which registers can only point to: they do not list staff. */
export function smeByPolicyNote(known: Known): KindSaid {
  const { pointsTo, words } = signsOf(known, poundLimit);
  const body = publicBody(known);
  if (body !== undefined) return cannotBeSaid('no', `${body} ${noStaff}`);
  return cannotBeSaid(pointsTo, `${words} ${noStaff}`);
}

/** Whether it is an SME by the European Commission, which registers can only point to unless it is a public body. */
export function smeByCommission(known: Known): KindSaid {
  const body = publicBody(known);
  if (body !== undefined) return no(body);
  const { pointsTo, words } = signsOf(known, euroLimit);
  return cannotBeSaid(pointsTo, `${words} ${noStaff}`);
}
