import {
  awardSentence,
  checksOf,
  type Evaluation,
  formulasName,
  percentText,
  priceSentence,
  priceTurn,
  quantitySentence,
  type Scenario,
  type UnderFormulas,
} from '../../../domain/procurements/index.ts';
import {
  addRatios,
  compareRatios,
  formatRatio,
  listed,
  minus,
  nought,
  poundsText,
  type Ratio,
} from '../../../domain/values/index.ts';
import { bidKeyMark, markedBids, pointsStrip, winnerStrip } from '../../charts/bidMarks.ts';

/** A table with a finding as its caption. */
export interface PlainTable {
  readonly head: readonly { readonly text: string; readonly isNumber: boolean }[];
  /** Whether the strips of the rows have a column's width to themselves. */
  readonly wide: boolean;
  readonly rows: readonly {
    readonly strip: string | null;
    readonly cells: readonly string[];
    readonly strong: boolean;
    /** The numbers of the cells that stand out. */
    readonly best?: readonly number[];
  }[];
}

/** What the rehearsal of a tender says, in a page of the site or in one file. */
export interface RehearsalBody {
  readonly caption: string;
  readonly title: string;
  readonly lead: string;
  readonly warning: string | null;
  readonly checks: readonly { readonly tag: string; readonly colour: string; readonly sentence: string }[];
  readonly key: readonly { readonly mark: string; readonly name: string }[];
  readonly formulasTitle: string;
  readonly formulas: PlainTable;
  readonly axis: string;
  readonly formulaSentences: readonly string[];
  readonly weightsTitle: string;
  readonly weights: PlainTable;
  readonly turning: PlainTable;
  readonly scenarioTitle: string;
  readonly scenarios: PlainTable;
  readonly amounts: PlainTable;
  readonly prices: PlainTable;
  readonly points: PlainTable;
  readonly more: readonly string[];
}

