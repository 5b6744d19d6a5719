import { fileTypes, parseFileType } from './fileTypes.ts';

const mostOfName = 200;

/** The name without characters that nobody sees, that turn the direction of the rest, or that are paths. */
function plainName(name: string): string {
  const plain = name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\]/g, '_')
    .trim();
  return plain === '' ? 'file' : [...plain].slice(-mostOfName).join('');
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Has a browser save what it is sent, under a name that is safe in a header and, where it reads that, the whole name. */
export function dispositionOf(name: string): string {
  const plain = plainName(name);
  const ascii = plain.replace(/[^A-Za-z0-9._ -]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded(plain)}`;
}

/**
 * The headers with which a file that somebody else uploaded is handed out. It is always saved and never shown: a browser
 * does not guess its type, runs nothing in it, keeps no copy, and gives it to no other site. An unknown type is bytes.
 */
export function downloadHeaders(type: string, name: string): Readonly<Record<string, string>> {
  const known = parseFileType(type);
  return {
    'content-type': known === undefined ? 'application/octet-stream' : fileTypes[known].mediaType,
    'content-disposition': dispositionOf(name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  };
}
