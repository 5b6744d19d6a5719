import type { Analysis, FileReport, Question } from '../../../domain/spend/analysis.ts';
import { tablesInWords } from '../../../domain/spend/fileCounts.ts';
import type { Finding } from '../../../domain/spend/findings.ts';
import { headlineFinding } from '../../../domain/spend/headline.ts';
import { filesInWords, groupWarnings } from '../../../domain/spend/warnings.ts';
import type { ShareChart } from '../../charts/shareChart.ts';
import {
  aloneMount,
  frameFor,
  homeOf,
  type Mount,
  type Opens,
  type PageFrame,
  type Places,
  placesOf,
} from '../../components/frame.ts';
import { countOf, countText, percentText, rangeText, shortPoundsText } from '../../components/words.ts';
import { chartView, type ShareTable, shareTable } from './chartView.ts';
import { type DefinitionsView, definitionsView } from './definitionsView.ts';
import { type UnknownView, unknownView } from './listsView.ts';
import { type MakingView, makingView } from './makingView.ts';
import { type NextStepView, nextStepView } from './nextStepView.ts';
import { figureAt, figuresUnder, type Picked, pick, spanText } from './picks.ts';
import { withoutOptions } from './withoutCommands.ts';

const unknownOnPage = 10;
const listedOnPage = 20;

/** A file to take away, as the page lists it. */
export interface DownloadLink {
  readonly href: string;
  readonly label: string;
  readonly note: string;
}

/** Warnings that say the same, as one item; `more` leads to the files when not all are named. */
export interface WarningItem {
  readonly count: string | null;
  readonly files: string | null;
  readonly more: boolean;
  readonly sentence: string;
}

/** The definitions to choose from, the one in use without a link, and where they are made. */
export interface DefinitionChoice {
  readonly all: readonly { readonly text: string; readonly href: string | null }[];
  readonly manage: string;
}

export interface ResultView extends PageFrame {
  readonly caption: string;
  readonly finding: Finding;
  readonly notice: string | null;
  readonly definitionSentence: string | null;
  readonly chart: ShareChart | undefined;
  readonly table: ShareTable | undefined;
  /** Said where the chart would be when there is money but no share to draw. */
  readonly noChart: string | null;
  readonly rangeNote: string | null;
  readonly partYears: readonly string[];
  readonly undatedNote: string | null;
  readonly definitions: DefinitionsView | undefined;
  readonly making: MakingView | undefined;
  readonly unknown: UnknownView | undefined;
  readonly nextStep: NextStepView | null;
  readonly definitionChoice: DefinitionChoice | null;
  /** Where open questions are answered; null where a command answers them. */
  readonly answersHref: string | null;
  readonly beforeUseHeading: string;
  readonly questions: readonly Question[];
  readonly warnings: readonly WarningItem[];
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

function setAsideOf(files: readonly FileReport[]): ResultView['setAside'] {
  return files
    .filter((file) => file.status === 'set-aside')
    .map((file) => ({ name: file.name, why: file.why ?? '' }));
}

function noticeOf(analysis: Analysis): string | null {
  const setAside = analysis.files.filter((file) => file.status === 'set-aside');
  if (setAside.length === 0) return null;
  return `${tablesInWords(setAside)} ${setAside.length === 1 ? 'is' : 'are'} set aside and not in these figures.`;
}

/** Why the range of a share goes past 0 or 100%, where one does. */
function rangeNote(analysis: Analysis, picked: Picked): string | null {
  const figures = figuresUnder(analysis, picked.definition.id);
  const below = figures.filter((figure) => (figure.shareLower ?? 0) < 0);
  const past = figures.filter((figure) => (figure.shareUpper ?? 0) > 1);
  const ends = [...(below.length > 0 ? ['below 0%'] : []), ...(past.length > 0 ? ['past 100%'] : [])];
  if (ends.length === 0) return null;
  const unplaced = [...below, ...past].some((figure) => figure.undeterminedNegativePence < 0);
  return `Credits${unplaced ? ' that could not be placed' : ''} can take the range ${ends.join(' or ')}.`;
}

function warningItems(analysis: Analysis, mount: Mount): readonly WarningItem[] {
  return groupWarnings(analysis.warnings).map(({ sentence, files }) => ({
    count: files.length > 1 ? `${countText(files.length)} files` : null,
    files: files.length > 0 ? filesInWords(files) : null,
    more: files.length > 3,
    sentence: mount.navigation === null ? sentence : withoutOptions(sentence),
  }));
}

function partYearsOf(analysis: Analysis): readonly string[] {
  return analysis.warnings.filter((one) => one.code === 'part-year').map((one) => one.sentence);
}

function definitionChoice(analysis: Analysis, opens: Opens | undefined): DefinitionChoice | null {
  if (opens === undefined) return null;
  const all = analysis.definitions.map((one, index) => ({
    text: one.name,
    href: index === 0 ? null : opens.definition(one.id),
  }));
  return { all, manage: opens.definitions };
}

const noChartSentence =
  'No chart is drawn, because no share can be stated for any place. The table shows the lowest and highest each could be.';

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
  if (figure.shareLower === figure.shareUpper) {
    return `${money} has no readable date, so it is in no year. Its share is ${percentText(figure.share)}.`;
  }
  return `${money} has no readable date, so it is in no year. Its share is ${percentText(figure.share)} and could be ${rangeText(figure.shareLower, figure.shareUpper)}%.`;
}

/** Everything the result page says, ready for a template that only lays it out. */
export function resultView(
  analysis: Analysis,
  downloads: readonly DownloadLink[],
  mount: Mount = aloneMount,
  places: Places = placesOf(mount),
): ResultView {
  const picked = pick(analysis);
  const finding = headlineFinding(analysis);
  const chart = picked && chartView(analysis, picked);
  const warnings = warningItems(analysis, mount);
  const hidden = warnings.length - listedOnPage;
  return {
    ...frameFor(analysis, finding.title, homeOf(mount), mount),
    caption: captionOf(analysis, picked),
    finding,
    notice: noticeOf(analysis),
    definitionSentence:
      picked === undefined ? null : `${picked.definition.sentence} ${picked.definition.scopeSentence}`,
    chart,
    noChart: picked !== undefined && chart === undefined ? noChartSentence : null,
    table: picked && shareTable(analysis, picked, mount.opens),
    rangeNote: picked === undefined ? null : rangeNote(analysis, picked),
    partYears: partYearsOf(analysis),
    undatedNote: picked === undefined ? null : undatedNote(analysis, picked),
    definitions: picked && definitionsView(analysis, picked, mount.opens),
    making: picked && makingView(analysis, picked, mount.opens),
    unknown: unknownView(analysis, unknownOnPage, mount.opens),
    nextStep: nextStepView(analysis, mount),
    definitionChoice: definitionChoice(analysis, mount.opens),
    answersHref: mount.answers ?? null,
    beforeUseHeading: picked === undefined ? 'What to do first' : 'Before you use this figure',
    questions: analysis.questions.slice(0, listedOnPage),
    warnings: warnings.slice(0, listedOnPage),
    moreWarnings: hidden > 0 ? `${countOf(hidden, 'more warning')} in the spreadsheet.` : null,
    setAside: setAsideOf(analysis.files).slice(0, listedOnPage),
    downloads,
    places,
  };
}
