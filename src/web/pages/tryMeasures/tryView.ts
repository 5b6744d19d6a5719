import {
  bringsValue,
  hasWeighting,
  type Measure,
  type MeasureSet,
  measuresIn,
  measuresOf,
  type OfferLine,
  type PlacedMeasure,
  staleValues,
  unitInWords,
  type ValuedBid,
  type ValuedLine,
  valueBid,
} from '../../../domain/measures/index.ts';
import {
  countOf,
  exactInWords,
  type LocalDate,
  poundsText,
  type Refusal,
  signOf,
  withCommas,
} from '../../../domain/values/index.ts';
import { fieldsOf, type OfferField, offerOf, typedIn } from './offerFields.ts';

/** What an address asks for. */
export interface Trying {
  readonly sets: readonly MeasureSet[];
  readonly query: URLSearchParams;
  readonly today: LocalDate;
}

function chosenSet({ sets, query }: Trying): MeasureSet | undefined {
  const asked = query.get('version');
  return sets.find(({ version }) => version === asked) ?? sets[0];
}

function chosenList(set: MeasureSet, query: URLSearchParams): string {
  const asked = query.get('list');
  const known = set.lists.find(({ id }) => id === asked);
  return (known ?? set.lists.find(({ subsetOf }) => subsetOf !== null) ?? set.lists[0])?.id ?? 'main';
}

interface Offers {
  readonly lines: readonly OfferLine[];
  readonly refusals: readonly Refusal[];
}

/** Every measure is valued by itself first, so that one mistake does not hide the value of all the others. */
function offersIn(set: MeasureSet, placed: readonly PlacedMeasure[], query: URLSearchParams): Offers {
  const decided = placed.map(({ measure }) => {
    const offer = offerOf(measure, typedIn(query, measure.reference));
    if (!offer.ok || offer.value === null) return offer;
    const valued = valueBid({ set, references: null }, [offer.value]);
    return valued.ok ? offer : valued;
  });
  return {
    lines: decided.flatMap((one) => (one.ok && one.value !== null ? [one.value] : [])),
    refusals: decided.flatMap((one) => (one.ok ? [] : one.refusals)),
  };
}

function fieldView({ reference }: Measure, field: OfferField, query: URLSearchParams) {
  return {
    ...{ ...field, id: `${field.name}-${reference}`, name: `${field.name}.${reference}` },
    value: typedIn(query, reference)(field.name),
  };
}

function worthText(measure: Measure): string {
  const { proxy, recordOnly, unit } = measure;
  if (recordOnly) return 'Kept for the record only: it has no value in pounds.';
  if (proxy === null)
    return 'It has no value in pounds, because no open source gives one. It is shown in its own unit.';
  const weighted = hasWeighting(measure) ? ` It is multiplied by the weighting ${measure.weighting}.` : '';
  const year = proxy.priceYear ?? 'a year that is not given';
  return `Counted in ${unitInWords(unit)}. Each counts £${withCommas(proxy.value)}, in prices of ${year}.${weighted}`;
}

function measureView(set: MeasureSet, { measure }: PlacedMeasure, { query, today }: Trying) {
  const { reference, title, guidance, proxy } = measure;
  const stale = staleValues(set, today).find((one) => one.reference === reference);
  return {
    ...{ reference, title, guidance, worth: worthText(measure), stale: stale?.sentence ?? null },
    source: proxy?.source ?? null,
    licence: proxy?.licence ?? '',
    note: proxy?.note ?? '',
    fields: fieldsOf(measure).map((field) => fieldView(measure, field, query)),
  };
}

function lineView({ line, measure, counted, value, steps }: ValuedLine) {
  const units = counted === null ? 'described' : `${exactInWords(counted)} ${unitInWords(measure.unit)}`;
  return {
    ...{ reference: line.reference, title: measure.title, units },
    value: bringsValue(measure) ? poundsText(value) : 'No value in pounds',
    steps: steps.map(({ sentence }) => sentence),
  };
}

function foundText({ lines, total }: ValuedBid): string {
  const without = lines.filter(({ measure }) => !bringsValue(measure)).length;
  const offers = `${countOf(lines.length, 'measure')} with an offer`;
  const others =
    without === 0 ? '' : ` ${without} of them ${without === 1 ? 'is' : 'are'} counted in units only.`;
  return `${offers} add up to ${poundsText(total)}.${others} This is the value by these measures, not money that anybody receives.`;
}

/** Values that are out of date and that this offer uses. */
function staleIn(set: MeasureSet, lines: readonly OfferLine[], today: LocalDate) {
  const used = new Set(lines.map(({ reference }) => reference));
  return staleValues(set, today).filter(({ reference }) => reference !== null && used.has(reference));
}

function resultView(set: MeasureSet, { lines }: Offers, today: LocalDate) {
  if (lines.length === 0) return null;
  const valued = valueBid({ set, references: null }, lines);
  if (!valued.ok) return null;
  const { total, byTheme, duplicates } = valued.value;
  return {
    ...{ total: poundsText(total), found: foundText(valued.value), lines: valued.value.lines.map(lineView) },
    themes: byTheme
      .filter(({ value }) => signOf(value) !== 0)
      .map(({ title, value }) => ({ title, value: poundsText(value) })),
    notes: [...duplicates, ...staleIn(set, lines, today)].map(({ sentence }) => sentence),
  };
}

function errorsOf(placed: readonly PlacedMeasure[], refusals: readonly Refusal[]) {
  return refusals.map(({ sentence }) => {
    const named = placed.find(({ measure }) => sentence.startsWith(measure.reference));
    const first = named && fieldsOf(named.measure)[0];
    return { text: sentence, href: named ? `#${first?.name}-${named.measure.reference}` : '#measures' };
  });
}

/** The page on which anybody tries the open measures; undefined where none are shipped. */
export function tryView(trying: Trying) {
  const { sets, query } = trying;
  const set = chosenSet(trying);
  if (set === undefined) return undefined;
  const list = chosenList(set, query);
  const placed = measuresIn(set, list);
  const offers = offersIn(set, placed, query);
  return {
    ...{ name: set.name, version: set.version, list, counted: countOf(placed.length, 'measure') },
    all: measuresOf(set).length,
    licence: set.licence,
    versions: sets.map(({ version }) => ({
      ...{ value: version, text: `Version ${version}`, selected: version === set.version },
    })),
    lists: set.lists.map(({ id, name }) => {
      const count = countOf(measuresIn(set, id).length, 'measure');
      return { value: id, text: `${name}: ${count}`, selected: id === list };
    }),
    themes: set.themes
      .map(({ id, title }) => ({
        title,
        measures: placed.filter(({ theme }) => theme.id === id).map((one) => measureView(set, one, trying)),
      }))
      .filter(({ measures }) => measures.length > 0),
    result: resultView(set, offers, trying.today),
    errors: errorsOf(placed, offers.refusals),
  };
}
