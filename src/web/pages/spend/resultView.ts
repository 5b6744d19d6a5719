import type { Analysis, FileReport, Question, Warning } from '../../../domain/spend/analysis.ts';
import { type Finding, findingFor } from '../../../domain/spend/findings.ts';
import type { ShareChart } from '../../charts/shareChart.ts';
import { frameFor, type PageFrame, type Places } from '../../components/frame.ts';
import { countOf, percentText, rangeText, shortPoundsText } from '../../components/words.ts';
import { chartView, type ShareTable, shareTable } from './chartView.ts';
import { type DefinitionsView, definitionsView } from './definitionsView.ts';
import { type UnknownView, unknownView } from './listsView.ts';
import { type MakingView, makingView } from './makingView.ts';
import { figureAt, figuresUnder, type Picked, pick, spanText } from './picks.ts';

const unknownOnPage = 10;
const listedOnPage = 20;

/** A file to take away, as the page lists it. */
export interface DownloadLink {
  readonly href: string;
  readonly label: string;
  readonly note: string;
}

export interface ResultView extends PageFrame {
  readonly caption: string;
  readonly finding: Finding;
  readonly notice: string | null;
  readonly definitionSentence: string | null;
  readonly chart: ShareChart | undefined;
  readonly table: ShareTable | undefined;
  readonly undatedNote: string | null;
  readonly definitions: DefinitionsView | undefined;
  readonly making: MakingView | undefined;
  readonly unknown: UnknownView | undefined;
  readonly nextStep: Analysis['nextStep'];
  readonly beforeUseHeading: string;
  readonly questions: readonly Question[];
  readonly warnings: readonly Warning[];
  readonly moreWarnings: string | null;
  readonly setAside: readonly { readonly name: string; readonly why: string }[];
  readonly downloads: readonly DownloadLink[];
  readonly places: Places;
}

function captionOf(analysis: Analysis, picked: Picked | undefined): string {
  const span = picked === undefined ? '' : `, ${spanText(picked.periods)}`;
  return analysis.title === null
    ? `Local spend in ${analysis.home.name}${span}`
    : `${analysis.title}: local spend${span}`;
}

function findingOf(analysis: Analysis, picked: Picked | undefined): Finding {
  if (picked === undefined) return findingFor([], analysis.home.name, 'ledger address');
  const years = figuresUnder(analysis, picked.definition.id).filter(
    (figure) => figure.ring.id === picked.home.id,
  );
  return findingFor(
    picked.periods.flatMap((period) => years.filter((figure) => figure.period === period)),
    picked.home.name,
    picked.definition.basis,
  );
}

function setAsideOf(files: readonly FileReport[]): ResultView['setAside'] {
  return files
    .filter((file) => file.status === 'set-aside')
    .map((file) => ({ name: file.name, why: file.why ?? '' }));
}

function noticeOf(analysis: Analysis): string | null {
  const count = setAsideOf(analysis.files).length;
  if (count === 0) return null;
  return `${countOf(count, 'file is', 'files are')} set aside and not in these figures.`;
}

function undatedNote(analysis: Analysis, picked: Picked): string | null {
  const figure = figureAt(figuresUnder(analysis, picked.definition.id), {
    period: 'undated',
    ring: picked.home.id,
  });
  if (figure === undefined) return null;
  const money = shortPoundsText(figure.totalPence);
  if (figure.share === null || figure.shareLower === null || figure.shareUpper === null) {
    return `${money} has no readable date, so it is in no year.`;
  }
  return `${money} has no readable date, so it is in no year. Its share is ${percentText(figure.share)} and could be ${rangeText(figure.shareLower, figure.shareUpper)}%.`;
}

/** Everything the result page says, ready for a template that only lays it out. */
export function resultView(
  analysis: Analysis,
  downloads: readonly DownloadLink[],
  places: Places,
): ResultView {
  const picked = pick(analysis);
  const finding = findingOf(analysis, picked);
  const hidden = analysis.warnings.length - listedOnPage;
  return {
    ...frameFor(analysis, finding.title, '/'),
    caption: captionOf(analysis, picked),
    finding,
    notice: noticeOf(analysis),
    definitionSentence:
      picked === undefined ? null : `${picked.definition.sentence} ${picked.definition.scopeSentence}`,
    chart: picked && chartView(analysis, picked),
    table: picked && shareTable(analysis, picked),
    undatedNote: picked === undefined ? null : undatedNote(analysis, picked),
    definitions: picked && definitionsView(analysis, picked),
    making: picked && makingView(analysis, picked),
    unknown: unknownView(analysis, unknownOnPage),
    nextStep: analysis.nextStep,
    beforeUseHeading: picked === undefined ? 'What to do first' : 'Before you use this figure',
    questions: analysis.questions.slice(0, listedOnPage),
    warnings: analysis.warnings.slice(0, listedOnPage),
    moreWarnings: hidden > 0 ? `${countOf(hidden, 'more warning')} in the spreadsheet.` : null,
    setAside: setAsideOf(analysis.files).slice(0, listedOnPage),
    downloads,
    places,
  };
}
