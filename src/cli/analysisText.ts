import type { Analysis, Figure } from '../domain/spend/analysis.ts';
import { rejectReason } from '../domain/spend/rejectRules.ts';
import {
  formatCount,
  formatPounds,
  percent,
  percentDown,
  percentUp,
  type Share,
  shortPounds,
  toPence,
} from '../domain/values/index.ts';

/** Payees, warnings and files named on the terminal; everything is in the files that a command writes. */
const shown = 10;

const pounds = (pence: number) => shortPounds(toPence(pence));
const shareText = (share: number | null) => (share === null ? 'none' : `${percent(share as Share)}%`);

function boundsText({ shareLower, shareUpper }: Figure): string {
  if (shareLower === null || shareUpper === null) return '';
  if (shareLower === shareUpper) return `${percent(shareLower as Share)}%`;
  return `${percentDown(shareLower as Share)} to ${percentUp(shareUpper as Share)}%`;
}

/** Columns padded to their widest cell; `right` are the columns of numbers. */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const pad = (cell: string, column: number) =>
    right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(pad).join('  ').trimEnd()).join('\n');
}

function figureTable(figures: readonly Figure[]): string {
  const ringIds = [...new Set(figures.map((figure) => figure.ring.id))];
  const rows = ringIds.flatMap((id) =>
    figures
      .filter((figure) => figure.ring.id === id)
      .map((figure, index) => [
        index === 0 ? figure.ring.name : '',
        figure.period,
        shareText(figure.share),
        boundsText(figure),
        pounds(figure.localPence),
        pounds(figure.totalPence),
      ]),
  );
  return textTable(
    [['Suppliers in', 'Year', 'Share', 'Could be', 'Local', 'Spend counted'], ...rows],
    [2, 3, 4, 5],
  );
}

function lead(analysis: Analysis): readonly Figure[] {
  const [first] = analysis.definitions;
  return analysis.figures.filter((figure) => figure.definition === first?.id);
}

/** The latest dated year under every definition, innermost ring of each. */
function definitionsText(analysis: Analysis): string {
  const latest = lead(analysis).findLast((figure) => figure.period !== 'undated')?.period;
  const rows = analysis.definitions.flatMap((definition) => {
    const figure = analysis.figures.find((one) => one.definition === definition.id && one.period === latest);
    return figure
      ? [
          [
            definition.name,
            figure.ring.name,
            shareText(figure.share),
            boundsText(figure),
            pounds(figure.totalPence),
          ],
        ]
      : [];
  });
  if (rows.length < 2) return '';
  const head = ['Definition', 'Suppliers in', 'Share', 'Could be', 'Spend counted'];
  return `The same ledger under other definitions of local, ${latest}\n${textTable([head, ...rows], [2, 3, 4])}\n\n`;
}

function leftOutText(analysis: Analysis): string {
  const totals = new Map<string, { lines: number; pence: number }>();
  for (const row of analysis.excluded) {
    const key = `${row.definition}: ${row.label}`;
    const before = totals.get(key) ?? { lines: 0, pence: 0 };
    totals.set(key, { lines: before.lines + row.lines, pence: before.pence + row.pence });
  }
  if (totals.size === 0) return '';
  const rows = [...totals].map(([name, { lines, pence }]) => [name, formatCount(lines), pounds(pence)]);
  return `Left out in all years, and why\n${textTable([['Definition and reason', 'Lines', 'Amount'], ...rows], [1, 2])}\n\n`;
}

function unknownText(analysis: Analysis): string {
  const rows = analysis.unknownSuppliers
    .slice(0, shown)
    .map((one) => [
      one.name.slice(0, 50),
      formatCount(one.lines),
      pounds(one.pence),
      one.candidates.slice(0, 3).join(' or ') || 'anywhere',
    ]);
  if (rows.length === 0) return '';
  const head = ['Largest payees that could not be placed', 'Lines', 'Amount', 'Could be in'];
  return `${textTable([head, ...rows], [1, 2])}\n\n`;
}

