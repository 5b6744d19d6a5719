declare const placeCode: unique symbol;

/** An ONS (GSS) code such as `E08000034`: one letter and eight digits. */
export type PlaceCode = string & { readonly [placeCode]: true };

/** Reads a GSS code in any case; undefined when the text is not shaped like one. */
export function parsePlaceCode(text: string): PlaceCode | undefined {
  const code = text.trim();
  return /^[A-Za-z]\d{8}$/.test(code) ? (code.toUpperCase() as PlaceCode) : undefined;
}

/** Brands a code that comes from our own tables. */
export function toPlaceCode(code: string): PlaceCode {
  return code as PlaceCode;
}
