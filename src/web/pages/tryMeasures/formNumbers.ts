import { dividedBy, parseRatio, type Ratio, ratio } from '../../../domain/values/index.ts';

/** A number as people type it in a form, with its pound sign or per cent; undefined when it is none. */
export function typedNumber(text: string): Ratio | undefined {
  return parseRatio(text.replace(/^£|%$/g, '').trim());
}

/** A box of a form, with what stands in it. */
export interface FormField {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'pounds' | 'per-cent';
  readonly value: string;
}

/** What is asked for in a box, and what stands in it until somebody types. */
export interface AskedField {
  readonly name: string;
  readonly label: string;
  readonly kind: FormField['kind'];
  readonly usual: string;
}

const longestNumber = 40;

/** What stands in a box: what was typed, else what usually stands there. */
export function textIn(query: URLSearchParams, { name, usual }: AskedField): string {
  return (query.get(name) ?? usual).trim().slice(0, longestNumber);
}

/** The boxes with what stands in them. */
export function fieldsIn(query: URLSearchParams, asked: readonly AskedField[]): readonly FormField[] {
  return asked.map((field) => ({
    ...{ id: field.name, name: field.name, label: field.label, kind: field.kind },
    value: textIn(query, field),
  }));
}

/** A problem with the box that it is about. */
export interface FieldProblem {
  readonly text: string;
  readonly href: string;
}

/** The numbers of the boxes, percentages as parts of one; or what is wrong with them. */
export function numbersIn(query: URLSearchParams, asked: readonly AskedField[]) {
  const numbers = new Map<string, Ratio>();
  const problems: FieldProblem[] = [];
  for (const field of asked) {
    const read = typedNumber(textIn(query, field));
    if (read !== undefined)
      numbers.set(field.name, field.kind === 'per-cent' ? dividedBy(read, ratio(100)) : read);
    else
      problems.push({
        text: `${field.label}: write a number such as 1,250 or 3.5.`,
        href: `#${field.name}`,
      });
  }
  return { problems, number: (name: string) => numbers.get(name) ?? ratio(0) };
}
