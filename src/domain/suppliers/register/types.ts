import type { LocalDate } from '../../values/index.ts';

/** What kind of organisation a register says that one is. */
export const entityKinds = [
  'company',
  'community interest company',
  'charity',
  'co-operative or community benefit society',
  'partnership',
  'public body',
  'other',
] as const;
export type EntityKind = (typeof entityKinds)[number];

/** Why an organisation is known under another name than its present one. */
export const otherNameKinds = ['previous', 'trading', 'other'] as const;
export type OtherNameKind = (typeof otherNameKinds)[number];

export interface OtherName {
  readonly name: string;
  readonly kind: OtherNameKind;
  /** The last day on which a previous name was the name; null where the register does not say. */
  readonly until: LocalDate | null;
}

/** Whether an organisation goes on, as far as its register says. */
export const entityStatuses = ['active', 'dormant', 'closing', 'closed', 'not stated'] as const;
export type EntityStatus = (typeof entityStatuses)[number];

/** One organisation as a register has it. */
export interface RegisteredEntity {
  /** An org-id, such as `GB-COH-99417722`. */
  readonly identifier: string;
  readonly name: string;
  readonly otherNames: readonly OtherName[];
  readonly kind: EntityKind;
  /** The register's own words for the kind, such as `Private Limited Company`. */
  readonly category: string;
  readonly status: EntityStatus;
  /** The register's own words for the status. */
  readonly statusWords: string;
  /** Incorporated or registered. */
  readonly started: LocalDate | null;
  /** Dissolved or removed. */
  readonly ended: LocalDate | null;
  /** In the outward and inward form with one space, or as the register has it; null where there is none. */
  readonly postcode: string | null;
  readonly town: string | null;
  /** What it does: codes of the Standard Industrial Classification with their words, or a charity's purposes. */
  readonly activities: readonly string[];
  /** Which accounts it last filed in the register's words, such as `MICRO ENTITY` or `DORMANT`; null where unknown. */
  readonly accounts: string | null;
  /** When its next accounts are due, where the register says. */
  readonly accountsDue: LocalDate | null;
  /** Yearly income in whole pounds as last filed, where the register says. */
  readonly income: number | null;
  /** Org-ids of the same organisation on other registers: a charity that is also a company. */
  readonly alsoKnownAs: readonly string[];
}
