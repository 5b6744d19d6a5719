import type { Alignment, Meeting } from './alignment.ts';
import type { NameWord } from './matchingWords.ts';
import type { FormRelation, NameEvidence } from './nameEvidence.ts';

const abbreviation = /^[^AEIOUY]+$/;
const capitalised = (text: string) => text.charAt(0) + text.slice(1).toLowerCase();
const quoted = (texts: readonly string[]) => `“${texts.join(' ')}”`;

/** A word of a key as people write it: `Svcs`, but `NHS`. */
function asWritten({ text, stem, from }: NameWord): string {
  if (from !== null) return from;
  return text === stem && abbreviation.test(text) ? text : capitalised(text);
}

function shown(words: readonly NameWord[]): string {
  return quoted([...new Set(words.map(asWritten))]);
}

const meetingWords: Readonly<Record<Meeting['kind'], (meeting: Meeting) => string | null>> = {
  same: () => null,
  short: ({ ours, theirs }) =>
    (ours[0]?.text.length ?? 0) < (theirs[0]?.text.length ?? 0)
      ? `${shown(ours)} is short for ${shown(theirs)}`
      : `${shown(ours)} is the register’s ${shown(theirs)}`,
  joined: ({ ours, theirs }) => `${shown(ours)} is ${shown(theirs)} with other spaces`,
  initials: ({ ours, theirs }) => {
    const [short, long] = ours.length === 1 ? [ours, theirs] : [theirs, ours];
    return `“${short[0]?.text}” is the initials of ${shown(long)}`;
  },
  cut: ({ ours, theirs }) => `${shown(ours)} is ${shown(theirs)} cut off`,
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

/** Words that stand for several others, said once each. */
function phraseWords({ meetings }: Alignment): readonly string[] {
  const phrases = new Map<string, string[]>();
  for (const word of meetings.flatMap(({ ours }) => ours)) {
    if (word.from !== null) phrases.set(word.from, [...(phrases.get(word.from) ?? []), word.text]);
  }
  return [...phrases].map(([from, texts]) => `“${from}” is short for ${quoted(texts.map(capitalised))}`);
}

/** What agrees between a reading and a name, in words. */
export function nameAgreements(evidence: NameEvidence): readonly string[] {
  const { alignment, exact, spacedAlike, reading } = evidence;
  const note = reading.note === null ? [] : [`The ledger’s name is ${reading.note}`];
  if (exact)
    return [...note, spacedAlike ? 'The name is the same' : 'The name is the same but for its spaces'];
  const common = alignment.meetings.filter(({ kind }) => kind === 'same').flatMap(({ ours }) => ours);
  const shared = common.length > 0 ? [`${shown(common)} is in both names`] : [];
  const words = alignment.meetings
    .map((meeting) => meetingWords[meeting.kind](meeting))
    .filter((said) => said !== null);
  return [...note, ...shared, ...phraseWords(alignment), ...words];
}

/** What differs between a reading and a name, in words. */
export function nameDifferences(evidence: NameEvidence): readonly string[] {
  const form = formWords(evidence.form, evidence);
  const order = evidence.alignment.inOrder ? [] : ['The words come in another order'];
  return [...(evidence.exact ? [] : aloneWords(evidence)), ...order, ...(form === null ? [] : [form])];
}
