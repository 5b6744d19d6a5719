import type { SaidAnswers } from '../../../actions/imports/types.ts';
import type { Question } from '../../../domain/spend/analysis.ts';
import { overlapsToDecide, planImport, replaceable } from '../../../domain/spend/imports/planImport.ts';
import type {
  Import,
  ImportAnswers,
  Reading,
  TableChoice,
  TableReading,
} from '../../../domain/spend/imports/types.ts';
import { canBeChosen, type Profile, profileFromAnswer } from '../../../domain/spend/mapping/index.ts';
import { type FormError, namesText } from './importWords.ts';

const leaveOut = 'leave-out';
const answerMark = 'answer:';
const replaceMark = 'replace:';

/** A question about one table, or about several that are read the same way. */
export interface AskedMatter {
  readonly kind: 'question' | 'told';
  /** The name of its field in the form. */
  readonly field: string;
  readonly tables: readonly TableReading[];
  readonly question: Question;
  /** Whether other tables are in the import, so that these can be left out of it. */
  readonly canLeave: boolean;
}

/** A table that holds payments of batches that are there: add it, leave it out, or let it replace one. */
export interface DecisionMatter {
  readonly kind: 'decision';
  readonly field: string;
  readonly tables: readonly [TableReading];
  readonly choice: TableChoice | null;
}

/** Something that only a person can say before an import. */
export type Matter = AskedMatter | DecisionMatter;

/** What a person chose for a table; null before that. */
export function choiceOf({ name }: TableReading, { tables }: ImportAnswers): TableChoice | null {
  return Object.hasOwn(tables, name) ? (tables[name] ?? null) : null;
}

function isLeftOut(table: TableReading, answers: ImportAnswers): boolean {
  return choiceOf(table, answers)?.take === 'leave-out';
}

function askedMatters({ tables }: Reading, answers: ImportAnswers): readonly AskedMatter[] {
  const groups = new Map<string, AskedMatter>();
  const canLeave = tables.length > 1;
  for (const [index, table] of tables.entries()) {
    if (table.status !== 'asks' || isLeftOut(table, answers)) continue;
    for (const question of table.questions) {
      const options = question.options.map(({ answer }) => answer);
      const key = JSON.stringify([table.signature ?? table.name, question.id, options]);
      const group = groups.get(key);
      const field = group?.field ?? `table-${index + 1}-${question.id}`;
      const kind = canBeChosen(question) ? 'question' : 'told';
      groups.set(key, {
        kind,
        field,
        question,
        canLeave,
        ...group,
        tables: [...(group?.tables ?? []), table],
      });
    }
  }
  return [...groups.values()];
}

function decisionMatters({ tables }: Reading, answers: ImportAnswers): readonly DecisionMatter[] {
  return tables.flatMap((table, index) =>
    table.status === 'ready' && replaceable(table).length > 0
      ? [
          {
            kind: 'decision',
            field: `table-${index + 1}-take`,
            tables: [table],
            choice: choiceOf(table, answers),
          },
        ]
      : [],
  );
}

/** Everything a person is asked about an import, questions about reading first. */
export function mattersOf({ reading, answers }: Pick<Import, 'reading' | 'answers'>): readonly Matter[] {
  if (reading === null) return [];
  return [...askedMatters(reading, answers), ...decisionMatters(reading, answers)];
}

/** Whether a decision that was made still fits what is in the store. */
function holds({ tables: [table], choice }: DecisionMatter): boolean {
  if (choice?.take === 'replace') return replaceable(table).includes(choice.batch);
  return choice !== null && (choice.take === 'leave-out' || table.sameBytes === null);
}

/** Whether a table shares so little with batches that are there that it is added where nobody says otherwise. */
export function isOptional({ tables: [table] }: DecisionMatter): boolean {
  return table.sameBytes === null && overlapsToDecide(table).length === 0;
}

/** Whether the import cannot go on before it is said. */
export function isOpen(matter: Matter): boolean {
  if (matter.kind !== 'decision') return true;
  return !holds(matter) && !(matter.choice === null && isOptional(matter));
}

/** The value of an answer in the form. */
export function choiceValue(choice: TableChoice): string {
  return choice.take === 'replace' ? `${replaceMark}${choice.batch}` : choice.take;
}

/** The value of an option of a question in the form. */
export function answerValue(answer: string): string {
  return `${answerMark}${answer}`;
}

