/** The first characters of a text, without half of one: an emoji has two units, and a text with one of them cannot be kept. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/\p{Cs}$/u, '');
}

/** Whether a text can be kept: databases hold neither NUL nor half a character, and a JSON file can hold both. */
export function canBeKept(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}
