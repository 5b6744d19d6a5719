import { countingAgain } from '../../../domain/spend/imports/takeBack.ts';
import type { Batch } from '../../../domain/spend/imports/types.ts';
import { render } from '../../components/templates.ts';
import { countOf, poundsText } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page } from '../../site.ts';
import { fileView } from '../spend/filesView.ts';
import {
  againText,
  batchTag,
  momentText,
  noticeOf,
  shortName,
  withNotice,
  withoutCommands,
} from './importWords.ts';
import { frameOf, type ImportSite, ledgersLink } from './pageParts.ts';
import { rejectsFile, rejectsPage } from './rejectsPages.ts';
import { profileWords } from './savedView.ts';

async function batchAsked(site: ImportSite, { params }: Asked): Promise<Batch | null> {
  return site.imports.batchOf(params.batch ?? '');
}

function stateText({ state, endedAt, supersededBy }: Batch): string {
  const when = endedAt === null ? '' : ` on ${momentText(endedAt)}`;
  if (state === 'superseded') return `Another file took its place${when}. It stays here to look at.`;
  if (state === 'undone') return `It was taken out of the figures${when}. You can bring it back.`;
  return supersededBy === null
    ? 'Its lines are in the figures.'
    : 'Its lines are in the figures again, because the file that replaced it was taken out.';
}

function nextOf(batch: Batch, next: Batch | null) {
  if (next === null) return null;
  const label = batch.state === 'superseded' ? 'The file in its place' : 'The file that replaced it';
  return { label, text: shortName(next.name), href: `/ledgers/${next.id}` };
}

function rejectsLink({ id, report }: Batch): { readonly href: string; readonly text: string } | null {
  const { rejected } = report.control;
  return rejected === 0
    ? null
    : { href: `/ledgers/${id}/rejects`, text: `See the ${countOf(rejected, 'rejected line')}` };
}

async function batchHtml(site: ImportSite, batch: Batch, notice: string | null, refusal: string | null) {
  const report = fileView(batch.report);
  const added = { key: 'Added', value: momentText(batch.importedAt) };
  const frame = frameOf(site, shortName(batch.name), {
    errors: refusal === null ? [] : [{ text: refusal, href: '#state' }],
  });
  const next = batch.supersededBy === null ? null : await site.imports.batchOf(batch.supersededBy);
  return render('pages/imports/batch.njk', {
    ...frame,
    file: { ...report, tag: batchTag(batch.state), why: stateText(batch), facts: [added, ...report.facts] },
    batch: { id: batch.id, state: batch.state, importHref: `/imports/${batch.import}` },
    answers: profileWords(batch.profile),
    warnings: batch.warnings.map(({ sentence }) => withoutCommands(sentence)),
    rejectsLink: rejectsLink(batch),
    next: nextOf(batch, next),
    notice,
    refusal,
  });
}

/** One file that was added, in full: how it was read, by which answers, and whether it counts. */
export async function showBatch(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  return batch === null ? missing : page(await batchHtml(site, batch, noticeOf(asked.query), null));
}

async function refusedBatch(site: ImportSite, batch: Batch, sentence: string): Promise<Answer> {
  const newest = (await site.imports.batchOf(batch.id)) ?? batch;
  return { kind: 'page', status: 409, html: await batchHtml(site, newest, null, sentence) };
}

/** Asks before a file is taken out of the figures. */
export async function askUndoBatch(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  if (batch === null) return missing;
  const href = `/ledgers/${batch.id}`;
  if (batch.state !== 'current') return go(href);
  const name = shortName(batch.name);
  const { accepted, acceptedPence } = batch.report.control;
  const heading = `Take ${name} out of the figures?`;
  const frame = frameOf(site, heading, { breadcrumbs: [ledgersLink, { text: name, href }] });
  return page(
    render('pages/imports/undo.njk', {
      ...frame,
      heading,
      sentence: `${countOf(accepted, 'line leaves', 'lines leave')} the figures: £${poundsText(acceptedPence)}.`,
      again: againText(countingAgain(await site.imports.batches(), [batch.id])),
      names: [],
      button: 'Take this file out of the figures',
      action: `${href}/undo`,
      backHref: href,
    }),
  );
}

/** Takes a file out of the figures. */
export async function undoBatch(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  if (batch === null) return missing;
  const again = countingAgain(await site.imports.batches(), [batch.id]).length > 0;
  const undone = await site.imports.undo({ batch: batch.id });
  if (undone.ok) return go(withNotice(`/ledgers/${batch.id}`, again ? 'taken-out-for' : 'taken-out'));
  return refusedBatch(site, batch, undone.refusals.map(({ sentence }) => sentence).join(' '));
}

/** Brings a file back that was taken out. */
export async function bringBackBatch(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  if (batch === null) return missing;
  const back = await site.imports.bringBack({ batch: batch.id });
  if (!back.ok) return refusedBatch(site, batch, back.refusals.map(({ sentence }) => sentence).join(' '));
  if (back.value.length > 0) return go(withNotice(`/ledgers/${batch.id}`, 'brought-back'));
  return refusedBatch(
    site,
    batch,
    'It was not brought back: the same file counts already, or somebody changed it.',
  );
}

function rejectedOf({ id, name, rejects, report }: Batch) {
  const breadcrumbs = [ledgersLink, { text: shortName(name), href: `/ledgers/${id}` }];
  return { name, rejects, rejected: report.control.rejected, breadcrumbs };
}

/** The rejected lines of a file that was added. */
export async function showBatchRejects(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  return batch === null ? missing : rejectsPage(site, asked, rejectedOf(batch));
}

/** The same as CSV. */
export async function batchRejectsFile(site: ImportSite, asked: Asked): Promise<Answer> {
  const batch = await batchAsked(site, asked);
  return batch === null ? missing : rejectsFile(rejectedOf(batch));
}
