import type { LocalDate } from '../../values/index.ts';

/** What is asked of every supplier, in the order in which pages list it. Their meanings are in `kindDefinitions`. */
export const kindIds = [
  'sme-accounts',
  'sme-ppn-001',
  'sme-ec',
  'vcse-tussell',
  'vcse-ppn-001',
  'community-interest-company',
  'charity',
  'society',
  'public-body',
  'sole-trader',
  'dormant',
  'dissolved',
  'accounts-overdue',
] as const;
export type KindId = (typeof kindIds)[number];

/** Which way facts point; null where they point nowhere or both ways. */
export type Pointing = 'yes' | 'no' | null;

/** What registers answer to one definition, and on which facts the answer rests. */
export interface KindSaid {
  readonly answer: 'yes' | 'no' | 'cannot be said';
  /** The answer itself, or which way the facts point where they do not settle it. */
  readonly pointsTo: Pointing;
  /** Sentences for people: what the registers say, and what they do not say. */
  readonly basis: string;
}

/** The answer to one definition, and the day for which it holds. */
export interface KindAnswer extends KindSaid {
  readonly kind: KindId;
  readonly on: LocalDate;
}

/** The facts settle that it is. */
export function yes(basis: string): KindSaid {
  return { answer: 'yes', pointsTo: 'yes', basis };
}

/** The facts settle that it is not. */
export function no(basis: string): KindSaid {
  return { answer: 'no', pointsTo: 'no', basis };
}

/** The facts do not settle it; they may point one way. */
export function cannotBeSaid(pointsTo: Pointing, basis: string): KindSaid {
  return { answer: 'cannot be said', pointsTo, basis };
}
