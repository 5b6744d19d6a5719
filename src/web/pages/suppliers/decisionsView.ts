import type { DecisionInUse, TakenDictionary } from '../../../actions/suppliers/types.ts';
import { formatMoment, millisecondsOf } from '../../../domain/values/index.ts';
import { countOf, countText } from '../../components/words.ts';
import { undoAddress } from './addresses.ts';
import { outcomeWords, type ShownDecision } from './supplierWords.ts';

/** Decisions on one page of the list. */
export const decisionsOnPage = 50;

const longestList = 50;

function madeText({ source, decidedAt }: ShownDecision): string {
  const when = formatMoment(millisecondsOf(decidedAt));
  return source === 'dictionary' ? `Taken over on ${when}` : when;
}

function undoneText({ undoneAt, undoneByName }: ShownDecision): string | null {
  if (undoneAt === null) return null;
  const by = undoneByName === null ? '' : ` by ${undoneByName}`;
  return `Undone${by} on ${formatMoment(millisecondsOf(undoneAt))}`;
}

/** Who decided, as far as that is still known. */
function whoText({ decidedBy, decidedByName }: ShownDecision): string {
  if (decidedByName !== null) return decidedByName;
  return decidedBy === null ? 'Not known any more' : 'Somebody who has left';
}

/** One row of the list of decisions. */
export function decisionRow({ decision, entity, contradiction }: DecisionInUse) {
  const { name, supplierNumber, reason, undoneAt } = decision;
  const isLinked = decision.outcome.kind === 'linked';
  return {
    name,
    number: supplierNumber === null ? null : `Number ${supplierNumber}`,
    is: outcomeWords(decision, entity?.name ?? null).replace(/^[a-z]/, (first) => first.toUpperCase()),
    unknown: isLinked && entity === null ? 'On no register in use now' : null,
    when: madeText(decision),
    who: whoText(decision),
    reason: reason ?? 'No reason given',
    contradiction: undoneAt === null ? contradiction : null,
    undone: undoneText(decision),
    undo: undoneAt === null ? undoAddress(decision.id) : null,
  };
}

/** What stands above the list: how many decisions hold, and how many the registers contradict. */
export function countedSentence(all: readonly DecisionInUse[]): string {
  const holding = all.filter(({ decision }) => decision.undoneAt === null);
  const against = holding.filter(({ contradiction }) => contradiction !== null).length;
  const hold = `${countOf(holding.length, 'decision holds', 'decisions hold')}.`;
  if (against === 0) return hold;
  return `${hold} The registers in use contradict ${countText(against)} of them.`;
}

function listed(texts: readonly string[]) {
  const more = texts.length - longestList;
  return { texts: texts.slice(0, longestList), more: more > 0 ? `and ${countText(more)} more` : null };
}

/** What became of a dictionary that was taken over. */
export function takenView({ added, same, different, unknown }: TakenDictionary) {
  return {
    title:
      added === 0 ? 'No decision was added' : `${countOf(added, 'decision was', 'decisions were')} added`,
    same: same === 0 ? null : `${countOf(same, 'decision was', 'decisions were')} there already.`,
    different: listed(different),
    unknown: listed(unknown),
  };
}
