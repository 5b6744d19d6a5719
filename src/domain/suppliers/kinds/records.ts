import { formatDay, type LocalDate } from '../../values/index.ts';
import { schemeOf } from '../register/identifiers.ts';
import type { EntityKind, RegisteredEntity } from '../register/types.ts';

/** All that registers say of one organisation, and the day that is asked about. */
export interface Known {
  readonly entity: RegisteredEntity;
  /** The organisation itself first, then what other registers have of it. */
  readonly records: readonly RegisteredEntity[];
  readonly on: LocalDate;
}

const registers: Readonly<Record<string, string>> = {
  'GB-COH': 'the register of companies',
  'GB-CHC': 'the register of charities',
  'GB-SC': 'the Scottish register of charities',
  'GB-NIC': 'the register of charities of Northern Ireland',
};
const charityRegisters = ['GB-CHC', 'GB-SC', 'GB-NIC'];

/** The register that has a record, in words. */
export function registerOf({ identifier }: Pick<RegisteredEntity, 'identifier'>): string {
  return registers[schemeOf(identifier)] ?? `the register with the number ${identifier}`;
}

/** Whether an organisation is on the register of companies. */
export function isCompanyRecord({ identifier }: Pick<RegisteredEntity, 'identifier'>): boolean {
  return schemeOf(identifier) === 'GB-COH';
}

/** Whether a record is there on a day, not there yet, or no longer; a closed record without a day is no longer there. */
export function presence(record: RegisteredEntity, on: LocalDate): 'not yet' | 'there' | 'no longer' {
  if (record.ended === null ? record.status === 'closed' : record.ended <= on) return 'no longer';
  return record.started !== null && on < record.started ? 'not yet' : 'there';
}

/** The record that has it as a charity on the day, if there is one. */
export function charityRecord({ records, on }: Known): RegisteredEntity | undefined {
  return records.find((record) => record.kind === 'charity' && presence(record, on) === 'there');
}

/** The number of a charity that a record names as the same organisation, and which was not looked up. */
export function unseenCharity({ records }: Known): string | undefined {
  const seen = records.map(({ identifier }) => identifier);
  return records
    .flatMap(({ alsoKnownAs }) => alsoKnownAs)
    .find((identifier) => charityRegisters.includes(schemeOf(identifier)) && !seen.includes(identifier));
}

/** `On 1 November 2026 the register of companies`, to begin a sentence. */
export function onThatDay(record: RegisteredEntity, on: LocalDate): string {
  return `On ${formatDay(on)} ${registerOf(record)}`;
}

/** `On 1 November 2026 the register of companies had it as "Private Limited Company"`, in the register's own words. */
export function hadItAs(record: RegisteredEntity, { on }: Known): string {
  return `${onThatDay(record, on)} had it as "${record.category || record.kind}"`;
}

/** The first record of a kind. */
export function ofKind({ records }: Known, kind: EntityKind): RegisteredEntity | undefined {
  return records.find((record) => record.kind === kind);
}

/** The first record whose form, in the register's own words, fits a pattern. */
export function ofForm({ records }: Known, form: RegExp): RegisteredEntity | undefined {
  return records.find(({ category }) => form.test(category));
}

/** Companies with shares and partnerships, in the words or the codes of the register: forms for business of any kind. */
export const ordinaryForm =
  /^(?!.*(guar|exemption))(private[- ](un)?limited|public[- ]limited|old[- ]public|limited[- ](liability[- ])?partnership|scottish[- ]partnership|(ltd|plc|llp)$)/i;
