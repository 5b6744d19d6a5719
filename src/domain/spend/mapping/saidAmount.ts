import type { AmountBasis } from '../analysis.ts';
import { readAmount } from '../reading/amount.ts';
import { type AmountChoice, chooseAmount, noAmount } from './amountColumn.ts';
import { listedColumns, type MappingOptions, type Profile, resolveColumn } from './answers.ts';
import { basisOf, type Claim } from './claims.ts';
import type { RawRecord } from './types.ts';

/** A table and what a person said about its amount. */
export interface AmountTable {
  readonly name: string;
  readonly names: readonly string[];
  readonly records: readonly RawRecord[];
  readonly profile: Profile;
  readonly options: MappingOptions;
}

export interface SaidAmountChoice extends AmountChoice {
  /** What is wrong with an answer; the table is read all the same. */
  readonly problems: readonly string[];
  /** Why the table cannot be read as the person asked; null when it can. */
  readonly refusal: string | null;
}

/** The column a person named, or why it is none; `known` says that there is such a column. */
type Named = { readonly claim: Claim } | { readonly sentence: string; readonly known: boolean };

function named(reference: string, claims: readonly Claim[], { names, records }: AmountTable): Named {
  const found = resolveColumn(reference, names);
  if ('sentence' in found) return { ...found, known: false };
  const claim = claims.find(({ index }) => index === found.index);
  const holds = records.some(({ cells }) => readAmount(cells[found.index] ?? '') !== undefined);
  if (claim && holds) return { claim };
  return { sentence: `the column "${reference}" holds no amounts.`, known: true };
}

function askedBasis({ options, profile }: AmountTable): 'net' | 'gross' | undefined {
  const asked: AmountBasis | undefined = options.amountBasis ?? profile.amountBasis;
  return asked === 'not stated' ? undefined : asked;
}

function byItself(claim: Claim, basis: AmountBasis): AmountChoice {
  return { claim, basis, question: null, rivals: [] };
}

/** The choice with the basis that was asked for, unless the header of its column says the other one. */
function withAskedBasis(choice: AmountChoice, table: AmountTable): SaidAmountChoice {
  const asked = askedBasis(table);
  const { claim, basis } = choice;
  const plain = { ...choice, problems: [], refusal: null };
  if (!claim || !asked || asked === basis) return plain;
  if (basis === 'not stated') return { ...plain, basis: asked };
  const problem = `${asked} was asked for, but "${claim.header}" is ${basis} and no other column says ${asked}. It is read as ${basis}. If that is wrong, name the column with --amount-column too.`;
  return { ...plain, problems: [problem] };
}

/** Whether an option asks for the basis that the saved column's header does not have. */
function isOverruled(claim: Claim, { options }: AmountTable): boolean {
  const basis = basisOf(claim);
  return options.amountBasis !== undefined && basis !== 'not stated' && basis !== options.amountBasis;
}

function byOption(reference: string, claims: readonly Claim[], table: AmountTable): SaidAmountChoice {
  const { name, names, options, profile } = table;
  const found = named(reference, claims, table);
  if ('sentence' in found) {
    const listed = found.known ? ` ${listedColumns(names)}` : '';
    const refusal = `${name} cannot be read by the amount column asked for: ${found.sentence}${listed}`;
    return { ...noAmount, problems: [], refusal };
  }
  const said = basisOf(found.claim);
  const saved = said === 'not stated' ? profile.amountBasis : undefined;
  return { ...byItself(found.claim, options.amountBasis ?? saved ?? said), problems: [], refusal: null };
}

/**
 * Chooses the column that is summed, after what a person said. A column named by an option must be there; one
 * named by a saved answer is passed over with a sentence. Who names a column and a basis has the last word; a
 * basis alone chooses among columns and never contradicts a header.
 */
export function chooseSaidAmount(claims: readonly Claim[], table: AmountTable): SaidAmountChoice {
  const { name, names, records, options, profile } = table;
  if (options.amountColumn !== undefined) return byOption(options.amountColumn, claims, table);
  const saved = profile.amountColumn === undefined ? undefined : named(profile.amountColumn, claims, table);
  if (saved && 'claim' in saved && !isOverruled(saved.claim, table)) {
    const basis = options.amountBasis ?? profile.amountBasis ?? basisOf(saved.claim);
    return { ...byItself(saved.claim, basis), problems: [], refusal: null };
  }
  const setting = { file: name, names, records, asked: askedBasis(table) };
  const choice = withAskedBasis(chooseAmount(claims, setting), table);
  return saved && 'sentence' in saved
    ? { ...choice, problems: [saved.sentence, ...choice.problems] }
    : choice;
}
