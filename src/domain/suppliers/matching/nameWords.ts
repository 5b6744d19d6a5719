import type { Meeting } from './alignment.ts';
import type { NameWord } from './matchingWords.ts';
import type { FormRelation, NameEvidence } from './nameEvidence.ts';

/** A word of a key as people write it: `Svcs`. */
function shown(words: readonly NameWord[]): string {
  const written = words.map(({ text }) => text.charAt(0) + text.slice(1).toLowerCase());
  return `“${written.join(' ')}”`;
}

const meetingWords: Readonly<Record<Meeting['kind'], (meeting: Meeting) => string | null>> = {
  same: () => null,
  short: ({ ours, theirs }) =>
    (ours[0]?.text.length ?? 0) < (theirs[0]?.text.length ?? 0)
      ? `${shown(ours)} is short for ${shown(theirs)}`
      : `${shown(ours)} is the register’s ${shown(theirs)}`,
  joined: ({ ours, theirs }) => `${shown(ours)} is ${shown(theirs)} with other spaces`,
  initials: ({ ours, theirs }) =>
    ours.length === 1
      ? `${shown(ours)} is the initials of ${shown(theirs)}`
      : `${shown(theirs)} is the initials of ${shown(ours)}`,
  cut: ({ ours, theirs }) =>
    (ours[0]?.text.length ?? 0) < (theirs[0]?.text.length ?? 0)
      ? `${shown(ours)} is ${shown(theirs)} cut off`
      : `${shown(ours)} is longer than the register’s ${shown(theirs)}`,
  spelling: ({ ours, theirs }) => `${shown(ours)} is spelled ${shown(theirs)} on the register`,
};

function formWords(form: FormRelation, evidence: NameEvidence): string | null {
  if (form === 'ours only') return 'The register’s name has no legal form, the ledger’s has one';
  if (form === 'near' || form === 'different') return 'The legal forms in the two names differ';
  return form === 'theirs only' && !evidence.exact ? 'Only the register’s name has a legal form' : null;
}

function aloneWords(evidence: NameEvidence): readonly string[] {
  const { oursAlone, theirsAlone } = evidence.alignment;
  return [
    ...(oursAlone.length > 0 ? [`${shown(oursAlone)} is only in the ledger’s name`] : []),
    ...(theirsAlone.length > 0 ? [`${shown(theirsAlone)} is only in the register’s name`] : []),
  ];
}

/** What agrees between a reading and a name, in words. */
export function nameAgreements(evidence: NameEvidence): readonly string[] {
  const { alignment, exact, rearranged, reading } = evidence;
  const note = reading.note === null ? [] : [`The ledger’s name is ${reading.note}`];
  const sameName = exact ? ['The name is the same'] : [];
  const order = rearranged ? ['The name has the same words in another order or with other spaces'] : [];
  const words = alignment.meetings
    .map((meeting) => meetingWords[meeting.kind](meeting))
    .filter((said) => said !== null);
  const common = alignment.meetings.filter(({ kind }) => kind === 'same').flatMap(({ ours }) => ours);
  const shared = !exact && !rearranged && common.length > 0 ? [`${shown(common)} is in both names`] : [];
  return [...note, ...sameName, ...order, ...(rearranged ? [] : [...shared, ...words])];
}

/** What differs between a reading and a name, in words. */
export function nameDifferences(evidence: NameEvidence): readonly string[] {
  const form = formWords(evidence.form, evidence);
  return [...(evidence.rearranged ? [] : aloneWords(evidence)), ...(form === null ? [] : [form])];
}
