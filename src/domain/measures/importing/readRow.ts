import { compareRatios, cutText, nought, one, parseRatio, type Ratio } from '../../values/index.ts';
import { type Measure, type ProxyValue, priceYear } from '../measureSet.ts';
import { canBeValued, type Unit } from '../units.ts';
import { cellError, isNothing, parseUnit, parseYes, tidyNumber } from './cells.ts';
import type { ColumnMeaning, FoundHeader, SheetRow } from './columns.ts';

/** What the person who brings the list says of it as a whole. */
export interface SetAnswers {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly publisher: string;
  /** The licence under which the list was got. Nothing is read without it. */
  readonly licence: string;
  readonly redistributable: boolean;
  /** The year of prices of its values, where the list has no column for it; null where that is not known. */
  readonly priceYear: string | null;
}

/** Something wrong in one row. */
export interface RowProblem {
  /** The number that people see beside the row. */
  readonly row: number;
  /** Null where the row has none. */
  readonly reference: string | null;
  readonly code: string;
  readonly sentence: string;
}

/** Texts of a row by meaning, with the theme and outcome that stand above where the row has none. */
export interface RowTexts {
  readonly row: number;
  readonly text: (meaning: ColumnMeaning) => string;
  readonly has: (meaning: ColumnMeaning) => boolean;
}

/** The texts of a row, white space tidied. */
export function textsOf({ row, cells }: SheetRow, { columns }: FoundHeader): RowTexts {
  return {
    row,
    text: (meaning) => {
      const at = columns.get(meaning);
      return at === undefined
        ? ''
        : cells
            .slice(at, at + 1)
            .join('')
            .replace(/\s+/g, ' ')
            .trim();
    },
    has: (meaning) => columns.has(meaning),
  };
}

/** The measure of a row, or everything that is wrong with it. */
export interface ReadRow {
  readonly measure: Measure | null;
  readonly problems: readonly RowProblem[];
}

interface Complaint {
  readonly when: boolean;
  readonly code: string;
  readonly sentence: string;
}

function yesOf(texts: RowTexts, meaning: ColumnMeaning): boolean {
  return parseYes(texts.text(meaning)) === true;
}

function identityComplaints(texts: RowTexts, place: string): readonly Complaint[] {
  const [reference, title] = [texts.text('reference'), texts.text('title')];
  return [
    {
      when: reference === '',
      code: 'row-reference-missing',
      sentence: `${place} has no reference. Give it one that no other row has.`,
    },
    {
      when: reference.length > 40 || /[/,;&]|\s\S*\s/.test(reference),
      code: 'row-reference-several',
      sentence: `${place} has the reference “${cutText(reference, 40)}”, which is more than one or too long. Give each measure its own row and reference.`,
    },
    {
      when: title === '',
      code: 'row-title-missing',
      sentence: `${place} does not say what is measured. Write the measure, or take the row out.`,
    },
    {
      when: title.length > 300,
      code: 'row-title-long',
      sentence: `${place} has a measure of ${title.length} characters, and 300 is the most. Move a part into the guidance.`,
    },
  ];
}

function errorComplaints(texts: RowTexts, place: string): readonly Complaint[] {
  return (['reference', 'title', 'unit', 'value', 'weighting', 'priceYear'] as const).map((meaning) => {
    const error = cellError(texts.text(meaning));
    return {
      when: error !== undefined,
      code: 'row-formula-error',
      sentence: `${place} shows ${error ?? ''} in place of a result. Correct the formula, or write the result itself.`,
    };
  });
}

function unitComplaints(texts: RowTexts, place: string, unit: Unit | undefined): readonly Complaint[] {
  const written = texts.text('unit');
  return [
    {
      when: written === '',
      code: 'row-unit-missing',
      sentence: `${place} has no unit. Say what is counted: hours, FTE, £, tonnes, or a number of something.`,
    },
    {
      when: written !== '' && unit === undefined && cellError(written) === undefined,
      code: 'row-unit-unknown',
      sentence: `${place} has the unit “${written}”, which we do not understand. Write hours, weeks, FTE, £, %, tonnes, yes/no, text, or “no. of” something.`,
    },
  ];
}

function parsed(cell: string): Ratio | undefined {
  return cellError(cell) === undefined ? parseRatio(tidyNumber(cell)) : undefined;
}

function valueComplaints(texts: RowTexts, place: string, unit: Unit | undefined): readonly Complaint[] {
  const written = texts.text('value');
  const number = parsed(written);
  const some = !isNothing(written) && cellError(written) === undefined;
  return [
    {
      when: some && number === undefined,
      code: 'row-value-unreadable',
      sentence: `${place} has the value “${written}”, which is no number in pounds. Write it like 1,234.50, or leave it empty.`,
    },
    {
      when: number !== undefined && compareRatios(number, nought) < 0,
      code: 'row-value-negative',
      sentence: `${place} has the value ${written}, which is below nought. A measure adds value or none.`,
    },
    {
      when: some && unit !== undefined && !canBeValued(unit),
      code: 'row-value-of-unit',
      sentence: `${place} has a value in pounds for “${texts.text('unit')}”, which cannot be multiplied. Take the value away or change the unit.`,
    },
    {
      when: some && texts.has('source') && texts.text('source') === '',
      code: 'row-source-missing',
      sentence: `${place} has a value and does not say where it comes from. Fill in the column for the source.`,
    },
  ];
}

