import type { Refusal } from '../../../domain/values/index.ts';
import { type Link, type PageFrame, type PageVisitor, siteFrame } from '../../components/frame.ts';
import { render } from '../../components/templates.ts';
import type { Answer } from '../../site.ts';

/** An error of a form: beside its field, and in the summary, which leads there. */
export interface FormError {
  /** The id of the field. */
  readonly field: string;
  readonly text: string;
}

/** What stands around a form. */
export interface FormAbout {
  readonly visitor: PageVisitor;
  readonly title: string;
  readonly errors?: readonly FormError[];
  readonly breadcrumbs?: readonly Link[];
}

/** What a template of a form shows of its errors. */
export interface FormView extends PageFrame {
  readonly heading: string;
  readonly errors: readonly { readonly text: string; readonly href: string }[];
  readonly errorOf: Readonly<Record<string, { readonly text: string }>>;
}

/** The frame of a page with a form; errors go before the title, as the Design System has it. */
export function formView({ visitor, title, errors = [], breadcrumbs = [] }: FormAbout): FormView {
  const pageTitle = errors.length > 0 ? `Error: ${title}` : title;
  return {
    ...siteFrame({ visitor, pageTitle, section: null, breadcrumbs }),
    heading: title,
    errors: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
    errorOf: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
  };
}

type PageAnswer = Extract<Answer, { readonly kind: 'page' }>;

/** A page with a form, or a form again with what is wrong in it. */
export function formPage(template: string, about: FormAbout, view: object = {}): PageAnswer {
  const html = render(template, { ...formView(about), ...view });
  return { kind: 'page', html, status: statusOf(about.errors ?? []) };
}

const tooMany = 'There were too many attempts.';

function statusOf(errors: readonly FormError[]): 200 | 422 | 429 {
  if (errors.length === 0) return 200;
  return errors.some(({ text }) => text.startsWith(tooMany)) ? 429 : 422;
}

/** Refusals as errors of a form; those that `fieldOf` knows no field for lead to the first one. */
export function errorsOf(
  refusals: readonly Refusal[],
  fieldOf: (code: string) => string,
): readonly FormError[] {
  return refusals.map(({ code, sentence }) => ({ field: fieldOf(code), text: sentence }));
}

/** What is missing of fields that have to be filled in, with the words for each. */
export function missingIn(
  form: URLSearchParams,
  wanted: Readonly<Record<string, string>>,
): readonly FormError[] {
  return Object.entries(wanted)
    .filter(([field]) => (form.get(field) ?? '').trim() === '')
    .map(([field, text]) => ({ field, text }));
}
