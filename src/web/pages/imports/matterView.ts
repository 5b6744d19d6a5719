import type { Overlap, TableChoice, TableReading } from '../../../domain/spend/imports/types.ts';
import { countOf, poundsText } from '../../components/words.ts';
import { momentText, namesText, shortName } from './importWords.ts';
import {
  type AskedMatter,
  answerValue,
  choicesFor,
  choiceValue,
  type DecisionMatter,
  isOpen,
  isOptional,
  type Matter,
  standingValue,
} from './questions.ts';

export interface MatterOption {
  readonly value: string;
  readonly text: string;
  readonly hint: string | null;
  readonly checked: boolean;
  /** Stands after the others, with "or" before it. */
  readonly apart: boolean;
}

/** One question of the check page as radios, or a single tick where only leaving out is possible. */
export interface MatterView {
  readonly field: string;
  readonly legend: string;
  /** Files the answer is for, where they are several. */
  readonly files: string | null;
  readonly evidence: string;
  readonly options: readonly MatterOption[];
  readonly tick: boolean;
  readonly error: string | null;
}

/** What was typed, and what is wrong with it, by field. */
export interface Typed {
  readonly given: ReadonlyMap<string, string>;
  readonly errors: ReadonlyMap<string, string>;
}

const overlapsListed = 5;

function leaveOutOption({ tables, kind }: AskedMatter, chosen: string | undefined): MatterOption {
  const several = tables.length > 1;
  return {
    value: 'leave-out',
    text: several ? `Leave these ${tables.length} files out` : 'Leave this file out',
    hint: kind === 'told' ? 'Then correct the file and add it again.' : 'Nothing of it is added.',
    checked: chosen === 'leave-out',
    apart: kind === 'question',
  };
}

function askedView(matter: AskedMatter, { given, errors }: Typed): MatterView {
  const { field, question, tables, kind } = matter;
  const chosen = given.get(field);
  const answers = kind === 'told' ? [] : question.options;
  return {
    field,
    legend: question.sentence,
    files:
      tables.length > 1
        ? `The answer is for ${namesText(tables.map(({ name }) => name))}: they have the same columns.`
        : null,
    evidence: question.evidence,
    options: [
      ...answers.map(({ answer, label, effect }) => ({
        value: answerValue(answer),
        text: label,
        hint: effect,
        checked: chosen === answerValue(answer),
        apart: false,
      })),
      ...(matter.canLeave ? [leaveOutOption(matter, chosen)] : []),
    ],
    tick: kind === 'told',
    error: errors.get(field) ?? null,
  };
}

function overlapText(table: TableReading, overlap: Overlap): string {
  const lines = countOf(overlap.sameLines, 'line');
  const whole =
    overlap.sameLines === table.report.control.accepted ? `All ${lines}` : `${lines} of this file`;
  const same =
    overlap.sameLines === 0
      ? 'No line is the same in every column.'
      : `${whole}, £${poundsText(overlap.sameLinesPence)}, ${overlap.sameLines === 1 ? 'is' : 'are'} in ${shortName(overlap.name)}, added on ${momentText(overlap.importedAt)}, the same in every column we read.`;
  const others = overlap.sameDocuments - overlap.sameLines;
  if (others <= 0) return same;
  return `${same} ${countOf(others, 'more document number')} with the same supplier ${others === 1 ? 'is' : 'are'} in ${shortName(overlap.name)} with other values.`;
}

function decisionEvidence(table: TableReading): string {
  if (table.sameBytes) {
    const { name, importedAt } = table.sameBytes;
    return `You added the same file on ${momentText(importedAt)} as ${shortName(name)}. It was read another way then, so its figures would change.`;
  }
  const shown = table.overlaps.slice(0, overlapsListed).map((overlap) => overlapText(table, overlap));
  const rest = table.overlaps.length - shown.length;
  return [
    ...shown,
    ...(rest > 0
      ? [`${countOf(rest, 'more file holds', 'more files hold')} some of these payments too.`]
      : []),
  ].join(' ');
}

function nameOfBatch(table: TableReading, batch: string): string {
  const all = [...(table.sameBytes ? [table.sameBytes] : []), ...table.overlaps];
  return shortName(all.find((one) => one.batch === batch)?.name ?? 'the earlier file');
}

function choiceWords(table: TableReading, choice: TableChoice): readonly [string, string] {
  const { accepted, acceptedPence } = table.report.control;
  const all = `${countOf(accepted, 'line')}, £${poundsText(acceptedPence)}`;
  if (choice.take === 'leave-out')
    return ['Leave this file out', 'Nothing of it is added. What is there stays.'];
  if (choice.take === 'replace') {
    const name = nameOfBatch(table, choice.batch);
    return [
      `Replace ${name}`,
      `${name} leaves the figures; the ${all} of this file take its place. You can still look at it.`,
    ];
  }
  const twice = table.overlaps.reduce((most, { sameLines }) => Math.max(most, sameLines), 0);
  const note = twice === 0 ? '' : ` At least ${countOf(twice, 'line')} will count twice.`;
  return ['Add it as well', `All ${all} are added.${note}`];
}

function decisionReason(matter: DecisionMatter): string {
  if (matter.tables[0].sameBytes !== null) return 'was added before and read another way.';
  return isOptional(matter)
    ? 'shares a few document numbers with earlier files. It is added, unless you choose otherwise.'
    : 'holds payments that are there already.';
}

function decisionView(matter: DecisionMatter, { given, errors }: Typed): MatterView {
  const { field } = matter;
  const [table] = matter.tables;
  const chosen = given.get(field) ?? (isOpen(matter) ? undefined : standingValue(matter));
  return {
    field,
    legend: `${shortName(table.name)} ${decisionReason(matter)} What should happen with it?`,
    files: null,
    evidence: decisionEvidence(table),
    options: choicesFor(table).map((one) => {
      const [text, hint] = choiceWords(table, one);
      return { value: choiceValue(one), text, hint, checked: chosen === choiceValue(one), apart: false };
    }),
    tick: false,
    error: errors.get(field) ?? null,
  };
}

/** A matter as the check page asks it. Nothing is chosen before a person chose it. */
export function matterView(matter: Matter, typed: Typed): MatterView {
  return matter.kind === 'decision' ? decisionView(matter, typed) : askedView(matter, typed);
}
