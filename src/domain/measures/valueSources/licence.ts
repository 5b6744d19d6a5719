import { accept, type Decision, refuse } from '../../values/index.ts';
import { placeOf } from './cells.ts';
import type { Origin, ValueFile } from './types.ts';

interface LicenceLine {
  readonly place: string;
  readonly licence: string | null;
}

const creativeCommons = /creative commons|\bcc[ -]?by\b/i;
const restricted = /non[ -]?commercial|no ?deriv|share[ -]?alike|\b(nc|nd|sa)\b/i;
const government = /open government licen[cs]e|\bogl\b/i;

/** The open licence that a text names; null for one that restricts use, undefined where it names none. */
function licenceIn(text: string): string | null | undefined {
  if (creativeCommons.test(text)) {
    if (restricted.test(text)) return null;
    const version = /\b([1-4]\.0)\b/.exec(text)?.[1];
    if (/attribution|\bcc[ -]?by\b/i.test(text)) return `CC BY${version === undefined ? '' : ` ${version}`}`;
  }
  if (!government.test(text)) return undefined;
  const version = /(?:v|version)\s?([1-3](?:\.0)?)/i.exec(text)?.[1];
  return version === undefined
    ? 'Open Government Licence'
    : `Open Government Licence v${version.slice(0, 1)}.0`;
}

function licenceLines({ tables }: ValueFile): readonly LicenceLine[] {
  return tables.flatMap((table) =>
    table.rows.flatMap(({ row, cells }) =>
      cells.flatMap((cell) => {
        const licence = licenceIn(cell);
        return licence === undefined ? [] : [{ place: placeOf(table, row), licence }];
      }),
    ),
  );
}

/** The licence of a file: what the file says, or else what the person says it is. Anything but CC BY and OGL is refused. */
function licenceOf(file: ValueFile, needsLine: boolean): Decision<string> {
  const lines = licenceLines(file);
  const closed = lines.find(({ licence }) => licence === null);
  if (closed) {
    const sentence = `${closed.place}: The licence restricts how values may be used. Only CC BY and the Open Government Licence are read.`;
    return refuse('values-licence-restricted', sentence);
  }
  const [found] = lines.flatMap(({ licence }) => (licence === null ? [] : [licence]));
  if (found !== undefined) return accept(found);
  if (needsLine) {
    const sentence = `${file.file} has no line that says its licence: CC BY or the Open Government Licence. Fetch the whole workbook again from its publisher.`;
    return refuse('values-licence-missing', sentence);
  }
  const said = licenceIn(file.licence ?? '');
  if (typeof said === 'string') return accept(said);
  const sentence = `${file.file} does not say its licence. Look it up at the publisher, and say it: CC BY 4.0, or OGL v3.0.`;
  return refuse('values-licence-missing', sentence);
}

/** A line above a table with nothing else in it is its title. */
function titleOf({ tables }: ValueFile): string | undefined {
  const cells = tables[0]?.rows[0]?.cells.map((cell) => cell.trim()).filter((cell) => cell !== '') ?? [];
  return cells.length === 1 ? cells[0]?.slice(0, 200) : undefined;
}

/** Where the values of a file come from. Refused without an open licence; `needsLine` where the file itself has to say it. */
export function originOf(file: ValueFile, needsLine: boolean): Decision<Origin> {
  const licence = licenceOf(file, needsLine);
  if (!licence.ok) return licence;
  const title = file.source ?? titleOf(file);
  const source = title === undefined ? file.file : `${title} (${file.file})`;
  return accept({ source, address: file.address ?? '', licence: licence.value });
}
