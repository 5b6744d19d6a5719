import { gramCount, gramReader } from './grams.ts';
import { orderGrams } from './order.ts';
import { sharedBytes, sharedNumbers, sharedShorts, sharedWords } from './shared.ts';
import { bitOf, hasBit, sign, signatureWords } from './signature.ts';
import { bandSize, type NameIndexTables, wholeShare } from './tables.ts';

type Keys = Pick<NameIndexTables, 'bytes' | 'starts' | 'weights' | 'norms'>;
type Postings = Pick<NameIndexTables, 'postingStarts' | 'postings' | 'shares' | 'signatures'>;

/** The grams of the keys of one band, one after another. */
interface BandGrams {
  grams: Uint16Array;
  keys: Uint16Array;
  shares: Uint8Array;
  count: number;
}

function withRoom(band: BandGrams, more: number): void {
  const wanted = band.count + more;
  if (wanted <= band.grams.length) return;
  const { grams, keys, shares } = band;
  const size = Math.max(wanted, 2 * grams.length);
  band.grams = new Uint16Array(size);
  band.keys = new Uint16Array(size);
  band.shares = new Uint8Array(size);
  band.grams.set(grams);
  band.keys.set(keys);
  band.shares.set(shares);
}

/** Reads the grams of a band's keys and writes their signatures. */
function bandReader(keys: Keys, signatures: Int32Array) {
  const { bytes, starts, weights, norms } = keys;
  const reader = gramReader();
  const ordered = new Uint16Array(reader.grams.length);
  const band: BandGrams = {
    grams: new Uint16Array(bandSize * 24),
    keys: new Uint16Array(bandSize * 24),
    shares: new Uint8Array(bandSize * 24),
    count: 0,
  };
  const readKey = (key: number): void => {
    const count = reader.read(bytes, starts[key] ?? 0, starts[key + 1] ?? 0);
    orderGrams(ordered, weights, { from: reader.grams, count });
    withRoom(band, count);
    const norm = norms[key] ?? 0;
    let rest = norm;
    for (let at = 0; at < count; at += 1, band.count += 1) {
      const gram = ordered[at] ?? 0;
      const weight = weights[gram] ?? 0;
      band.grams[band.count] = gram;
      band.keys[band.count] = key % bandSize;
      band.shares[band.count] = Math.ceil((wholeShare * rest) / norm);
      rest -= weight;
      if (hasBit(weight)) sign(signatures, key, bitOf(gram));
    }
  };
  return (from: number, to: number): BandGrams => {
    band.count = 0;
    for (let key = from; key < to; key += 1) readKey(key);
    return band;
  };
}

/** Where each value begins when numbers are put in order of `of`. */
function placesOf(count: number, values: number, of: (at: number) => number): Uint32Array {
  const places = new Uint32Array(values + 1);
  for (let at = 0; at < count; at += 1) {
    const next = of(at) + 1;
    places[next] = (places[next] ?? 0) + 1;
  }
  for (let value = 0; value < values; value += 1) {
    places[value + 1] = (places[value] ?? 0) + (places[value + 1] ?? 0);
  }
  return places;
}

/** The numbers of a band's grams with the greatest share first, keys in order within a share. */
function byShare({ shares, count }: BandGrams): Uint32Array {
  const backwards = (at: number) => wholeShare - (shares[at] ?? 0);
  const places = placesOf(count, wholeShare + 1, backwards);
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) {
    const share = backwards(at);
    order[places[share] ?? 0] = at;
    places[share] = (places[share] ?? 0) + 1;
  }
  return order;
}

/** All bands one after another, in arrays that are as long as they have to be. */
function gathered(grams: number) {
  return { postings: sharedShorts(grams), shares: sharedBytes(grams) };
}

function gramsOfAll({ bytes, starts }: Keys): number {
  const reader = gramReader();
  let grams = 0;
  for (let key = 0; key < starts.length - 1; key += 1) {
    grams += reader.read(bytes, starts[key] ?? 0, starts[key + 1] ?? 0);
  }
  return grams;
}

/** For each band and gram the keys that have it, those first in whose order it comes early; and all signatures. */
export function postingsOf(keys: Keys): Postings {
  const count = keys.starts.length - 1;
  const bands = Math.ceil(count / bandSize);
  const postingStarts = sharedNumbers(bands * gramCount + 1);
  const signatures = sharedWords(signatureWords * count);
  const readBand = bandReader(keys, signatures);
  const { postings, shares } = gathered(gramsOfAll(keys));
  let written = 0;
  for (let number = 0; number < bands; number += 1) {
    const band = readBand(number * bandSize, Math.min(count, (number + 1) * bandSize));
    const places = placesOf(band.count, gramCount, (at) => band.grams[at] ?? 0);
    for (let gram = 0; gram < gramCount; gram += 1) {
      postingStarts[number * gramCount + gram] = written + (places[gram] ?? 0);
    }
    for (const at of byShare(band)) {
      const gram = band.grams[at] ?? 0;
      const place = places[gram] ?? 0;
      postings[written + place] = band.keys[at] ?? 0;
      shares[written + place] = band.shares[at] ?? 0;
      places[gram] = place + 1;
    }
    written += band.count;
  }
  postingStarts[bands * gramCount] = written;
  return { postingStarts, postings, shares, signatures };
}
