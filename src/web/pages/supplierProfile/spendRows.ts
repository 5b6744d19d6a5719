import type { SupplierProfile } from '../../../actions/suppliers/profileTypes.ts';
import { openFilter } from '../../../domain/spend/explore/filterQuery.ts';
import type { Slice, SpendFilter } from '../../../domain/spend/explore/types.ts';
import { addPence, type Pence } from '../../../domain/values/index.ts';
import { countText, poundsText } from '../../components/words.ts';
import { supplierAddress } from '../explore/addresses.ts';
import { columnWords, yearText } from '../explore/filterWords.ts';
import { exactPounds } from '../suppliers/supplierWords.ts';

/** A year, or what was paid for one thing in it. */
export interface SpendRowView {
  readonly isYear: boolean;
  readonly name: string;
  /** What all of a year was for, where that is one thing. */
  readonly small: string;
  readonly lines: string;
  readonly pounds: string;
  /** Its payments; null where no filter names them. */
  readonly href: string | null;
}

/** All that was paid in the years. */
export function totalOf(years: readonly Slice[]): Pence {
  return addPence(...years.map(({ totalPence }) => totalPence));
}

/** Years without what was paid for, in order of time. */
export function yearRows(years: readonly Slice[]): readonly SpendRowView[] {
  return years.map(({ value, lines, totalPence }) => ({
    ...{
      isYear: true,
      name: yearText(value),
      small: '',
      lines: countText(lines),
      pounds: poundsText(totalPence),
    },
    href: null,
  }));
}

/** Each year with what was paid for in it, the largest first; every row leads to its payments. */
export function spendRows(profile: SupplierProfile): readonly SpendRowView[] {
  const { payee, years, services, serviceBy, definition } = profile;
  const filterOf = (year: string): SpendFilter => ({ ...openFilter(definition.id), year });
  return yearRows(years).flatMap((row, index): readonly SpendRowView[] => {
    const year = years[index]?.value ?? '';
    const theirs = services
      .filter((one) => one.year === year)
      .toSorted((one, other) => other.pence - one.pence)
      .map(({ service, lines, pence }) => ({
        ...{ isYear: false, small: '' },
        name: columnWords(service, serviceBy ?? 'category'),
        ...{ lines: countText(lines), pounds: poundsText(pence) },
        href:
          service === '' || serviceBy === null
            ? null
            : supplierAddress(payee, { ...filterOf(year), [serviceBy]: service }),
      }));
    const whole = { ...row, href: supplierAddress(payee, filterOf(year)) };
    const [only, ...others] = theirs;
    return only && others.length === 0 ? [{ ...whole, small: only.name }] : [whole, ...theirs];
  });
}

/** What most of the money was for, as the title of the table. */
export function spendFinding({ services, serviceBy, years }: SupplierProfile): string {
  if (serviceBy === null) return 'What it was for is not in the ledgers';
  const sums = new Map<string, number>();
  for (const { service, pence } of services) sums.set(service, (sums.get(service) ?? 0) + pence);
  const [most] = [...sums].toSorted(([, one], [, other]) => other - one);
  if (most === undefined || most[1] <= 0) return 'Credits outweigh payments';
  const [service, pence] = most;
  const name = columnWords(service, serviceBy);
  if (sums.size === 1) return service === '' ? `${name}s` : `All of it was for ${name}`;
  return `Most was for ${name}: ${exactPounds(pence)} of ${exactPounds(totalOf(years))}`;
}
