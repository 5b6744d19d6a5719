import type { Analysis, Figure } from '../../../domain/spend/analysis.ts';
import { filesInSentence, tablesInWords } from '../../../domain/spend/fileCounts.ts';
import { listInWords } from '../../../domain/spend/findings.ts';
import { shareOf, toPence } from '../../../domain/values/index.ts';
import { type Fill, patch, stackedBar } from '../../charts/stackedBar.ts';
import type { Opens } from '../../components/frame.ts';
import {
  amountBasisText,
  countOf,
  countText,
  dayText,
  percentText,
  poundsText,
} from '../../components/words.ts';
import { figureAt, figuresUnder, type Picked, periodText } from './picks.ts';

export interface MoneyRow {
  readonly name: string;
  readonly amount: string;
  readonly total: boolean;
  readonly opens: boolean;
  /** The suppliers behind the amount. */
  readonly href?: string;
}

export interface BarView {
  readonly heading: string;
  readonly svg: string | null;
  readonly key: readonly { readonly patch: string; readonly text: string }[];
  readonly note: string;
}

/** How the figure of the latest year was made, to the penny. */
export interface MakingView {
  readonly period: string;
  readonly place: string;
  readonly rows: readonly MoneyRow[];
  readonly years: readonly MoneyRow[];
  readonly bar: BarView;
  readonly lines: {
    readonly read: string;
    readonly accepted: string;
    readonly rejected: string;
    readonly blank: string;
  };
  readonly files: string;
  readonly amountBasis: string;
  readonly references: readonly string[];
  readonly boundaries: string;
  readonly definition: string;
}

const row = (name: string, pence: number): MoneyRow => ({
  name,
  amount: poundsText(pence),
  total: false,
  opens: false,
});

/** The row with the suppliers behind its amount, where they can be opened. */
function opening(made: MoneyRow, opens: Opens | undefined, of: Parameters<Opens['suppliers']>[0]): MoneyRow {
  return opens === undefined ? made : { ...made, href: opens.suppliers(of) };
}

function moneyRows(analysis: Analysis, figure: Figure, opens: Opens | undefined): readonly MoneyRow[] {
  const gone = analysis.excluded.filter(
    (one) => one.definition === figure.definition && one.period === figure.period,
  );
  const paid = figure.totalPence + gone.reduce((sum, one) => sum + one.pence, 0);
  const credits = figure.undeterminedNegativePence;
  const { period } = figure;
  const at = { period, ring: figure.ring.id };
  const unplaced = { ...at, where: 'unplaced' } as const;
  return [
    row(`All accepted lines, ${periodText(figure.period)}`, paid),
    ...gone.map((one) => ({ ...row(`Left out: ${one.label}`, -one.pence), opens: true })),
    opening({ ...row('Spend counted', figure.totalPence), total: true }, opens, { period }),
    opening(row(figure.ring.name, figure.localPence), opens, { ...at, where: 'inside' }),
    opening(row('Elsewhere', figure.elsewherePence), opens, { ...at, where: 'elsewhere' }),
    opening(row('Could not be placed', figure.undeterminedPositivePence), opens, unplaced),
    ...(credits === 0 ? [] : [opening(row('Credits that could not be placed', credits), opens, unplaced)]),
  ];
}

function yearRows(analysis: Analysis, picked: Picked, opens: Opens | undefined): readonly MoneyRow[] {
  const figures = figuresUnder(analysis, picked.definition.id);
  const gone = analysis.excluded.filter((one) => one.definition === picked.definition.id);
  const goneTotal = gone.reduce((sum, one) => sum + one.pence, 0);
  const totals = picked.periods.map((period) =>
    opening(
      row(periodText(period), figureAt(figures, { period, ring: picked.home.id })?.totalPence ?? 0),
      opens,
      {
        period,
      },
    ),
  );
  const leftOut = goneTotal === 0 ? [] : [{ ...row('Left out, all years', goneTotal), opens: true }];
  return [
    ...totals,
    ...leftOut,
    { ...row('All accepted lines', analysis.control.acceptedPence), total: true },
  ];
}

