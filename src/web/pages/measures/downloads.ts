import {
  leavingMeasures,
  type MeasureSet,
  mayLeave,
  measuresOf,
  unitInWords,
} from '../../../domain/measures/index.ts';
import { textCell, writeCsv } from '../../../formats/downloads/csv.ts';

/** The name of a file of a set, without its ending. */
export function fileName({ id, version }: MeasureSet): string {
  return `${id}-${version.replace(/[^A-Za-z0-9.-]+/g, '-')}`;
}

const header = [
  ...['theme', 'outcome', 'reference', 'measure', 'unit', 'value_pounds', 'value_source'],
  ...['value_source_address', 'price_year', 'value_licence', 'geography', 'out_of_date_from'],
  ...['local_only', 'record_only', 'weighting', 'lists', 'confirmed', 'guidance', 'evidence', 'licence'],
];

const yes = (is: boolean) => (is ? 'yes' : 'no');

function openCsv(set: MeasureSet): string {
  const rows = measuresOf(set).map(({ measure, theme, outcome }) => {
    const { proxy } = measure;
    return [
      ...[theme.title, outcome.title, measure.reference, measure.title, unitInWords(measure.unit)],
      ...[proxy?.value ?? null, proxy?.source?.title ?? null, proxy?.source?.address ?? null],
      ...[proxy?.priceYear ?? null, proxy?.licence ?? null, proxy?.geography ?? null],
      ...[proxy?.outOfDateFrom ?? null, yes(measure.localOnly), yes(measure.recordOnly), measure.weighting],
      ...[measure.lists.join('; '), yes(measure.confirmed), measure.guidance, measure.evidence.join('; ')],
      measure.licence,
    ].map(textCell);
  });
  return writeCsv(header, rows);
}

/** The measures of a set as CSV: of one that may not leave the organisation only references and units. */
export function measuresCsv(set: MeasureSet): string {
  if (mayLeave(set)) return openCsv(set);
  const rows = leavingMeasures(set).map(({ reference, unit }) =>
    [reference, unitInWords(unit)].map(textCell),
  );
  return writeCsv(['reference', 'unit'], rows);
}
