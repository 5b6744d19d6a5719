import type { ReferenceCalls } from '../../../actions/references/types.ts';
import { countOf, countText, dayText } from '../../components/words.ts';

export type Edition = Awaited<ReturnType<ReferenceCalls['list']>>[number];
export type Kind = Edition['kind'];
type Manifest = Omit<Edition, 'inUse'>;

interface KindWords {
  readonly id: Kind;
  readonly name: string;
  /** What one such edition is, with its article. */
  readonly one: string;
  readonly what: string;
  /** Said where there is none: what is used, and what one would bring. */
  readonly missing: string;
  /** What is used where there is none, after "In use now:". */
  readonly without: string;
}

/** The kinds of reference data, in the order in which they help most. */
export const kinds: readonly KindWords[] = [
  {
    id: 'suppliers',
    name: 'Supplier lists',
    one: 'a supplier list',
    what: 'A CSV file of your own that says where suppliers are. Only the list added last is in use: it takes the place of the one before, so keep every supplier in one list.',
    missing:
      'No supplier list has been added. One with the postcodes of your largest suppliers places money that no postcode in the ledger places, and a column “Delivery site” says where work is done.',
    without: 'no supplier list',
  },
  {
    id: 'onspd',
    name: 'Postcodes',
    one: 'a register of postcodes',
    what: 'The ONS Postcode Directory (ONSPD) or the National Statistics Postcode Lookup (NSPL), as the zip or CSV file that the Office for National Statistics publishes. The newest is in use.',
    missing:
      'No register of postcodes has been added. Until then a postcode is placed by its sector, and sectors that cross a boundary stay open, so the ranges are wider than they need be.',
    without: 'the built-in postcode sectors, which are approximate',
  },
  {
    id: 'lad-lookups',
    name: 'Combined authorities and regions',
    one: 'a look-up of combined authorities or regions',
    what: 'A look-up of the Office for National Statistics from local authorities to combined authorities or regions, as CSV. The newest of each is in use.',
    missing:
      'No look-up has been added. The built-in combined authorities and regions are used. Add one when an authority joins or leaves a combined authority.',
    without: 'the built-in combined authorities and regions',
  },
  {
    id: 'companies',
    name: 'Companies',
    one: 'the register of companies',
    what: 'BasicCompanyData, as the zip file that Companies House publishes every month. It says who your suppliers are, under which names, and where they are registered. The newest is in use.',
    missing:
      'The register of companies has not been added. Without it, suppliers are known only by the names in your ledgers.',
    without: 'no register of companies',
  },
  {
    id: 'charities',
    name: 'Charities',
    one: 'the register of charities',
    what: 'publicextract.charity of the Charity Commission for England and Wales, and best a zip that also holds publicextract.charity_other_names. The newest is in use.',
    missing:
      'The register of charities has not been added. Without it, charities that are no companies are not recognised.',
    without: 'no register of charities',
  },
  {
    id: 'register',
    name: 'Other registers of organisations',
    one: 'another register of organisations',
    what: 'Any CSV file of organisations with a column for names and one for identifiers, such as Scottish charities, mutuals or public bodies. The newest of each register is in use.',
    missing: 'No other register has been added.',
    without: 'no other register',
  },
];

/** The words of a kind; undefined for a text that is none. */
export function kindWords(id: string | null): KindWords | undefined {
  return kinds.find((one) => one.id === id);
}

/** The address of an edition; the same bytes may lie under two kinds. */
export function editionHref({ edition, kind }: Pick<Manifest, 'edition' | 'kind'>, page = ''): string {
  return `/references/${edition}${page}?kind=${kind}`;
}

/** `May 2025` for a month in a file's name, the day where the register or a person says it, else the day it was added. */
export function dateText({ date, dateFrom, addedOn }: Manifest): string {
  if (dateFrom === 'register' || dateFrom === 'given') return dayText(date);
  return dateFrom === 'day added' ? `Added ${dayText(addedOn)}` : dayText(date).replace(/^\d+ /, '');
}

/** An edition in a sentence: `ONSPD_MAY_2025.zip (May 2025, 2,700,000 rows)`. */
export function namedEdition(edition: Manifest): string {
  const date = dateText(edition);
  const said = `${date.charAt(0).toLowerCase()}${date.slice(1)}`;
  const when = edition.dateFrom === 'day added' ? said : date;
  return `${edition.source} (${when}, ${countOf(edition.rows, 'row')})`;
}

/** What is in use of a kind, in words without a full stop. */
export function inUseText(editions: readonly Manifest[], kind: Kind): string {
  if (editions.length === 0) return kindWords(kind)?.without ?? '';
  return editions.map(namedEdition).join(' and ');
}

export interface EditionRow {
  readonly source: string;
  readonly href: string;
  readonly date: string;
  readonly addedOn: string;
  readonly rows: string;
  readonly inUse: boolean;
  readonly licence: string;
}

/** A supplier list is as of the day it was added; a register without a month in its name has no known date. */
function knownDate(edition: Manifest): string {
  if (edition.kind === 'suppliers') return dayText(edition.date);
  return edition.dateFrom === 'day added' ? 'Not known: no month in the file’s name' : dateText(edition);
}

function row(edition: Edition): EditionRow {
  return {
    source: edition.source,
    href: editionHref(edition),
    date: knownDate(edition),
    addedOn: dayText(edition.addedOn),
    rows: countText(edition.rows),
    inUse: edition.inUse,
    licence: licenceText(edition),
  };
}

/** The licence as people read it; a list of the owner's own is theirs. */
export function licenceText({ licence }: Pick<Manifest, 'licence'>): string {
  return licence === 'yours' ? 'Your own' : licence;
}

const mostRows = 50;

/** The kinds with their editions, at most fifty of each, and what is missing. */
export function editionGroups(editions: readonly Edition[]) {
  return kinds.map((kind) => {
    const ofKind = editions.filter((one) => one.kind === kind.id);
    return {
      ...kind,
      add: `/references/add?kind=${kind.id}`,
      download: kind.id === 'suppliers' && ofKind.length > 0 ? '/references/supplier-list.csv' : null,
      rows: ofKind.slice(0, mostRows).map(row),
      more:
        ofKind.length > mostRows ? `The first ${mostRows} of ${countText(ofKind.length)} are listed.` : null,
    };
  });
}

export interface EditionDetails {
  readonly source: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  readonly notes: readonly string[];
}

/** One edition in full. */
export function editionDetails(edition: Manifest, inUse: boolean | null): EditionDetails {
  const rows = [
    ['Kind', kindWords(edition.kind)?.name ?? edition.kind],
    ['Date', knownDate(edition)],
    ['Added on', dayText(edition.addedOn)],
    ['Rows', countText(edition.rows)],
    ...(edition.names > 0 ? [['Names, past and present', countText(edition.names)]] : []),
    ['Records left out', countText(edition.leftOut)],
    ['Licence', licenceText(edition)],
    ...(inUse === null ? [] : [['In use', inUse ? 'Yes' : 'No']]),
    ['SHA-256 of the file', edition.sha256],
  ];
  return {
    source: edition.source,
    rows: rows.map(([label = '', text = '']) => ({ label, text })),
    notes: edition.notes,
  };
}
