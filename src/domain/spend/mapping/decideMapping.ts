import type { AmountBasis, Question } from '../analysis.ts';
import type { DateOrder } from '../reading/date.ts';
import { type AmountChoice, noAmount } from './amountColumn.ts';
import { columnReference, type MappingOptions, type Profile, profileFor, resolveColumn } from './answers.ts';
import { type Claim, claimsOf, saidWeight } from './claims.ts';
import { chooseColumns } from './columnRoles.ts';
import { type CreditDecision, decideCredit } from './creditIndicator.ts';
import { type DateOrderDecision, decideDateOrder } from './dateOrder.ts';
import { findHeader, recordsBelow } from './headerRow.ts';
import { headerSignature } from './headerText.ts';
import { warningsOf } from './mappingWarnings.ts';
import { noAmounts, noPayments, noRecords } from './notALedger.ts';
import { chooseSaidAmount, type SaidAmountChoice } from './saidAmount.ts';
import { suggestionsFor } from './suggestions.ts';
import {
  type Header,
  type Mapping,
  type MappingDecision,
  type RawRecord,
  type Role,
  roles,
  type TableSample,
} from './types.ts';
import type { Vocabulary } from './vocabulary.ts';

type Warning = MappingDecision['warnings'][number];

/** Everything the steps below look at. */
interface Table {
  readonly name: string;
  readonly header: Header;
  readonly records: readonly RawRecord[];
  readonly names: readonly string[];
  readonly profile: Profile;
  readonly options: MappingOptions;
}

function tableOf(sample: TableSample, vocabulary: Vocabulary, options: MappingOptions): Table {
  const header = findHeader(sample, vocabulary);
  const records = recordsBelow(sample, header);
  const profile = profileFor(header.names, options.answers);
  return { name: sample.name, header, records, names: header.names, profile, options };
}

function unusable(sentence: string, { name }: Table): Warning {
  return { code: 'answer-not-usable', sentence: `An answer does not fit ${name}: ${sentence}` };
}

/** Gives the roles that saved answers name to their columns, above everything the table of aliases says. */
function withAnswers(claims: readonly Claim[], table: Table): readonly Claim[] {
  const said = Object.entries(table.profile.roles ?? {}).flatMap(([reference, role]) => {
    const found = resolveColumn(reference, table.names);
    return 'index' in found ? [[found.index, role] as const] : [];
  });
  const roles = new Map(said);
  return claims.map((claim) => {
    const role = roles.get(claim.index);
    return role === undefined ? claim : { ...claim, role, weight: saidWeight, fit: role === null ? 0 : 1 };
  });
}

function answerProblems(table: Table): readonly Warning[] {
  const references = Object.keys(table.profile.roles ?? {});
  return references.flatMap((reference) => {
    const found = resolveColumn(reference, table.names);
    return 'sentence' in found ? [unusable(found.sentence, table)] : [];
  });
}

function saidOrder({ options, profile }: Table): DateOrder | undefined {
  if (options.dateOrder) return options.dateOrder;
  if (profile.dateOrder === undefined) return undefined;
  return profile.dateOrder === 'dmy' ? 'day first' : 'month first';
}

function dateOrderOf(table: Table, column: number | undefined): DateOrderDecision {
  const cells = column === undefined ? [] : table.records.map(({ cells }) => cells[column] ?? '');
  return decideDateOrder(
    cells.filter((cell) => cell !== ''),
    { file: table.name, said: saidOrder(table), otherOrders: table.options.otherOrders ?? [] },
  );
}

function creditOf(table: Table, columns: Mapping['columns'], amount: number): CreditDecision {
  const column = columns.debitCredit;
  if (column === undefined) return { indicator: null, question: null };
  return decideCredit(table.records, {
    file: table.name,
    header: columnReference(table.names, column),
    signature: headerSignature(table.names),
    column,
    amount,
    said: table.profile.creditIndicator,
  });
}

const amountRoles: Readonly<Record<AmountBasis, Role>> = {
  net: 'netAmount',
  gross: 'grossAmount',
  'not stated': 'amount',
};

function refused(table: Table, claims: readonly Claim[], sentence: string): MappingDecision {
  return {
    header: table.header,
    columns: suggestionsFor({ claims, roles: new Map(), amount: noAmount }),
    signature: headerSignature(table.names),
    dateOrderSettledBy: null,
    mapping: null,
    questions: [],
    notALedger: sentence,
    warnings: [],
  };
}

function rolesByColumn(columns: Mapping['columns'], amount: AmountChoice): ReadonlyMap<number, Role> {
  const known: Partial<Record<Role, number>> = columns;
  const named = roles.flatMap((role): [number, Role][] => {
    const index = known[role];
    return index === undefined ? [] : [[index, role]];
  });
  const summed: [number, Role][] = amount.claim ? [[amount.claim.index, amountRoles[amount.basis]]] : [];
  return new Map([...named, ...summed]);
}

function decided(table: Table, claims: readonly Claim[], amount: SaidAmountChoice): MappingDecision {
  const index = amount.claim?.index ?? -1;
  const { columns } = chooseColumns(claims, index, table.header.record >= 0);
  if (columns.supplier === undefined && columns.date === undefined) {
    return refused(table, claims, noPayments(table.name));
  }
  const dates = dateOrderOf(table, columns.date);
  const credit = creditOf(table, columns, index);
  const questions = [amount.question, dates.question, credit.question].filter(
    (open): open is Question => !!open,
  );
  const { basis: amountBasis } = amount;
  const mapping = {
    columns,
    amount: index,
    amountBasis,
    dateOrder: dates.order,
    creditIndicator: credit.indicator,
  };
  const mixed = dates.warning ? [{ code: 'date-order-mixed', sentence: dates.warning }] : [];
  return {
    header: table.header,
    columns: suggestionsFor({ claims, roles: rolesByColumn(columns, amount), amount }),
    signature: headerSignature(table.names),
    dateOrderSettledBy: dates.settledBy,
    mapping: questions.length > 0 ? null : mapping,
    questions,
    notALedger: null,
    warnings: [
      ...answerProblems(table),
      ...amount.problems.map((problem) => unusable(problem, table)),
      ...warningsOf({ name: table.name, seen: table.records.length, claims, columns, amount }),
      ...mixed,
    ],
  };
}

/**
 * Decides which column of a table is what, from its header and from the values seen, and asks only what
 * would change a figure. A table without amounts, or without both suppliers and dates, is no ledger.
 */
export function decideMapping(
  sample: TableSample,
  vocabulary: Vocabulary,
  options: MappingOptions = {},
): MappingDecision {
  const table = tableOf(sample, vocabulary, options);
  const claims = withAnswers(claimsOf(table.names, table.records, vocabulary), table);
  if (table.records.length === 0) return refused(table, claims, noRecords(table.name));
  const amount = chooseSaidAmount(claims, table);
  if (amount.refusal) return refused(table, claims, amount.refusal);
  if (!amount.claim && !amount.question) return refused(table, claims, noAmounts(table.name, claims));
  return decided(table, claims, amount);
}