function barParts(
  figure: Figure,
): readonly { readonly fill: Fill; readonly name: string; readonly pence: number }[] {
  return [
    { fill: 'local', name: figure.ring.name, pence: figure.localPence },
    { fill: 'elsewhere', name: 'Elsewhere', pence: figure.elsewherePence },
    { fill: 'unknown', name: 'Could not be placed', pence: figure.undeterminedPositivePence },
  ];
}

function barNote(figure: Figure): string {
  if (figure.share === null) return figure.whyNoShare ?? 'No share can be stated.';
  const formula = `${percentText(figure.share)} = ${figure.ring.name} ÷ (${figure.ring.name} + elsewhere).`;
  const all =
    figure.shareOfAll === null ? '' : ` Of all spend counted it is ${percentText(figure.shareOfAll)}.`;
  return `The hatched part is the money that could not be placed. ${formula}${all}`;
}

function barView(figure: Figure): BarView {
  if (figure.totalPence <= 0) {
    return { heading: 'No share of the money counted', svg: null, key: [], note: barNote(figure) };
  }
  const ofTotal = (pence: number) => percentText(shareOf(toPence(pence), toPence(figure.totalPence)), 1);
  const parts = barParts(figure);
  const credits = figure.undeterminedNegativePence;
  const key = parts.map((part) => ({ patch: patch(part.fill), text: `${part.name} ${ofTotal(part.pence)}` }));
  const unplaced = ofTotal(figure.undeterminedPositivePence);
  const heading =
    figure.undeterminedPositivePence > figure.totalPence
      ? 'Before credits, more than the money counted could not be placed'
      : `Of the money counted, ${unplaced} could not be placed`;
  const words = key.map((one) => one.text).join(', ');
  const creditKey = { patch: '', text: `Credits that could not be placed ${ofTotal(credits)}` };
  return {
    heading,
    svg: stackedBar(parts, `Bar of the money counted: ${words}`),
    key: credits === 0 ? key : [...key, creditKey],
    note: barNote(figure),
  };
}

/** The basis of the amounts; where files differ, how many say what and that they are added up as they stand. */
function amountsText(analysis: Analysis): string {
  if (analysis.amountBasis !== 'mixed') return amountBasisText(analysis.amountBasis);
  const says = (['net', 'gross', 'not stated'] as const).flatMap((basis) => {
    const files = analysis.files.filter((file) => file.status === 'read' && file.amountBasis === basis);
    const words = { net: 'net of VAT', gross: 'including VAT', 'not stated': 'not stated' }[basis];
    return files.length === 0 ? [] : [`${words} in ${tablesInWords(files)}`];
  });
  return `Amounts are ${listInWords(says)}. They are added up as they stand, so the totals mix them.`;
}

/** The tables that were used, in a few words each. */
function referenceNames(analysis: Analysis): readonly string[] {
  return analysis.references.map((one) => {
    const name = `${one.kind.charAt(0).toUpperCase()}${one.kind.slice(1)}`;
    return `${name}, ${dayText(one.date).replace(/^\d+ /, '')}${one.approximate ? ' (approximate)' : ''}`;
  });
}

/** One sentence for each table of places or suppliers that was used. */
export function referenceSentences(analysis: Analysis): readonly string[] {
  return analysis.references.map((one) => {
    const about = one.approximate ? ' (approximate)' : '';
    return `${one.source}, ${dayText(one.date)}, ${countOf(one.rows, 'row')}${about}. ${one.licence}`;
  });
}

/** From the money paid to the figure of the latest year; undefined where no figure exists. */
export function makingView(analysis: Analysis, picked: Picked, opens?: Opens): MakingView | undefined {
  const figure = figureAt(figuresUnder(analysis, picked.definition.id), {
    period: picked.latest,
    ring: picked.home.id,
  });
  if (figure === undefined) return undefined;
  const { control } = analysis;
  return {
    period: picked.latest,
    place: picked.home.name,
    rows: moneyRows(analysis, figure, opens),
    years: yearRows(analysis, picked, opens),
    bar: barView(figure),
    lines: {
      read: countText(control.physicalRecords),
      accepted: countText(control.accepted),
      rejected: countText(control.rejected),
      blank: countText(control.blank),
    },
    files: filesInSentence(analysis.files),
    amountBasis: amountsText(analysis),
    references: referenceNames(analysis),
    boundaries: picked.definition.boundaries,
    definition: `${picked.definition.name}, version ${picked.definition.version}`,
  };
}