/** What can be chosen for a table that is in the store in part or in whole. */
export function choicesFor(table: TableReading): readonly TableChoice[] {
  const replacing = [...new Set(replaceable(table))].map((batch) => ({ take: 'replace', batch }) as const);
  const adding: readonly TableChoice[] = table.sameBytes ? [] : [{ take: 'add' }];
  return [...adding, ...replacing, { take: 'leave-out' }];
}

function choiceFrom(value: string, table: TableReading): TableChoice | undefined {
  return choicesFor(table).find((choice) => choiceValue(choice) === value);
}

/** What was typed into the form of the check page. */
export interface SaidForm {
  readonly said: SaidAnswers;
  readonly errors: readonly FormError[];
  /** What was chosen, by field, to show it again. */
  readonly given: ReadonlyMap<string, string>;
}

interface Gathering {
  readonly profiles: Map<string, Profile>;
  readonly tables: Map<string, TableChoice>;
  readonly errors: FormError[];
}

function missingText(matter: Matter): string {
  const names = namesText(matter.tables.map(({ name }) => name));
  if (matter.kind === 'decision') return `Say what should happen with ${names}`;
  if (matter.kind === 'told')
    return `Cancel the import and add a corrected file${matter.canLeave ? ', or leave this one out' : ''}: ${matter.question.sentence}`;
  return `Answer the question: ${matter.question.sentence}`;
}

function takeAnswer(matter: AskedMatter, value: string, { profiles, errors }: Gathering): void {
  const answer = value.startsWith(answerMark) ? value.slice(answerMark.length) : null;
  const profile = answer === null ? undefined : profileFromAnswer(matter.question, answer);
  const [first] = matter.tables;
  if (profile === undefined || first === undefined || matter.kind === 'told') {
    errors.push({ field: matter.field, text: `Choose one of the answers: ${matter.question.sentence}` });
    return;
  }
  profiles.set(first.name, { ...profiles.get(first.name), ...profile });
}

function takeChoice(matter: DecisionMatter, value: string, { tables, errors }: Gathering): void {
  const [table] = matter.tables;
  const choice = choiceFrom(value, table);
  if (choice === undefined) errors.push({ field: matter.field, text: missingText(matter) });
  else if (standingValue(matter) !== value) tables.set(table.name, choice);
}

/** What stands where nobody says anything else: an earlier choice, or adding what shares little. */
export function standingValue(matter: DecisionMatter): string | undefined {
  const choice = matter.choice ?? (isOptional(matter) ? ({ take: 'add' } as const) : null);
  return choice === null ? undefined : choiceValue(choice);
}

function takeMatter(matter: Matter, value: string, gathering: Gathering): void {
  if (matter.kind === 'decision') takeChoice(matter, value, gathering);
  else if (value === leaveOut) {
    for (const { name } of matter.tables) gathering.tables.set(name, { take: 'leave-out' });
  } else takeAnswer(matter, value, gathering);
}

/**
 * The form of the check page as answers: each question fills its part of a profile, each decision chooses for its
 * table. Open matters without an answer are errors, except of tables that were left out.
 */
export function saidFrom(matters: readonly Matter[], form: URLSearchParams): SaidForm {
  const gathering: Gathering = { profiles: new Map(), tables: new Map(), errors: [] };
  const given = new Map<string, string>();
  for (const matter of matters) {
    const value = form.get(matter.field);
    if (value === null || value === '') continue;
    given.set(matter.field, value);
    takeMatter(matter, value, gathering);
  }
  const { profiles, tables } = gathering;
  const left = (name: string) => tables.get(name)?.take === 'leave-out';
  const gone = (matter: Matter) => matter.tables.every(({ name }) => left(name));
  const missing = matters.filter((matter) => isOpen(matter) && !given.has(matter.field) && !gone(matter));
  const kept = [...profiles].filter(([name]) => !left(name));
  return {
    said: { profiles: Object.fromEntries(kept), tables: Object.fromEntries(tables) },
    errors: [
      ...gathering.errors,
      ...missing.map((matter) => ({ field: matter.field, text: missingText(matter) })),
    ],
    given,
  };
}

/** Whether anything was said at all. */
export function saysNothing({ profiles, tables }: SaidAnswers): boolean {
  return Object.keys(profiles).length === 0 && Object.keys(tables).length === 0;
}

/** Lines that would be added now. */
export function linesToAdd({ reading, answers }: Pick<Import, 'reading' | 'answers'>): number {
  if (reading === null) return 0;
  return planImport(reading, answers).add.reduce((sum, { table }) => sum + table.report.control.accepted, 0);
}
