import { exactText, parseRatio, type Ratio, ratio, timesRatios } from '../../values/index.ts';
import { poundsIn } from '../commitments/readResults.ts';

/** A formula as a tender file has it. */
export type FormulaTexts = Readonly<Record<string, unknown>> & { readonly formula: string };

const hundredth = ratio(1, 100);

/** A share as people write it: `80%` or `0.8`; undefined for anything else. */
export function shareIn(text: string): Ratio | undefined {
  const words = text.trim();
  if (!words.endsWith('%')) return parseRatio(words);
  const read = parseRatio(words.slice(0, -1));
  return read && timesRatios(read, hundredth);
}

function bandsIn(text: string): FormulaTexts | undefined {
  const bands: { readonly upTo: string | null; readonly points: string }[] = [];
  for (const step of text.split(/[;,]/)) {
    const mark = step.search(/[:=]/);
    const [end, points] = [step.slice(0, Math.max(mark, 0)).trim(), step.slice(mark + 1).trim()];
    const upTo = end.toLowerCase() === 'above' ? null : shareIn(end);
    if (upTo === undefined || !parseRatio(points)) return undefined;
    bands.push({ upTo: upTo && exactText(upTo), points });
  }
  return { formula: 'bands', bands };
}

/** The words at the beginning of a cell, and what comes after them. */
function split(text: string): readonly [string, string] {
  const small = text.trim().toLowerCase();
  const end = /[^a-z -]/.exec(small)?.index ?? small.length;
  return [small.slice(0, end).trim().replaceAll('-', ' '), small.slice(end).trim()];
}

/**
 * How promises were scored: `highest`, `highest for price`, `target £50,000`, or `bands 5%: 2, 10%: 4, above: 5`. Nothing
 * written is `highest`; undefined for anything else.
 */
export function quantityFormulaIn(text: string): FormulaTexts | undefined {
  const [word, rest] = split(text);
  if (rest === '' && ['', 'highest'].includes(word)) return { formula: 'highest' };
  if (rest === '' && word === 'highest for price') return { formula: 'highest-for-price' };
  if (word === 'bands') return bandsIn(rest);
  const target = word === 'target' ? poundsIn(rest) : undefined;
  return target && { formula: 'target', target: exactText(target) };
}

/**
 * How prices were scored: `lowest`, `linear`, `reference £200,000` or `quality per pound`. Nothing written is `lowest`;
 * undefined for anything else.
 */
export function priceFormulaIn(text: string): FormulaTexts | undefined {
  const [word, rest] = split(text);
  if (rest === '' && ['', 'lowest'].includes(word)) return { formula: 'lowest' };
  if (rest === '' && word === 'linear') return { formula: 'linear' };
  if (rest === '' && word === 'quality per pound') return { formula: 'quality-per-pound' };
  const reference = word === 'reference' ? poundsIn(rest) : undefined;
  return reference && { formula: 'reference', reference: exactText(reference) };
}
