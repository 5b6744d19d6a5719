import type { Reject } from '../../../domain/spend/analysis.ts';
import { rejectReason } from '../../../domain/spend/rejectRules.ts';
import { rejectsCsv } from '../../../formats/downloads/index.ts';
import type { Link } from '../../components/frame.ts';
import { pageOfList } from '../../components/pagination.ts';
import { render } from '../../components/templates.ts';
import { countOf, countText, poundsText } from '../../components/words.ts';
import { type Answer, type Asked, missing, page } from '../../site.ts';
import { shortName } from './importWords.ts';
import { askedPage, frameOf, type ImportSite } from './pageParts.ts';
import { cutText } from './tableView.ts';

const rejectsPerPage = 50;
const longestText = 300;
const longestSentence = 300;

/** Rejected lines of one table or batch. */
export interface RejectedLines {
  readonly name: string;
  readonly rejects: readonly Reject[];
  /** All of them, listed or not. */
  readonly rejected: number;
  readonly breadcrumbs: readonly Link[];
}

function rowOf(one: Reject) {
  return {
    where: `Line ${countText(one.line)}`,
    sentence: cutText(one.sentence, longestSentence),
    text: cutText(one.text, longestText),
    rule: rejectReason(one.rule),
    amount: one.pence === null ? 'not readable' : `£${poundsText(one.pence)}`,
  };
}

function listedText({ rejects, rejected }: RejectedLines): string {
  if (rejected === 0) return 'Every line below the headings was accepted or is blank.';
  const all = 'They are in no figure. Correct them in your file and add it again.';
  return rejects.length < rejected
    ? `${all} The first ${countText(rejects.length)} are listed here and in the download.`
    : all;
}

/** The page of rejected lines, with their text as it stands in the file. */
export async function rejectsPage(site: ImportSite, asked: Asked, lines: RejectedLines): Promise<Answer> {
  const { rejects, rejected, name, breadcrumbs } = lines;
  const list = pageOfList(rejects.length, rejectsPerPage, { path: asked.path, asked: askedPage(asked) });
  if (list === undefined) return missing;
  const heading =
    rejected === 0
      ? `No line of ${shortName(name)} was rejected`
      : `${countOf(rejected, 'line')} of ${shortName(name)} ${rejected === 1 ? 'was' : 'were'} rejected`;
  const title = list.pages > 1 ? `${heading} (page ${list.page} of ${list.pages})` : heading;
  const view = {
    ...frameOf(site, title, { breadcrumbs }),
    heading,
    sentence: listedText(lines),
    rows: rejects.slice(list.from, list.to).map(rowOf),
    csvHref: rejects.length > 0 ? `${asked.path}.csv` : null,
    csvText: `Download ${countOf(rejects.length, 'rejected line')} (CSV)`,
    pagination: list.pagination,
  };
  return page(render('pages/imports/rejects.njk', view));
}

/** The same lines as CSV, with what is wrong with each. */
export function rejectsFile({ name, rejects }: RejectedLines): Answer {
  return {
    kind: 'file',
    name: `rejected-lines-${name.replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 100)}.csv`,
    contentType: 'text/csv; charset=utf-8; header=present',
    body: rejectsCsv({ rejects: [...rejects] }),
  };
}
