import type { Progress } from '../../../actions/imports/types.ts';
import { type Actor, mayDo } from '../../../domain/organisations/index.ts';
import type { Analysis, Question } from '../../../domain/spend/analysis.ts';
import { canBeChosen, type Profile, profileFromAnswer } from '../../../domain/spend/mapping/index.ts';
import type { UnkeptBanner } from '../../components/frame.ts';
import { countOf } from '../../components/words.ts';

const groupsOnPage = 20;
const casesShown = 5;

/** Questions that one answer settles: the same question about files with the same header. */
export interface QuestionGroup {
  readonly field: string;
  readonly first: Question;
  readonly questions: readonly Question[];
}

export interface QuestionView {
  readonly field: string;
  readonly legend: string;
  readonly evidence: string;
  /** Said where one answer counts for several files. */
  readonly others: readonly string[];
  readonly options: readonly {
    readonly value: string;
    readonly text: string;
    readonly hint: { readonly text: string };
    readonly checked: boolean;
  }[];
}

/** Where the parts of one reading are. */
export function readingPlaces(id: string) {
  const base = `/readings/${id}`;
  return {
    base,
    questions: `${base}/questions`,
    keep: `${base}/keep`,
    forget: `${base}/forget`,
    asItIs: '?questions=later',
  };
}

const notKept = 'Read on this computer and not kept. It is forgotten in an hour or when Sevenbox stops.';
const keepers = 'A spend analyst of your organisation can keep it: it is still here when you have signed in.';

/**
 * The banner above a result that is not kept, with a button to keep it for whoever may. Somebody who has not signed in
 * is led there first, and comes back to what was read.
 */
export function unkeptBanner(id: string, actor: Actor): UnkeptBanner {
  const { keep, forget } = readingPlaces(id);
  const mayKeep = mayDo(actor, 'readings.keep');
  const signsIn = !mayKeep && actor.kind === 'nobody';
  return {
    sentence: signsIn ? `${notKept} ${keepers}` : notKept,
    keep: mayKeep ? keep : null,
    signIn: signsIn ? keep : null,
    forget,
  };
}

/** The questions of a result that a person can answer by choosing, those about files with the same header as one. */
export function questionGroups(
  { questions }: Pick<Analysis, 'questions'>,
  signatures: Readonly<Record<string, string>>,
): readonly QuestionGroup[] {
  const groups = new Map<string, Question[]>();
  for (const question of questions.filter(canBeChosen)) {
    const answers = question.options.map((option) => option.answer);
    const key = JSON.stringify([signatures[question.file] ?? question.file, question.id, answers]);
    groups.set(key, [...(groups.get(key) ?? []), question]);
  }
  return [...groups.values()].flatMap((alike, index) => {
    const [first] = alike;
    return first && index < groupsOnPage ? [{ field: `question-${index + 1}`, first, questions: alike }] : [];
  });
}

function otherCases({ questions }: QuestionGroup): readonly string[] {
  if (questions.length < 2) return [];
  const rest = questions.slice(1, casesShown + 1).map(({ file, evidence }) => `${file}: ${evidence}`);
  const more = questions.length - 1 - rest.length;
  return [
    `One answer counts for ${countOf(questions.length, 'file')} with the same header.`,
    ...rest,
    ...(more > 0 ? [`And ${countOf(more, 'more file')}.`] : []),
  ];
}

/** The questions as a page asks them; `said` are answers to keep after a refusal. */
export function questionViews(
  groups: readonly QuestionGroup[],
  said: URLSearchParams,
): readonly QuestionView[] {
  return groups.map((group) => ({
    field: group.field,
    legend: group.first.sentence,
    evidence: group.first.evidence,
    others: otherCases(group),
    options: group.first.options.map((option) => ({
      value: option.answer,
      text: option.label,
      hint: { text: option.effect },
      checked: said.get(group.field) === option.answer,
    })),
  }));
}

/** The answers of a form as profiles by the name of a file; questions left open are left out. */
export function profilesFrom(
  groups: readonly QuestionGroup[],
  form: URLSearchParams,
): Readonly<Record<string, Profile>> {
  const profiles = new Map<string, Profile>();
  for (const { field, first } of groups) {
    const answered = profileFromAnswer(first, form.get(field) ?? '');
    if (answered) profiles.set(first.file, { ...profiles.get(first.file), ...answered });
  }
  return Object.fromEntries(profiles);
}

/** How far a reading has come, as one or two sentences. */
export function progressSentences({ sentence, waitingBehind }: Progress): readonly string[] {
  if (waitingBehind === 0) return [`${sentence}.`];
  const others = waitingBehind === 1 ? 'another upload is' : `${waitingBehind} other uploads are`;
  return [`Waiting until ${others} read or imported.`];
}
