declare const postcode: unique symbol;

/** A UK postcode in upper case with one space before the last three characters: `HD1 2TT`. */
export type Postcode = string & { readonly [postcode]: true };

const shape = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

/** Reads a postcode in any case and spacing; undefined when the text is not shaped like one. */
export function parsePostcode(text: string): Postcode | undefined {
  const match = shape.exec(text.replace(/[^A-Za-z0-9]/g, '').toUpperCase());
  return match ? (`${match[1]} ${match[2]}` as Postcode) : undefined;
}

/** The postcode without its last two letters: `HD1 2`. */
export function sectorOf(code: Postcode): string {
  return code.slice(0, -2);
}

/** The letters before the first digit: `HD`. */
export function areaOf(code: Postcode): string {
  return code.replace(/\d.*/, '');
}
