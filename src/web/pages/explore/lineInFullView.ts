import type { LineInFull } from '../../../actions/explore/types.ts';
import { formatMoment, millisecondsOf } from '../../../domain/values/index.ts';
import { countText, dayText, poundsText } from '../../components/words.ts';
import { cut } from './filterWords.ts';
import { leftOutLabel, supplierName } from './linesView.ts';
import type { Visit } from './visit.ts';

interface Fact {
  readonly key: string;
  readonly value: string;
  readonly href?: string;
}

export interface LineInFullView {
  readonly title: string;
  readonly caption: string;
  readonly columns: readonly Fact[];
  readonly origin: readonly Fact[];
  readonly placed: readonly Fact[];
  /** Whether it counts under the definition, and why not. */
  readonly counted: string;
}

const longestName = 100;
const none = 'Not on the line';

function titleOf({ line }: LineInFull): string {
  const name = cut(supplierName(line), longestName);
  const when = line.day === null ? ', without a date' : ` on ${dayText(line.day)}`;
  if (line.pence < 0) return `${name} gave back £${poundsText(-line.pence)}${when}`;
  return `${name} was paid £${poundsText(line.pence)}${when}`;
}

function columnsOf({ line }: LineInFull): readonly Fact[] {
  const text = (key: string, value: string | null) => ({ key, value: value || none });
  return [
    text('Supplier', line.supplier),
    text('Supplier number', line.supplierNumber),
    { key: 'Amount, £', value: poundsText(line.pence) },
    { key: 'Day', value: line.day === null ? 'No date that can be read' : dayText(line.day) },
    text('Body', line.body),
    text('Department', line.department),
    text('Category', line.category),
    text('Purpose', line.purpose),
    text('Document', line.document),
    text('Postcode', line.postcode),
  ];
}

function originOf({ batch, physicalLine, line, import: from }: LineInFull): readonly Fact[] {
  const uploaded = from === null ? [] : [{ key: 'Uploaded', value: dayOf(from.createdAt) }];
  return [
    { key: 'Ledger', value: batch.name, href: `/ledgers/${encodeURIComponent(batch.id)}` },
    physicalLine === null
      ? { key: 'Record in the ledger', value: countText(line.record + 1) }
      : { key: 'Line in the file', value: countText(physicalLine) },
    ...uploaded,
    { key: 'Imported', value: dayOf(batch.importedAt) },
    { key: 'SHA-256 of the file', value: batch.sha256 },
  ];
}

function dayOf(at: LineInFull['batch']['importedAt']): string {
  return formatMoment(millisecondsOf(at));
}

function countedWords({ line, batch }: LineInFull, visit: Pick<Visit, 'definition'>): string {
  const { name } = visit.definition;
  if (batch.state === 'undone') return 'It counts in no figure, because its import was undone.';
  if (batch.state === 'superseded')
    return 'It counts in no figure, because a newer file took the place of its ledger.';
  const label = leftOutLabel(line.scopeClass, visit);
  if (label !== null) return `It is left out under “${name}”, as ${label.toLowerCase()}.`;
  return line.day === null
    ? `It counts under “${name}”, in no year because it has no date.`
    : `It counts under “${name}”.`;
}

/** One payment in full: its columns, where it comes from, why it lies where it does, and whether it counts. */
export function lineInFullView(found: LineInFull, visit: Pick<Visit, 'definition'>): LineInFullView {
  return {
    title: titleOf(found),
    caption: `One payment in ${found.batch.name}`,
    columns: columnsOf(found),
    origin: originOf(found),
    placed: found.placed.map(({ ring, sentence }) => ({ key: ring.name, value: sentence })),
    counted: countedWords(found, visit),
  };
}