function listed(title: string, sentences: readonly string[]): string {
  if (sentences.length === 0) return '';
  const rest =
    sentences.length > shown
      ? [`and ${formatCount(sentences.length - shown)} more; --json lists them all`]
      : [];
  return `${title}\n${[...sentences.slice(0, shown), ...rest].map((sentence) => `  ${sentence}`).join('\n')}\n\n`;
}

/** What was rejected, by reason; the lines themselves are in `--json`, the workbook and the report. */
function rejectedText({ control, rejects }: Analysis): string {
  if (control.rejected === 0) return '';
  const reasons = new Map<string, { lines: number; pence: number; example: string }>();
  for (const { rule, pence, file, line } of rejects) {
    const before = reasons.get(rule) ?? { lines: 0, pence: 0, example: `${file}, line ${line}` };
    reasons.set(rule, { ...before, lines: before.lines + 1, pence: before.pence + (pence ?? 0) });
  }
  const rows = [...reasons].map(([rule, { lines, pence, example }]) => [
    rejectReason(rule),
    formatCount(lines),
    pence === 0 ? 'not readable' : pounds(pence),
    example,
  ]);
  const shownOf = control.rejected > rejects.length ? ` (of the first ${formatCount(rejects.length)})` : '';
  const head = [`Rejected, and why${shownOf}`, 'Lines', 'Amount', 'First one'];
  return `${textTable([head, ...rows], [1, 2])}\n\n`;
}

function controlText({ control, files }: Analysis): string {
  const read = files.filter((file) => file.status === 'read').length;
  return [
    `${formatCount(control.physicalRecords)} records in ${formatCount(read)} ${read === 1 ? 'file' : 'files'}`,
    `= ${formatCount(control.accepted)} accepted + ${formatCount(control.rejected)} rejected + ${formatCount(control.blank)} blank`,
  ].join(' ');
}

function figuresText(analysis: Analysis): string {
  const [first] = analysis.definitions;
  if (!first) return 'Nothing could be counted.\n\n';
  const basis =
    analysis.amountBasis === 'not stated'
      ? 'the files do not say whether amounts are with VAT'
      : analysis.amountBasis === 'mixed'
        ? 'amounts mixed: some files are net, others gross or do not say'
        : `amounts ${analysis.amountBasis}`;
  return [
    `${first.name} (${first.id}, version ${first.version}). ${first.sentence}`,
    `Share is local / (local + elsewhere), the money that could be placed; ${basis}.\n`,
    `${figureTable(lead(analysis))}\n\n`,
  ].join('\n');
}

/** The answer as a person reads it on a terminal. */
export function analysisText(analysis: Analysis): string {
  const asked = new Set(analysis.questions.map((question) => question.file));
  const setAside = analysis.files.filter((file) => file.status === 'set-aside' && !asked.has(file.name));
  const ignored = analysis.files.filter((file) => file.status === 'ignored');
  const next = analysis.nextStep;
  return [
    `Local spend of ${analysis.title ?? 'these ledgers'}, home ${analysis.home.name} (${analysis.home.code})\n`,
    `${controlText(analysis)}; accepted lines add up to £${formatPounds(toPence(analysis.control.acceptedPence))}\n\n`,
    figuresText(analysis),
    definitionsText(analysis),
    leftOutText(analysis),
    rejectedText(analysis),
    unknownText(analysis),
    listed(
      'Set aside, not counted',
      setAside.map((file) => `${file.name}: ${file.why}`),
    ),
    listed(
      'Ignored',
      ignored.map((file) => `${file.name}: ${file.why}`),
    ),
    listed(
      'Set aside until a question is answered',
      analysis.questions.map(
        (one) => `${one.file}: ${one.sentence} ${one.evidence} Answer with ${one.howToAnswer}`,
      ),
    ),
    listed(
      'Warnings',
      analysis.warnings.map((warning) => warning.sentence),
    ),
    next ? `Next: ${next.sentence}${next.command ? `\n  ${next.command}` : ''}\n` : '',
  ].join('');
}
