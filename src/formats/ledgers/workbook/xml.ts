import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { notATable, refusalIn } from '../refusals.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What a reader of XML does at each step. Names come without their prefix. */
export interface XmlVisitor {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[name] !== undefined) return attributes[name];
  return Object.entries(attributes).find(([key]) => local(key) === name)?.[1];
}

/**
 * Streams XML through a visitor. Entities declared by the file itself are not expanded. Throws a refusal when
 * the XML or the packing around it is damaged.
 */
export async function visitXml(stream: Readable, visitor: XmlVisitor, what: string): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  parser.on('error', () => {
    throw notATable.damaged(what);
  });
  parser.on('opentag', (tag) => visitor.open?.(local(tag.name), tag.attributes));
  parser.on('closetag', (tag) => visitor.close?.(local(tag.name)));
  parser.on('text', (text) => visitor.text?.(text));
  parser.on('cdata', (text) => visitor.text?.(text));
  try {
    stream.setEncoding('utf8');
    for await (const chunk of stream) parser.write(chunk);
    parser.close();
  } catch (error) {
    throw refusalIn(error) === undefined && isStreamError(error) ? notATable.damaged(what) : error;
  }
}

/** zlib and yauzl report damage as errors with a code or a plain sentence; our own bugs are other kinds of errors. */
function isStreamError(error: unknown): boolean {
  return error instanceof Error && error.constructor === Error;
}
