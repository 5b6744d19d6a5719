import { countingAgain } from '../../../domain/spend/imports/takeBack.ts';
import { render } from '../../components/templates.ts';
import { countOf } from '../../components/words.ts';
import { type Answer, type Asked, go, missing, page } from '../../site.ts';
import { importAsked, importHtml } from './importPage.ts';
import { againText, type Notice, shortName, withNotice } from './importWords.ts';
import { frameOf, type ImportSite, ledgersLink } from './pageParts.ts';

const namesListed = 50;

/** Asks before everything an import added is taken out of the figures. */
export async function askUndoImport(site: ImportSite, asked: Asked): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  const href = `/imports/${one.id}`;
  const batches = (await site.imports.batchesOfImport(one.id)).filter(({ state }) => state === 'current');
  if (batches.length === 0) return go(href);
  const lines = batches.reduce((sum, { report }) => sum + report.control.accepted, 0);
  const heading = `Take ${countOf(batches.length, 'file')} out of the figures?`;
  const rest = batches.length - namesListed;
  const again = countingAgain(
    await site.imports.batches(),
    batches.map(({ id }) => id),
  );
  const breadcrumbs = [ledgersLink, { text: 'Import', href }];
  return page(
    render('pages/imports/undo.njk', {
      ...frameOf(site, heading, { breadcrumbs }),
      heading,
      sentence: `Everything this import added leaves the figures: ${countOf(lines, 'line')}.`,
      again: againText(again),
      names: [
        ...batches.slice(0, namesListed).map(({ name }) => shortName(name)),
        ...(rest > 0 ? [`and ${countOf(rest, 'more file')}`] : []),
      ],
      button:
        batches.length === 1 ? 'Take this file out of the figures' : 'Take these files out of the figures',
      action: `${href}/undo`,
      backHref: href,
    }),
  );
}

function undoNotice(again: boolean): Notice {
  return again ? 'import-taken-out-for' : 'import-taken-out';
}

type Undo = 'undo' | 'bringBack';

async function change(site: ImportSite, asked: Asked, what: Undo): Promise<Answer> {
  const one = await importAsked(site, asked);
  if (one === null) return missing;
  const before = await site.imports.batches();
  const changed = await site.imports[what]({ import: one.id });
  if (changed.ok && changed.value.length > 0) {
    const again = countingAgain(before, changed.value).length > 0;
    const notice = what === 'undo' ? undoNotice(again) : 'import-brought-back';
    return go(withNotice(`/imports/${one.id}`, notice));
  }
  const refusals = changed.ok ? [] : changed.refusals;
  const errors = refusals.map(({ sentence }) => ({ field: 'what-next', text: sentence }));
  const html = await importHtml(site, one, errors.length > 0 ? { errors } : { changed: true });
  return html === undefined ? missing : { kind: 'page', html, status: 409 };
}

/** Takes everything an import added out of the figures. */
export function undoImport(site: ImportSite, asked: Asked): Promise<Answer> {
  return change(site, asked, 'undo');
}

/** Brings back what an import added. */
export function bringBackImport(site: ImportSite, asked: Asked): Promise<Answer> {
  return change(site, asked, 'bringBack');
}
