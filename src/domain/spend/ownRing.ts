import type { Home, PlaceIndex } from '../places/index.ts';
import {
  accept,
  type Decision,
  type PlaceCode,
  parsePlaceCode,
  type Refusal,
  refuse,
} from '../values/index.ts';

/** What is asked of places where a person writes a ring. */
export interface RingPlaces {
  readonly index: Pick<PlaceIndex, 'home' | 'rings' | 'nameOf' | 'atomOf'>;
  readonly home: Home;
}

const code = 'definition:ownRingPlaces';
const mostPlaces = 400;
const mostRefusals = 10;

interface WrittenPlace {
  readonly line: number;
  readonly text: string;
}

function writtenPlaces(text: string): readonly WrittenPlace[] {
  const lines = text.split(/\r\n|\r|\n/).map((one, index) => ({ line: index + 1, text: one.trim() }));
  return lines.filter((one) => one.text !== '');
}

function countries({ index, home }: RingPlaces): readonly PlaceCode[] {
  const kingdom = index.rings(home).filter((ring) => ring.id === 'uk');
  return kingdom.flatMap(({ codes }) => codes).filter((one) => !one.startsWith('E'));
}

function countryOf(text: string, places: RingPlaces): PlaceCode | undefined {
  const wanted = text.toLowerCase();
  return countries(places).find(
    (one) => one.toLowerCase() === wanted || places.index.nameOf(one).toLowerCase() === wanted,
  );
}

/** What became of an authority that is part of a wider one today, so that taking that one would widen the ring. */
function mergedNote(text: string, { note, name }: Home, { index }: RingPlaces): string | null {
  const known = parsePlaceCode(text);
  return known === undefined || index.nameOf(known) !== name ? note : null;
}

function outsideEngland(text: string, { index }: RingPlaces): string | undefined {
  const known = parsePlaceCode(text);
  if (known === undefined || known.startsWith('E')) return undefined;
  const country = index.atomOf(known);
  return country === undefined
    ? undefined
    : `Outside England places are known by country only. Give ${country} for the whole of ${index.nameOf(country)}, or leave the line out.`;
}

const widerSentence =
  'This is more than one local authority. Give each authority inside it on a line of its own, or choose a ring above.';

function whyNot(text: string, refusals: readonly Refusal[], places: RingPlaces): string {
  const outside = outsideEngland(text, places);
  if (outside !== undefined) return outside;
  const first = refusals[0];
  return first?.code === 'home-unknown' ? first.sentence : widerSentence;
}

function placeOf({ line, text }: WrittenPlace, places: RingPlaces): Decision<PlaceCode> {
  const country = countryOf(text, places);
  if (country !== undefined) return accept(country);
  const shown = `Line ${line}, "${text.slice(0, 60)}":`;
  const found = places.index.home(text);
  if (!found.ok) return refuse(code, `${shown} ${whyNot(text, found.refusals, places)}`);
  const note = mergedNote(text, found.value, places);
  if (note === null) return accept(found.value.code);
  const { name } = found.value;
  const became = note.replace(/; [^;]*$/, '');
  return refuse(code, `${shown} ${became}. Give ${name} for the whole of it, or leave the line out.`);
}

/**
 * The places of a ring that a person wrote, one on each line: ONS codes or names of local authorities of England, or
 * a country of the United Kingdom. Answers present codes, each once, in the order written; refuses line by line.
 */
export function decideRingPlaces(text: string, places: RingPlaces): Decision<readonly PlaceCode[]> {
  const written = writtenPlaces(text);
  if (written.length === 0) {
    return refuse(code, 'Enter the places of your own ring, one on each line.');
  }
  if (written.length > mostPlaces) {
    return refuse(code, `Enter at most ${mostPlaces} places. There are ${written.length} lines.`);
  }
  const codes = new Set<PlaceCode>();
  const refusals: Refusal[] = [];
  for (const one of written) {
    const decision = placeOf(one, places);
    if (decision.ok) codes.add(decision.value);
    else refusals.push(...decision.refusals);
  }
  if (refusals.length > 0) {
    const more = refusals.length - mostRefusals;
    const rest = more > 0 ? [{ code, sentence: `${more} more lines name no place we know.` }] : [];
    return { ok: false, refusals: [...refusals.slice(0, mostRefusals), ...rest] };
  }
  return accept([...codes]);
}