function yearComplaints(texts: RowTexts, place: string): readonly Complaint[] {
  const [written, value] = [texts.text('priceYear'), texts.text('value')];
  const wrong = written !== '' && cellError(written) === undefined && !priceYear.safeParse(written).success;
  return [
    {
      when: texts.has('priceYear') && written === '' && !isNothing(value),
      code: 'row-year-missing',
      sentence: `${place} has a value and no price year. Fill in the year, such as 2024 or 2024/25.`,
    },
    {
      when: wrong,
      code: 'row-year-unreadable',
      sentence: `${place} has the price year “${written}”. Write it like 2024 or 2024/25.`,
    },
  ];
}

function weightingComplaints(texts: RowTexts, place: string): readonly Complaint[] {
  const written = texts.text('weighting');
  const number = parsed(written);
  const some = !isNothing(written) && cellError(written) === undefined;
  return [
    {
      when: some && number === undefined,
      code: 'row-weighting-unreadable',
      sentence: `${place} has the weighting “${written}”, which is no number. Write it like 1.5, or leave it empty.`,
    },
    {
      when: number !== undefined && compareRatios(number, nought) <= 0,
      code: 'row-weighting-not-positive',
      sentence: `${place} has the weighting ${written}. A weighting is above nought; mark the measure as record only if it shall not count.`,
    },
    {
      when: number !== undefined && compareRatios(number, one) !== 0 && yesOf(texts, 'recordOnly'),
      code: 'row-record-only-weighting',
      sentence: `${place} is record only and has the weighting ${written}, which has no effect. Take one of the two away.`,
    },
  ];
}

function answerComplaints(texts: RowTexts, place: string): readonly Complaint[] {
  return (['recordOnly', 'localOnly', 'lite'] as const).map((meaning) => ({
    when: parseYes(texts.text(meaning)) === undefined,
    code: 'row-answer-unreadable',
    sentence: `${place} says “${texts.text(meaning)}” where yes or no is expected. Write yes or no.`,
  }));
}

function proxyOf(texts: RowTexts, answers: SetAnswers): ProxyValue | null {
  const written = texts.text('value');
  if (isNothing(written)) return null;
  const source = texts.text('source');
  return {
    ...{ value: tidyNumber(written), low: null, high: null, licence: answers.licence, geography: '' },
    source: {
      title: source === '' ? `${answers.name}, ${answers.publisher}` : cutText(source, 300),
      address: null,
    },
    priceYear: texts.text('priceYear') || answers.priceYear,
    ...{ note: '', outOfDateFrom: null },
  };
}

function measureOf(texts: RowTexts, unit: Unit, answers: SetAnswers): Measure {
  const weighting = texts.text('weighting');
  const evidence = texts.text('evidence');
  return {
    ...{ reference: texts.text('reference'), title: texts.text('title'), unit },
    guidance: texts.text('guidance').slice(0, 4000),
    evidence: evidence === '' ? [] : [cutText(evidence, 500)],
    proxy: proxyOf(texts, answers),
    ...{ localOnly: yesOf(texts, 'localOnly'), recordOnly: yesOf(texts, 'recordOnly') },
    weighting: isNothing(weighting) ? '1' : tidyNumber(weighting),
    partialAttribution: unit.kind === 'fte',
    lists: yesOf(texts, 'lite') ? ['main', 'lite'] : ['main'],
    source: { title: `${answers.name}, ${answers.publisher}`, address: null },
    ...{ licence: answers.licence, confirmed: true },
  };
}

/** The measure of a row, or all that is wrong with it, each told with the number of the row. */
export function readRow(texts: RowTexts, answers: SetAnswers): ReadRow {
  const unit = parseUnit(texts.text('unit'));
  const reference = texts.text('reference') || null;
  const place = reference === null ? `Row ${texts.row}` : `Row ${texts.row}, ${cutText(reference, 40)}:`;
  const said = place.endsWith(':') ? `${place} the measure` : place;
  const problems = [
    ...identityComplaints(texts, said),
    ...errorComplaints(texts, said),
    ...unitComplaints(texts, said, unit),
    ...valueComplaints(texts, said, unit),
    ...yearComplaints(texts, said),
    ...weightingComplaints(texts, said),
    ...answerComplaints(texts, said),
  ]
    .filter(({ when }) => when)
    .map(({ code, sentence }) => ({ row: texts.row, reference, code, sentence }));
  const whole = unit !== undefined && problems.length === 0;
  return { measure: whole ? measureOf(texts, unit, answers) : null, problems };
}