/** Column headings; those that begin with # are of numbers. */
function headings(texts: readonly string[]): PlainTable['head'] {
  return texts.map((text) => ({ text: text.replace(/^#/, ''), isNumber: text.startsWith('#') }));
}

const asNumber = ({ numerator, denominator }: Ratio) =>
  Number((numerator * 1_000_000n) / denominator) / 1_000_000;

function winnersDiffer({ under }: Evaluation): boolean {
  const keys = under.map(({ scored }) => scored.winners.map(({ bid }) => bid.id).join(' '));
  return new Set(keys).size > 1;
}

function titleOf(evaluation: Evaluation): string {
  const { under } = evaluation;
  const [chosen] = under;
  if (!chosen) return 'There is nothing to score';
  if (winnersDiffer(evaluation)) return 'The scoring formula decides who wins';
  const names = listed(chosen.scored.winners.map(({ bid }) => bid.name));
  if (chosen.scored.winners.length > 1) return `${names} have the same points`;
  if (names === '') return 'Every bid is out';
  return under.length > 1 ? `${names} wins under every formula` : `${names} wins`;
}

const times = (count: number) => (count === 1 ? 'one formula' : `${count} formulas`);

function leadOf({ under, tender }: Evaluation): string {
  const wins = new Map<string, number>();
  for (const { scored } of under) {
    const names = listed(scored.winners.map(({ bid }) => bid.name)) || 'Nobody';
    const said = scored.winners.length > 1 ? `${names} have the same points` : `${names} wins`;
    wins.set(said, (wins.get(said) ?? 0) + 1);
  }
  const bids = tender.bids.length === 1 ? 'The one bid' : `The same ${tender.bids.length} bids`;
  const said = [...wins].map(([who, count]) => `${who} under ${times(count)}`);
  return `${bids}, scored under ${times(under.length)}. ${said.join('. ')}.`;
}

function formulasTable({ under, tender }: Evaluation): { readonly table: PlainTable; readonly axis: string } {
  const totals = under.flatMap(({ scored }) => scored.bids.flatMap(({ total, out }) => (out ? [] : [total])));
  const [low = nought] = totals.toSorted(compareRatios);
  const high = totals.toSorted(compareRatios).at(-1) ?? nought;
  const width = asNumber(minus(high, low)) || 1;
  const place = (total: Ratio) => asNumber(minus(total, low)) / width;
  const [chosen] = under;
  const rows = under.map((each) => ({
    strip: pointsStrip(each.scored.bids.map(({ total, out }) => (out ? null : place(total)))),
    strong: each.isChosen,
    best: each.scored.bids.flatMap((bid, index) => (each.scored.winners.includes(bid) ? [index + 1] : [])),
    cells: [
      `${chosen ? formulasName(each, chosen) : ''}${each.isChosen ? ' (chosen)' : ''}`,
      ...each.scored.bids.map(({ total, out }) => (out ? 'out' : formatRatio(total, 3))),
      awardSentence(each).replace(/\.$/, ''),
    ],
  }));
  return {
    table: {
      head: headings(['Formula', ...tender.bids.map(({ name }) => `#${name}`), 'Award']),
      rows,
      wide: false,
    },
    axis: `The strips run from ${formatRatio(low, 1)} to ${formatRatio(high, 1)} points, so gaps look large.`,
  };
}

function weightsTable({ strips, standing, tender }: Evaluation): PlainTable {
  const numberOf = (bid: number) => tender.bids.findIndex(({ id }) => id === standing[bid]?.bid.id);
  const rows = strips.map(({ criterion, now, strips: all }) => {
    const stretches = all.map(({ from, to, winners }) => {
      const names = winners.map((bid) => standing[bid]?.bid.name ?? '');
      const [first = 0] = winners;
      return {
        from: asNumber(from),
        to: asNumber(to),
        bid: winners.length === 1 ? numberOf(first) : null,
        label: winners.length === 1 ? (names[0] ?? '') : 'Level',
        words: `${listed(names)} from ${percentText(from)} to ${percentText(to)}`,
      };
    });
    return {
      strip: winnerStrip(stretches, asNumber(now)),
      strong: false,
      cells: [
        tender.criteria[criterion]?.name ?? '',
        percentText(now),
        stretches.map(({ words }) => words).join('; '),
      ],
    };
  });
  return { head: headings(['Criterion', '#Weight now', 'Who wins']), rows, wide: true };
}

const plain = (head: readonly string[], rows: readonly (readonly string[])[]): PlainTable => ({
  head: headings(head),
  wide: false,
  rows: rows.map((cells) => ({ strip: null, cells, strong: false })),
});

function turningTable({ turning, standing, tender }: Evaluation): PlainTable {
  const rows = turning.map(({ criterion, now, at, move, then }) => [
    tender.criteria[criterion]?.name ?? '',
    percentText(now),
    percentText(at),
    `${percentText(move.numerator < 0n ? minus(nought, move) : move).replace('%', '')} ${move.numerator < 0n ? 'down' : 'up'}`,
    `${listed(then.map((bid) => standing[bid]?.bid.name ?? ''))} wins`,
  ]);
  return plain(['Criterion', '#Now', '#Changes at', '#Points away', 'Then'], rows);
}

const scenarioNames: Readonly<Record<Scenario['kind'], (name: string) => string>> = {
  without: (name) => `Without ${name}`,
  inflated: () => 'One more bid: weak, dear, and promising ten times the highest promise',
  hopeless: () => 'One more bid: weak, promising nothing, at two thirds of the lowest price',
};

function scenarioTable({ scenarios, tender }: Evaluation): PlainTable {
  const nameOf = (id: string) => tender.bids.find((bid) => bid.id === id)?.name ?? id;
  const rows = scenarios.map((one) => [
    scenarioNames[one.kind](one.bid.name),
    listed(one.after.map(nameOf)) || 'Nobody',
    one.changesWinner ? 'Another bid is best' : one.changesOrder ? 'Others change places' : 'Nothing changes',
  ]);
  return plain(['If', 'Best of the bids', 'What changes'], rows);
}

function amountsTable({ amounts, tender }: Evaluation): PlainTable {
  const rows = amounts.map(({ bid, criterion, now, at, reach }) => {
    const found = tender.criteria.find(({ id }) => id === criterion);
    const isPromise = found?.assessment.kind === 'quantity';
    const shown = (value: Ratio) => (isPromise ? poundsText(value) : formatRatio(value, 2));
    const name = tender.bids.find(({ id }) => id === bid)?.name ?? bid;
    const words = `${reach === 'beyond' ? 'above ' : ''}${shown(at)}`;
    return [name, found?.name ?? criterion, shown(now), words];
  });
  return plain(['Bid', 'Criterion', '#Now', '#Wins or stops winning at'], rows);
}

function pricesTable({ prices, tender }: Evaluation): PlainTable {
  const nameOf = (id: string) => tender.bids.find((bid) => bid.id === id)?.name ?? id;
  const rows = prices.map((point) => [nameOf(point.bid), poundsText(point.now), priceTurn(point)]);
  return plain(['Bid', '#Price now', '#Wins or stops winning at'], rows);
}

function pointsTable({ under: [chosen], tender }: Evaluation): PlainTable {
  const bids = chosen?.scored.bids ?? [];
  const rows = tender.criteria.map(({ name, weight }, column) => [
    name,
    formatRatio(weight, 1).replace(/\.0$/, ''),
    ...bids.map(({ points, out }) => (out ? 'out' : formatRatio(points[column] ?? nought, 3))),
  ]);
  const all = formatRatio(addRatios(...tender.criteria.map(({ weight }) => weight)), 0);
  const total = ['Total', all, ...bids.map((each) => (each.out ? 'out' : formatRatio(each.total, 3)))];
  const table = plain(['Criterion', '#Weight', ...bids.map(({ bid }) => `#${bid.name}`)], [...rows, total]);
  return { ...table, rows: table.rows.map((row, index) => ({ ...row, strong: index === rows.length })) };
}

function moreSentences({
  leastChanges: [least],
  standing,
  tender,
  acceptability,
}: Evaluation): readonly string[] {
  const shares = standing.map(({ bid }, index) => {
    if (acceptability.kind === 'exact')
      return `${bid.name} ${percentText(acceptability.shares[index] ?? nought)}`;
    const { share = 0, standardError = 0 } = acceptability.found[index] ?? {};
    return `${bid.name} ${(share * 100).toFixed(1)}% (give or take ${(standardError * 100).toFixed(1)})`;
  });
  const joint = least
    ? [
        `Moved together, the weights have to move by ${formatRatio(least.moved, 2)} points in all before ${standing[least.rival]?.bid.name} draws level: ${tender.criteria.map(({ name }, column) => `${name} ${formatRatio(least.weights[column] ?? nought, 2)}`).join(', ')}.`,
      ]
    : [];
  const drawn = acceptability.kind === 'sampled' ? `, by ${acceptability.draws} random draws` : '';
  return [
    ...joint,
    `If every possible weight were equally likely, the bids would win this often${drawn}: ${listed(shares)}.`,
  ];
}

function formulaSentences(under: readonly UnderFormulas[]): readonly string[] {
  const quantities = under.flatMap(({ quantity }) => (quantity ? [quantitySentence(quantity)] : []));
  const prices = under.flatMap(({ price }) => (price ? [`Price: ${priceSentence(price)}`] : []));
  return [...new Set([...quantities, ...prices])];
}

const tags = {
  problem: { tag: 'Problem', colour: 'red' },
  check: { tag: 'Check', colour: 'yellow' },
  passed: { tag: 'Passed', colour: 'green' },
} as const;

/** What the rehearsal of a tender says. */
export function rehearsalBody(evaluation: Evaluation): RehearsalBody {
  const { under, tender, title, turning, scenarios } = evaluation;
  const [chosen] = under;
  const { table, axis } = formulasTable(evaluation);
  const name = titleOf(evaluation);
  const checks = checksOf(evaluation);
  const isNear = checks.some(({ sentence }) => sentence.startsWith('One mark of the panel'));
  const changed = scenarios.filter(({ changesWinner }) => changesWinner);
  return {
    caption: title === null ? 'Rehearsal' : `Rehearsal: ${title}`,
    title: name,
    lead: leadOf(evaluation),
    warning:
      chosen && isNear
        ? `Under the formula chosen ${awardSentence(chosen).replace(/\.$/, '')}. One mark of one evaluator could change the result.`
        : null,
    checks: checks.map(({ result, sentence }) => ({ ...tags[result], sentence })),
    key: tender.bids.slice(0, markedBids).map((bid, index) => ({ mark: bidKeyMark(index), name: bid.name })),
    formulasTitle: winnersDiffer(evaluation)
      ? 'Another formula, another winner'
      : 'The same winner under each formula',
    formulas: table,
    axis,
    formulaSentences: formulaSentences(under),
    weightsTitle:
      turning.length === 0
        ? 'No change of one weight makes another bid win'
        : 'Where a change of one weight makes another bid win',
    weights: weightsTable(evaluation),
    turning: turningTable(evaluation),
    scenarioTitle:
      changed.length === 0
        ? 'Bids that cannot win change nothing'
        : 'A bid that cannot win would change the winner',
    scenarios: scenarioTable(evaluation),
    amounts: amountsTable(evaluation),
    prices: pricesTable(evaluation),
    points: pointsTable(evaluation),
    more: moreSentences(evaluation),
  };
}
