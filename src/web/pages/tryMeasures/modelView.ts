import {
  type BuyerKind,
  buyerKinds,
  type GovernmentModel,
  type ModelAnswer,
  modelFor,
} from '../../../domain/measures/index.ts';
import {
  formatDay,
  formatPounds,
  type LocalDate,
  localDateFrom,
  type Pence,
  roundedUnits,
  toPence,
} from '../../../domain/values/index.ts';
import { typedNumber } from './formNumbers.ts';

const buyerWords: Readonly<Record<BuyerKind, string>> = {
  'central-government': 'A ministerial or non-ministerial department',
  'executive-agency': 'An executive agency',
  'non-departmental-public-body': 'A non-departmental public body',
  council: 'A council or combined authority',
  nhs: 'An NHS body',
  other: 'Another public body',
};

/** What the address says of the day: nothing, a day, or something that is none. */
function dayIn(query: URLSearchParams): LocalDate | null | undefined {
  const parts = ['day', 'month', 'year'].map((part) => (query.get(part) ?? '').trim());
  if (parts.every((part) => part === '')) return null;
  if (!parts.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  const [day = 0, month = 0, year = 0] = parts.map(Number);
  return localDateFrom(year, month, day);
}

function valueIn(query: URLSearchParams): Pence | null | undefined {
  const text = (query.get('value') ?? '').trim();
  if (text === '') return null;
  const read = typedNumber(text);
  const pence = read && Number(roundedUnits(read, 2));
  return pence === undefined || pence < 0 || !Number.isSafeInteger(pence) ? undefined : toPence(pence);
}

function problemsOf(day: LocalDate | null | undefined, value: Pence | null | undefined) {
  return [
    ...(day === undefined
      ? [{ text: 'Enter a real day, for example 1 10 2026.', href: '#commencement-day' }]
      : []),
    ...(value === undefined
      ? [{ text: 'Enter the value in pounds, for example 250,000.', href: '#value' }]
      : []),
  ];
}

const titles: Readonly<Record<ModelAnswer['kind'], string>> = {
  unknown: 'The model is not known',
  'none-yet': 'No government model applies',
  'out-of-scope': 'No government model applies',
  required: 'This model has to be used',
  voluntary: 'This model may be used',
};

function answerView(answer: ModelAnswer) {
  const model = 'model' in answer ? answer.model : null;
  const title = titles[answer.kind];
  return { title, sentence: answer.sentence, note: model?.note ?? null, source: model?.source ?? null };
}

function modelRow({
  name,
  mayFrom,
  mustFrom,
  leastPence,
  weights,
  source,
  address,
  confirmed,
}: GovernmentModel) {
  const least = leastPence === null ? 'Any value' : `From £${formatPounds(leastPence).replace(/\.00$/, '')}`;
  const steps = weights.map(
    ({ fromPence, perCent }) =>
      `${perCent}%${fromPence > 0 ? ` from £${formatPounds(fromPence).replace(/\.00$/, '')}` : ''}`,
  );
  return {
    ...{ name, may: formatDay(mayFrom), must: formatDay(mustFrom), least, source, address, confirmed },
    weights: steps.length === 0 ? 'None given' : steps.join(', '),
  };
}

/** The page that says which government model applies to a procurement. */
export function modelView(models: readonly GovernmentModel[], query: URLSearchParams) {
  const [day, value] = [dayIn(query), valueIn(query)];
  const chosen = buyerKinds.find((one) => one === query.get('buyer')) ?? null;
  const problems = problemsOf(day, value);
  const isAsked = ['day', 'month', 'year', 'value', 'buyer'].some((name) => query.has(name));
  const errorAt = (at: string) => (isAsked && problems.find(({ href }) => href === at)?.text) || null;
  const isClear = isAsked && day !== undefined && value !== undefined;
  const question = isClear ? { commencedOn: day, valuePence: value, buyer: chosen } : null;
  return {
    answer: question && answerView(modelFor(models, question)),
    problems: isAsked ? problems : [],
    errorOf: { day: errorAt('#commencement-day'), value: errorAt('#value') },
    parts: ['day', 'month', 'year'].map((name) => ({
      ...{
        name,
        value: (query.get(name) ?? '').slice(0, 4),
        classes: `govuk-input--width-${name === 'year' ? 4 : 2}`,
      },
    })),
    value: (query.get('value') ?? '').slice(0, 40),
    buyers: [
      { value: '', text: 'Not known', selected: chosen === null },
      ...buyerKinds.map((kind) => ({ value: kind, text: buyerWords[kind], selected: kind === chosen })),
    ],
    models: models.map(modelRow),
  };
}
