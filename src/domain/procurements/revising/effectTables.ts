import { listed } from '../../values/index.ts';
import type { MeasureEffect } from './dominance.ts';
import type { Findings } from './findings.ts';
import { columns, count, empty, points, pounds, share, text } from './paperCells.ts';
import type { PaperCell, PaperTable } from './paperTypes.ts';
import type { Simulation } from './simulate.ts';

const yesNo = (yes: boolean) => text(yes ? 'Yes' : 'No');
const place = (rank: number | null): PaperCell => (rank === null ? text('Out') : count(rank));
const names = (all: readonly string[]) => text(all.length === 0 ? 'Nobody' : listed(all));

function tendersTable({ tenders, sentences }: Simulation): PaperTable {
  return {
    ...{ id: 'tenders', title: 'Effect on past procurements' },
    sentence: sentences.slice(0, 1).join(''),
    columns: columns('Procurement', 'Winner before', 'Winner after', 'Winner changes', 'Places change'),
    rows: tenders.map((one) => [
      ...[text(one.name), names(one.winnersBefore), names(one.winnersAfter)],
      ...[yesNo(one.changesWinner), yesNo(one.changesRanks)],
    ]),
  };
}

function bidsTable({ tenders }: Simulation): PaperTable {
  return {
    ...{ id: 'bids', title: 'Effect on past bids' },
    sentence: 'The value of what each bid offered, its points and its place, under both versions.',
    columns: columns(
      ...['Procurement', 'Bidder', '#Value before', '#Value after'],
      ...['#Points before', '#Points after', '#Place before', '#Place after'],
    ),
    rows: tenders.flatMap(({ name, bids }) =>
      bids.map(({ name: bidder, before, after }) => [
        ...[text(name), text(bidder), pounds(before.socialValue), pounds(after.socialValue)],
        ...[points(before.total), points(after.total), place(before.rank), place(after.rank)],
      ]),
    ),
  };
}

function notCountedTable({ tenders }: Simulation): readonly PaperTable[] {
  const rows = tenders.flatMap(({ name, notCounted }) =>
    notCounted.map(({ line, bidder, reference, sentence }) => [
      ...[text(name), text(bidder), text(reference), count(line), text(sentence)],
    ]),
  );
  if (rows.length === 0) return [];
  const table: PaperTable = {
    ...{ id: 'not-counted', title: 'Offers that bring nothing' },
    sentence: 'These offers of the past break a rule, so nothing was counted for them.',
    columns: columns('Procurement', 'Bidder', 'Reference', '#Line', 'Why'),
    rows,
  };
  return [table];
}

const effectNames: Readonly<Record<MeasureEffect['finding'], string>> = {
  'never-offered': 'Never offered',
  'never-decides': 'Never decides',
  dominates: 'Dominates',
  matters: 'Matters',
};

function measuresTable({ version, titles, measures }: Findings, withhold: boolean): PaperTable {
  return {
    ...{ id: 'measures', title: 'What each measure did' },
    sentence: `The measures of version ${version} in past procurements.`,
    columns: columns(
      ...['Reference', ...(withhold ? [] : ['Measure']), 'Unit', '#Procurements', '#Bids'],
      ...['#Share of all value', '#Places it moves', '#Winners it decides', 'Finding'],
    ),
    rows: measures.map((one) => [
      text(one.reference),
      ...(withhold ? [] : [text(titles.get(one.reference) ?? '')]),
      ...[text(one.unit), count(one.tenders), count(one.bids), share(one.share)],
      ...[count(one.movesPlaces.length), count(one.decides.length), text(effectNames[one.finding])],
    ]),
  };
}

function overlapsTable({ overlaps }: Findings, withhold: boolean): PaperTable {
  const kinds = {
    'same-offers': 'Always offered together',
    'one-place': 'One place only',
    'double-count': 'Double count permitted',
  };
  const met = overlaps.filter(({ bids }) => bids > 0);
  return {
    ...{ id: 'overlaps', title: 'Measures that overlap' },
    sentence: 'Pairs that stand together in past bids.',
    columns: columns('Pair', 'Kind', '#Bids', ...(withhold ? [] : ['What it means'])),
    rows: met.map(({ references, kind, bids, sentence }) => [
      ...[text(listed(references)), text(kinds[kind]), count(bids)],
      ...(withhold ? [] : [text(sentence)]),
    ]),
  };
}

function rangesTable({ ranges }: Findings): PaperTable {
  return {
    ...{ id: 'ranges', title: 'How sure each award is' },
    sentence: 'The multiples of a value between which each award holds. 1 is the value as it is.',
    columns: columns(
      ...['Reference', 'Procurement', 'Winner', '#Holds from', '#Holds to'],
      ...['Winner below', 'Winner above'],
    ),
    rows: ranges.flatMap(({ reference, tenders }) =>
      tenders.map(({ tender, winners, from, to, below, above }) => [
        ...[text(reference), text(tender), names(winners), points(from)],
        to === null ? text('No end') : points(to),
        ...[below, above].map((then) => (then.length === 0 ? empty : names(then))),
      ]),
    ),
  };
}

/** What the revision would have changed in the past, as tables. */
export function simulationTables(simulation: Simulation): readonly PaperTable[] {
  return [tendersTable(simulation), bidsTable(simulation), ...notCountedTable(simulation)];
}

/** What the past says about the measures, as tables; sentences of rules of the set are left out where they are withheld. */
export function findingTables(found: Findings, withhold: boolean): readonly PaperTable[] {
  return [measuresTable(found, withhold), overlapsTable(found, withhold), rangesTable(found)];
}
