declare const measureSetId: unique symbol;

/** Our own number for a version of a set that an organisation keeps: `set_` and twenty small letters and digits. */
export type MeasureSetId = string & { readonly [measureSetId]: true };

/** Reads such a number, also from an address; undefined for anything else. */
export function parseMeasureSetId(text: string): MeasureSetId | undefined {
  return /^set_[a-z0-9]{20}$/.test(text) ? (text as MeasureSetId) : undefined;
}
