import type { ListedSet } from '../../../actions/measures/knownSets.ts';
import type { AskedPaper, ShownPaper, StoredTenderFileRow } from '../../../actions/measures/revisingTypes.ts';
import { mayLeave, measuresOf } from '../../../domain/measures/index.ts';
import { countOf } from '../../../domain/values/index.ts';

import { tableView } from './tableView.ts';

/** What the forms of a page choose from. */
export interface Choices {
  readonly sets: readonly ListedSet[];
  readonly bids: readonly StoredTenderFileRow[];
}

function setText({ set }: ListedSet): string {
  const draft = set.status === 'draft' ? ', draft' : '';
  return `${set.name}, version ${set.version}${draft} (${countOf(measuresOf(set).length, 'measure')})`;
}

/** Sets to choose from, one of them chosen. */
export function setItems(sets: readonly ListedSet[], chosen: string) {
  return sets.map((one) => ({ value: one.ref, text: setText(one), selected: one.ref === chosen }));
}

/** Files of past bids to choose from, one of them chosen, or none. */
export function bidItems(bids: readonly StoredTenderFileRow[], chosen: string | null) {
  return [
    { value: '', text: 'Without past bids', selected: chosen === null },
    ...bids.map(({ id, title }) => ({ value: id, text: title, selected: id === chosen })),
  ];
}

/** The query string that asks for a paper again. */
export function paperQuery({ from, to, bids }: AskedPaper): string {
  return String(new URLSearchParams({ from, to, ...(bids === null ? {} : { bids }) }));
}

/** The paper as a page. */
export function paperView({ from, to, bids, paper }: ShownPaper) {
  const asked = { from: from.ref, to: to.ref, bids: bids?.id ?? null };
  return {
    ...{ title: paper.title, sentences: paper.sentences, tables: paper.tables.map(tableView) },
    caption: to.set.status === 'draft' ? 'Paper on a draft that nobody has published' : 'Paper on a revision',
    bids: bids && `Tried on ${bids.title}, from ${bids.fileName}.`,
    workbook: `/measures/compare/paper.xlsx?${paperQuery(asked)}`,
    restricted: ![from.set, to.set].every(mayLeave),
    draft: to.set.status === 'draft' ? `/measures/sets/${encodeURIComponent(to.ref)}` : null,
  };
}

/** The last two versions of one set to begin with: the one that is revised first. */
export function firstChoice(sets: readonly ListedSet[]): { readonly from: string; readonly to: string } {
  const pair = sets
    .map((to) => ({
      to,
      from: sets.find(({ set }) => set.id === to.set.id && set.version === to.set.replaces),
    }))
    .find(({ from }) => from !== undefined);
  const [to, from] = [pair?.to ?? sets[0], pair?.from ?? sets[1] ?? sets[0]];
  return { from: from?.ref ?? '', to: to?.ref ?? '' };
}
