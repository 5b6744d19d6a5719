import { holdsMarkup, holdsPdfStart, holdsZip } from './foreign.ts';
import type { Trouble } from './refusals.ts';

const unprintable = /[\0-\x08\x0b\x0e-\x1f\x7f]/;

function decoded(content: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return undefined;
  }
}

/** Bytes that are no UTF-8 are text of another kind when they hold nothing that text does not, or say so at the start. */
function undecodedTrouble(content: Buffer): Trouble {
  const start = content.length < 2 ? 0 : content.readUInt16BE(0);
  const utf16 = start === 0xfffe || start === 0xfeff;
  return utf16 || !unprintable.test(content.toString('latin1')) ? 'encoding' : 'unknown';
}

/** What is wrong with plain text or CSV; null when it is UTF-8 that no program takes for a page, a script or a document. */
export function textTrouble(content: Buffer): Trouble | null {
  const text = decoded(content);
  if (text === undefined) return undecodedTrouble(content);
  if (unprintable.test(text)) return 'unknown';
  if (/^\s*(?:<[a-z!?/]|#!|@echo\b|%!PS|\{\\rtf)/i.test(text) || holdsMarkup(text)) return 'active';
  return holdsZip(content) || holdsPdfStart(content) ? 'second' : null;
}
