import { holdsMarkup, holdsZip } from './foreign.ts';
import type { Trouble } from './refusals.ts';

/** A name in a PDF, each of whose letters may also be written as `#` and two digits. */
function pdfName(name: string): RegExp {
  const letters = [...name].map((letter) => {
    const hex = letter.charCodeAt(0).toString(16);
    return `(?:${letter}|#${hex}|#${hex.toUpperCase()})`;
  });
  return new RegExp(`/${letters.join('')}(?![A-Za-z0-9#])`);
}

const running = [pdfName('JavaScript'), pdfName('Launch')];

/** What is wrong with a PDF; null when it starts and ends as one, is nothing else, and shows no script that it runs. */
export function pdfTrouble(content: Buffer): Trouble | null {
  const text = content.toString('latin1');
  if (!/^%PDF-[12]\.\d/.test(text)) return 'damaged';
  if (holdsMarkup(text.slice(0, 1_024)) || holdsZip(content)) return 'second';
  const end = text.lastIndexOf('%%EOF');
  if (end < 0) return 'damaged';
  const behind = text.slice(end + '%%EOF'.length);
  if (!/^[\s\0]*$/.test(behind)) return 'second';
  return running.some((name) => name.test(text)) ? 'scripts' : null;
}
