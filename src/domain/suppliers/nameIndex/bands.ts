import { bandSize } from './tables.ts';

/** The least and the greatest norm in each band. */
export interface BandNorms {
  readonly least: Uint32Array;
  readonly most: Uint32Array;
}

/** Finds the norms between which each band lies. */
export function bandNorms(norms: Uint32Array): BandNorms {
  const bands = Math.ceil(norms.length / bandSize);
  const [least, most] = [new Uint32Array(bands).fill(0xffff_ffff), new Uint32Array(bands)];
  for (let key = 0; key < norms.length; key += 1) {
    const band = Math.floor(key / bandSize);
    const norm = norms[key] ?? 0;
    if (norm < (least[band] ?? 0)) least[band] = norm;
    if (norm > (most[band] ?? 0)) most[band] = norm;
  }
  return { least, most };
}
