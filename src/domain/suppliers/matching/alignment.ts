import { type MatchingWords, type NameWord, tellingWords } from './matchingWords.ts';

/** How words of two names meet. */
export const meetingKinds = ['same', 'short', 'joined', 'initials', 'cut', 'spelling'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** Words of two names that meet, and how well: 1 is the same word. */
export interface Meeting {
  readonly kind: MeetingKind;
  readonly ours: readonly NameWord[];
  readonly theirs: readonly NameWord[];
  readonly quality: number;
}

/** Two names laid side by side. */
export interface Alignment {
  readonly meetings: readonly Meeting[];
  readonly oursAlone: readonly NameWord[];
  readonly theirsAlone: readonly NameWord[];
  /** Whether the words that meet come in the same order on both sides. */
  readonly inOrder: boolean;
}

interface Sides {
  ours: NameWord[];
  theirs: NameWord[];
  readonly meetings: Meeting[];
}

function meet(sides: Sides, meeting: Meeting): void {
  sides.meetings.push(meeting);
  sides.ours = sides.ours.filter((word) => !meeting.ours.includes(word));
  sides.theirs = sides.theirs.filter((word) => !meeting.theirs.includes(word));
}

function meetSame(sides: Sides): void {
  for (const word of sides.ours) {
    const other = sides.theirs.find(({ stem }) => stem === word.stem);
    if (!other) continue;
    const kind = word.text === other.text ? 'same' : 'short';
    meet(sides, { kind, ours: [word], theirs: [other], quality: 1 });
  }
}

const longestRun = 6;

/** A run of words that, written as one or by their first letters, is the one word wanted. */
function runThatIs(
  words: readonly NameWord[],
  wanted: string,
  written: (run: readonly NameWord[]) => string,
): readonly NameWord[] | undefined {
  for (let from = 0; from < words.length; from += 1) {
    const run: NameWord[] = [];
    for (const word of words.slice(from, from + longestRun)) {
      run.push(word);
      const text = written(run);
      if (run.length > 1 && text === wanted) return run;
      if (!wanted.startsWith(text)) break;
    }
  }
  return undefined;
}

const asOneWord = (run: readonly NameWord[]) => run.map(({ text }) => text).join('');
const byInitials = (run: readonly NameWord[]) => run.map(({ text }) => text.charAt(0)).join('');

function meetRuns(sides: Sides, kind: 'joined' | 'initials'): void {
  const written = kind === 'joined' ? asOneWord : byInitials;
  const [quality, least] = kind === 'joined' ? [1, 2] : [0.9, 3];
  for (const word of sides.ours) {
    const run = word.text.length >= least ? runThatIs(sides.theirs, word.text, written) : undefined;
    if (run) meet(sides, { kind, ours: [word], theirs: run, quality });
  }
  for (const word of sides.theirs) {
    const run = word.text.length >= least ? runThatIs(sides.ours, word.text, written) : undefined;
    if (run) meet(sides, { kind, ours: run, theirs: [word], quality });
  }
}

/** Letters to change, add, leave out or swap to make one word of the other; at most `most + 1`. */
export function lettersApart(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swap = swapped ? (before[j - 2] ?? 0) + 1 : change;
      next.push(Math.min(change, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return Math.min(most + 1, row.at(-1) ?? 0);
}

const digit = /\d/;

function spelledAlike(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  if (length < 4 || digit.test(one) || digit.test(other)) return 0;
  const most = length < 8 ? 1 : 2;
  const apart = lettersApart(one, other, most);
  if (apart > most || (length < 6 && one.charAt(0) !== other.charAt(0))) return 0;
  return length < 6 ? 0.75 : 1 - 0.1 * apart;
}

/** A word that the other begins with; ledgers cut words off, and the last one of a name most. */
function cutOff(short: string, long: string, last: boolean): number {
  const least = last ? 2 : 3;
  if (short.length < least || short.length >= long.length || !long.startsWith(short) || digit.test(long)) {
    return 0;
  }
  return last ? 0.9 : 0.75;
}

function bestNear(word: NameWord, sides: Sides, last: boolean): Meeting | undefined {
  let best: Meeting | undefined;
  for (const other of sides.theirs) {
    const spelling = spelledAlike(word.stem, other.stem);
    const cut = cutOff(word.text, other.text, last);
    const quality = Math.max(spelling, cut);
    if (quality > (best?.quality ?? 0)) {
      best = { kind: cut > spelling ? 'cut' : 'spelling', ours: [word], theirs: [other], quality };
    }
  }
  return best;
}

function meetNear(sides: Sides, lastOfOurs: NameWord | undefined): void {
  for (const word of sides.ours) {
    const found = bestNear(word, sides, word === lastOfOurs);
    if (found) meet(sides, found);
  }
}

/** Leaves out a word left alone that is the initials of the name it stands in, as in `EXAMPLE CARE TRUST ECT`. */
function withoutOwnInitials(alone: NameWord[], all: readonly NameWord[]): NameWord[] {
  return alone.filter((word) => {
    const others = all.filter((other) => other !== word);
    return word.text.length < 3 || !runThatIs(others, word.text, byInitials);
  });
}

function keepsOrder(
  meetings: readonly Meeting[],
  ours: readonly NameWord[],
  theirs: readonly NameWord[],
): boolean {
  const places = meetings
    .map((meeting) => ({
      our: ours.findIndex((word) => meeting.ours.includes(word)),
      their: theirs.findIndex((word) => meeting.theirs.includes(word)),
    }))
    .sort((one, other) => one.our - other.our);
  return places.every(({ their }, at) => at === 0 || their > (places[at - 1]?.their ?? 0));
}

/**
 * Lays two keys side by side, word by word: the same words first, then words that one side joins, words that one side
 * gives by initials, and at last words that are cut off or spelled otherwise.
 */
export function alignKeys(ours: string, theirs: string, words: MatchingWords): Alignment {
  const ourWords = tellingWords(ours, words);
  const theirWords = tellingWords(theirs, words);
  const sides: Sides = { ours: [...ourWords], theirs: [...theirWords], meetings: [] };
  meetSame(sides);
  if (sides.ours.length > 0 && sides.theirs.length > 0) {
    meetRuns(sides, 'joined');
    meetRuns(sides, 'initials');
    meetNear(sides, ourWords.at(-1));
  }
  return {
    meetings: sides.meetings,
    oursAlone: withoutOwnInitials(sides.ours, ourWords),
    theirsAlone: withoutOwnInitials(sides.theirs, theirWords),
    inOrder: keepsOrder(sides.meetings, ourWords, theirWords),
  };
}
