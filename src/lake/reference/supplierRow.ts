import type { SupplierPlace } from '../../domain/places/index.ts';
import {
  type LocalDate,
  localDateFrom,
  type PlaceCode,
  type Postcode,
  parsePlaceCode,
  parsePostcode,
} from '../../domain/values/index.ts';
import type { DelimitedRecord } from './delimited.ts';

const aliases = {
  name: 'supplier suppliername name vendor vendorname payee payeename beneficiary beneficiaryname creditor creditorname',
  number:
    'suppliernumber supplierno suppliernum supplierid suppliercode supplierref supplierreference vendornumber vendorno vendorid vendorcode creditornumber creditorno number',
  address:
    'postcode supplierpostcode postalcode invoicepostcode invoiceaddresspostcode addresspostcode vendorpostcode',
  addressPlace:
    'placecode suppliercodeofplace authoritycode localauthoritycode ladcode onscode gsscode place',
  delivery: 'deliverypostcode deliverysitepostcode deliverysite sitepostcode deliverylocation site',
  deliveryPlace:
    'deliveryplacecode deliverysiteplacecode deliverysitecode deliveryauthoritycode deliveryplace',
  date: 'date asat asof datechecked checkedon validfrom from',
} as const;

type Role = keyof typeof aliases;

/** Positions of the columns of a supplier list, by what they hold. */
export type SupplierColumns = Partial<Readonly<Record<Role, number>>>;

/** A row that can be used, or why not; `remark` tells of a cell that could not be read. */
export interface SupplierReading {
  readonly place: SupplierPlace | undefined;
  readonly remark: string | undefined;
}

/** Finds columns by header, whatever their case and punctuation. The first match counts. */
export function supplierColumns(headers: readonly string[]): SupplierColumns {
  const plain = headers.map((header) => header.toLowerCase().replace(/[^a-z]/g, ''));
  const found: Partial<Record<Role, number>> = {};
  for (const role of Object.keys(aliases) as Role[]) {
    const position = plain.findIndex((header) => aliases[role].split(' ').includes(header));
    if (position >= 0) found[role] = position;
  }
  return found;
}

interface Location {
  readonly postcode: Postcode | null;
  readonly place: PlaceCode | null;
  readonly unread: string | undefined;
}

/** Either column of a pair may hold a postcode or a place code. */
function locationOf(cells: readonly string[]): Location {
  const filled = cells.filter((cell) => cell !== '');
  const postcode = filled.map(parsePostcode).find((value) => value !== undefined) ?? null;
  const place = filled.map(parsePlaceCode).find((value) => value !== undefined) ?? null;
  const unread = filled.find(
    (cell) => parsePostcode(cell) === undefined && parsePlaceCode(cell) === undefined,
  );
  return { postcode, place, unread };
}

function dayOf(text: string): LocalDate | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)/.exec(text);
  if (iso) return localDateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? null;
  const british = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (british) return localDateFrom(Number(british[3]), Number(british[2]), Number(british[1])) ?? null;
  return null;
}

/** One row of a supplier list; unusable when it names no supplier or no place. */
export function readSupplierRow(record: DelimitedRecord, columns: SupplierColumns): SupplierReading {
  const at = (role: Role) => {
    const position = columns[role];
    return position === undefined ? '' : (record.cells[position] ?? '');
  };
  const address = locationOf([at('address'), at('addressPlace')]);
  const delivery = locationOf([at('delivery'), at('deliveryPlace')]);
  const unread = address.unread ?? delivery.unread;
  const remark =
    unread === undefined
      ? undefined
      : `Line ${record.line}: "${unread.slice(0, 40)}" is neither a whole postcode nor an ONS code.`;
  const named = at('name') !== '' || at('number') !== '';
  const placed = [address.postcode, address.place, delivery.postcode, delivery.place].some(
    (one) => one !== null,
  );
  if (!named)
    return { place: undefined, remark: `Line ${record.line}: there is no supplier name or number.` };
  if (!placed)
    return { place: undefined, remark: remark ?? `Line ${record.line}: there is no postcode or place code.` };
  const place: SupplierPlace = {
    name: at('name') || null,
    number: at('number') || null,
    postcode: address.postcode,
    place: address.place,
    deliveryPostcode: delivery.postcode,
    deliveryPlace: delivery.place,
    date: dayOf(at('date')),
    line: record.line,
  };
  return { place, remark };
}
