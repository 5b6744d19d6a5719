import { formatDay, formatPounds, type LocalDate, type Pence } from '../values/index.ts';

/** Kinds of buyer that a government model tells apart. */
export const buyerKinds = [
  'central-government',
  'executive-agency',
  'non-departmental-public-body',
  'council',
  'nhs',
  'other',
] as const;
export type BuyerKind = (typeof buyerKinds)[number];

/** One model with its dates, held as data: a new one is a new row. */
export interface GovernmentModel {
  readonly id: string;
  readonly name: string;
  /** Id and version of the set of measures that holds its outcomes and criteria. */
  readonly set: string;
  readonly version: string;
  /** Procurements that commence on or after this day may use it. */
  readonly mayFrom: LocalDate;
  /** Procurements that commence on or after this day have to use it, up to the day of the next model. */
  readonly mustFrom: LocalDate;
  readonly binds: readonly BuyerKind[];
  /** The least value with VAT that it covers; null where the row holds none. */
  readonly leastPence: Pence | null;
  /** The least weight in per cent from a value on, smallest value first. */
  readonly weights: readonly { readonly fromPence: Pence; readonly perCent: number }[];
  /** How the weight is counted and what else the model asks for, in words. */
  readonly note: string;
  readonly source: string;
  readonly address: string;
  readonly licence: string;
  /** False where the row was not read in the primary source. */
  readonly confirmed: boolean;
}

/** What a procurement says of itself; null where that is not known. */
export interface ModelQuestion {
  /** The day on which the tender notice is published. */
  readonly commencedOn: LocalDate | null;
  /** The whole value with VAT. */
  readonly valuePence: Pence | null;
  readonly buyer: BuyerKind | null;
}

/** Which model applies, with a sentence to show. */
export type ModelAnswer =
  | {
      readonly kind: 'unknown';
      readonly missing: 'commencement' | 'value' | 'buyer';
      readonly sentence: string;
    }
  | { readonly kind: 'none-yet'; readonly sentence: string }
  | { readonly kind: 'out-of-scope'; readonly model: GovernmentModel; readonly sentence: string }
  | {
      readonly kind: 'required' | 'voluntary';
      readonly model: GovernmentModel;
      /** The least weight in per cent; null where the row holds none for this value. */
      readonly leastPerCent: number | null;
      /** Newer models that may already be used in its place. */
      readonly mayInstead: readonly GovernmentModel[];
      readonly sentence: string;
    };

const asks = {
  commencement:
    'It is not known when the procurement commences, so the model is not known. Give the day on which the tender notice is published.',
  value: 'The value is not known, and the model depends on it. Give the whole value with VAT.',
  buyer: 'It is not known what kind of organisation buys, and the model depends on it. Choose one.',
} as const;

function unknown(missing: keyof typeof asks): ModelAnswer {
  return { kind: 'unknown', missing, sentence: asks[missing] };
}

function inForceOn(models: readonly GovernmentModel[], day: LocalDate): GovernmentModel | undefined {
  return models
    .filter(({ mustFrom }) => mustFrom <= day)
    .toSorted((one, other) => (one.mustFrom < other.mustFrom ? 1 : -1))[0];
}

/** The least weight of a model for a value; the lowest step where the value is not known and there is only one. */
function leastPerCent({ weights }: GovernmentModel, value: Pence | null): number | null {
  const reached = weights.filter(({ fromPence }) => value === null || fromPence <= value);
  if (value === null && weights.length > 1) return null;
  return reached.at(-1)?.perCent ?? null;
}

function unchecked({ confirmed }: GovernmentModel): string {
  return confirmed ? '' : ' This was read at second hand: check it against GOV.UK.';
}

function inPounds(amount: Pence): string {
  return `£${formatPounds(amount).replace(/\.00$/, '')}`;
}

function belowScope(model: GovernmentModel, value: Pence, least: Pence): ModelAnswer {
  return {
    ...{ kind: 'out-of-scope', model },
    sentence: `Coverage gap: ${model.name} covers ${inPounds(least)} and more, and this procurement is worth ${inPounds(value)}. No government model applies to it.${unchecked(model)}`,
  };
}

function weightSentence(perCent: number | null): string {
  return perCent === null ? '' : ` Social value weighs at least ${perCent}%.`;
}

function applying(
  model: GovernmentModel,
  question: ModelQuestion & { readonly commencedOn: LocalDate; readonly buyer: BuyerKind },
  mayInstead: readonly GovernmentModel[],
): ModelAnswer {
  const perCent = leastPerCent(model, question.valuePence);
  const required = model.binds.includes(question.buyer);
  const others = mayInstead.map(({ name }) => ` ${name} may be used instead.`).join('');
  const day = formatDay(question.commencedOn);
  const start = required
    ? `${model.name} applies, because the procurement commences on ${day}.`
    : `${model.name} does not bind this buyer, which may adopt it for a procurement that commences on ${day}.`;
  return {
    ...{ kind: required ? 'required' : 'voluntary', model, leastPerCent: perCent, mayInstead },
    sentence: `${start}${weightSentence(perCent)}${others}${unchecked(model)}`,
  };
}

/**
 * The government's social value model for a procurement, by the day on which it commences and never by today's date.
 * What is not known stays unknown: there is no default.
 */
export function modelFor(models: readonly GovernmentModel[], question: ModelQuestion): ModelAnswer {
  const { commencedOn, valuePence, buyer } = question;
  if (commencedOn === null) return unknown('commencement');
  if (buyer === null) return unknown('buyer');
  const model = inForceOn(models, commencedOn);
  if (model === undefined) {
    const sentence = `No government model applies to a procurement that commences on ${formatDay(commencedOn)}.`;
    return { kind: 'none-yet', sentence };
  }
  if (model.leastPence !== null) {
    if (valuePence === null) return unknown('value');
    if (valuePence < model.leastPence) return belowScope(model, valuePence, model.leastPence);
  }
  const mayInstead = models.filter(
    ({ mayFrom, mustFrom }) => mayFrom <= commencedOn && commencedOn < mustFrom,
  );
  return applying(model, { ...question, commencedOn, buyer }, mayInstead);
}
