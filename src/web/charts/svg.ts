export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A length in SVG units with at most two decimals, written the same everywhere and never as -0. */
export function coordinate(value: number): string {
  const hundredths = Math.round(value * 100);
  return String(hundredths === 0 ? 0 : hundredths / 100);
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One element; attributes that are undefined are left out, children must already be markup. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) => ` ${key}="${typeof value === 'number' ? coordinate(value) : escapeXml(value ?? '')}"`,
    )
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

const narrowLetters = new Set("iljtf.,;:'|!()[] Ir/-");
const wideLetters = new Set('mwMW%@');

/** The width of text at 16 px in a system font, on the generous side, because we cannot measure on a server. */
export function textWidth(text: string, bold = false): number {
  const units = [...text].reduce((sum, letter) => {
    if (narrowLetters.has(letter)) return sum + 5.6;
    if (wideLetters.has(letter)) return sum + 14.6;
    return sum + (letter >= 'A' && letter <= 'Z' ? 11 : 9.2);
  }, 0);
  return bold ? units * 1.06 : units;
}

/** Breaks text between words into lines no wider than given, where words allow it. */
export function wrapText(text: string, width: number, bold = false): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length > 0 && textWidth(longer, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
