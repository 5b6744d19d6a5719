import { mostCharacters } from './quotedRecords.ts';
import { damaged, refusing } from './refusals.ts';

const QUOTE = 34;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Cuts a JSON array of objects, or objects one after another, into its objects as the text comes. */
export class ObjectRecords {
  private rest = '';
  private at = 0;
  private depth = 0;
  private isText = false;
  private isArray = false;
  private isClosed = false;
  private hasBegun = false;

  constructor(private readonly label: string) {}

  push(block: string): JsonRecord[] {
    const text = this.rest + block;
    const found: JsonRecord[] = [];
    let start = 0;
    let at = this.at;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.isText) {
        if (code === BACKSLASH) at += 1;
        else if (code === QUOTE) this.isText = false;
        continue;
      }
      if (code === QUOTE) this.isText = true;
      else if (code === OPEN) {
        if (this.depth === 0) start = at;
        this.depth += 1;
      } else if (code === CLOSE) {
        this.depth -= 1;
        if (this.depth === 0) found.push(this.parse(text.slice(start, at + 1)));
        if (this.depth === 0) start = at + 1;
        if (this.depth < 0) throw damaged(this.label);
      } else if (this.depth === 0) this.outside(code);
    }
    this.rest = text.slice(start);
    this.at = at - start;
    if (this.rest.length > mostCharacters) {
      throw refusing('register-record-too-long', `A record of ${this.label} does not end.`);
    }
    return found;
  }

  /** Says that the text has ended: refuses when an object or the array around them has not. */
  end(): void {
    if (this.depth > 0 || this.isText || (this.isArray && !this.isClosed)) throw damaged(this.label);
  }

  private outside(code: number): void {
    if (code === 91 && !this.hasBegun) this.isArray = true;
    if (code === 93) this.isClosed = true;
    if (code > 32) this.hasBegun = true;
  }

  private parse(text: string): JsonRecord {
    this.hasBegun = true;
    try {
      return JSON.parse(text) as JsonRecord;
    } catch {
      throw damaged(this.label);
    }
  }
}
