import { mostCharacters } from './quotedRecords.ts';
import { refusing } from './refusals.ts';
import type { RecordSplitter } from './types.ts';

/** A record that is not whole after this many lines stands as it is. */
const mostLines = 200;

function unescaped(cell: string): string {
  return cell.includes('\\') ? cell.replace(/\\([\s\S])/g, '$1') : cell;
}

function cellsOf(line: string): string[] {
  const cells = line.includes('\\') ? line.split(/(?<=(?:^|[^\\])(?:\\\\)*)\t/) : line.split('\t');
  return cells.map((cell) => {
    const isQuoted = cell.length > 1 && cell.startsWith('"') && cell.endsWith('"');
    return unescaped(isQuoted ? cell.slice(1, -1).replaceAll('""', '"') : cell);
  });
}

/**
 * Splits text with tabs between its cells, as registers publish it: without quotes that mean anything, with a
 * backslash before a tab or line end that belongs to the text. A line with too few cells goes on in the next one.
 */
export class TabbedRecords implements RecordSplitter {
  private rest = '';
  private held = '';
  private lines = 0;
  private width = 1;

  constructor(private readonly label: string) {}

  keep(columns: readonly boolean[]): void {
    this.width = columns.length;
  }

  push(block: string): string[][] {
    const lines = (this.rest + block).split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length + this.held.length > mostCharacters) {
      const sentence = `A record of ${this.label} does not end. Check that the file is text with line ends.`;
      throw refusing('register-record-too-long', sentence);
    }
    return lines.flatMap((line) => this.line(line));
  }

  end(): string[][] {
    const found = this.rest === '' ? [] : this.line(this.rest);
    this.rest = '';
    return this.held === '' ? found : [...found, ...this.give()];
  }

  private line(text: string): string[][] {
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (line === '' && this.held === '') return [];
    const longer = this.held === '' ? line : `${this.held} ${line}`;
    const cells = cellsOf(longer);
    if (cells.length > this.width && this.held !== '') {
      const before = this.give();
      return [...before, ...this.line(text)];
    }
    this.held = longer;
    this.lines += 1;
    return cells.length < this.width && this.lines < mostLines ? [] : this.give();
  }

  private give(): string[][] {
    const cells = cellsOf(this.held);
    this.held = '';
    this.lines = 0;
    return [cells];
  }
}
