import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { matchKey, otherNameKinds, type RegisteredEntity } from '../../../domain/suppliers/index.ts';
import { assert } from '../../../domain/values/index.ts';
import { fileLiteral } from '../../duckdb.ts';

/** Files of a part that has been read: text with tabs, which the engine then sorts. */
const entitiesText = 'entities.txt';
const namesText = 'names.txt';

const entityColumns = {
  place: 'BIGINT',
  identifier: 'VARCHAR',
  name: 'VARCHAR',
  kind: 'VARCHAR',
  category: 'VARCHAR',
  status: 'VARCHAR',
  status_words: 'VARCHAR',
  started: 'DATE',
  ended: 'DATE',
  postcode: 'VARCHAR',
  town: 'VARCHAR',
  activities: 'VARCHAR',
  accounts: 'VARCHAR',
  accounts_due: 'DATE',
  income: 'BIGINT',
  also_known_as: 'VARCHAR',
} as const;

const nameColumns = {
  place: 'BIGINT',
  rank: 'TINYINT',
  nth: 'SMALLINT',
  until: 'DATE',
  name: 'VARCHAR',
  key: 'VARCHAR',
} as const;

/** A list in one cell; no text of a register holds this character. */
const between = '\u001f';
const heldCharacters = 1_000_000;

/** Writes lines and lets the disk catch up. */
class Lines {
  private held: string[] = [];
  private characters = 0;
  private readonly stream: WriteStream;

  constructor(path: string) {
    this.stream = createWriteStream(path);
    this.stream.on('error', () => undefined);
  }

  add(cells: readonly (string | number | null)[]): void {
    const line = cells.join('\t');
    assert(!line.includes('\n'), 'a register is read into texts of one line');
    this.held.push(line);
    this.characters += line.length;
  }

  isFull(): boolean {
    return this.characters > heldCharacters;
  }

  async write(): Promise<void> {
    if (this.held.length === 0) return;
    const text = `${this.held.join('\n')}\n`;
    this.held = [];
    this.characters = 0;
    if (this.stream.errored) throw this.stream.errored;
    if (!this.stream.write(text)) await once(this.stream, 'drain');
  }

  async end(): Promise<void> {
    await this.write();
    this.stream.end();
    await finished(this.stream);
  }

  /** Closes the file without caring what becomes of it. */
  drop(): void {
    this.stream.destroy();
  }
}

function entityLine(place: number, one: RegisteredEntity): readonly (string | number | null)[] {
  return [
    place,
    one.identifier,
    one.name,
    one.kind,
    one.category,
    one.status,
    one.statusWords,
    one.started,
    one.ended,
    one.postcode,
    one.town,
    one.activities.join(between),
    one.accounts,
    one.accountsDue,
    one.income,
    one.alsoKnownAs.join(between),
  ];
}

/** Answers how many names there are. */
function addNames(names: Lines, place: number, { name, otherNames }: RegisteredEntity): number {
  names.add([place, 0, 0, null, name, matchKey(name)]);
  for (const [nth, other] of otherNames.entries()) {
    const rank = 1 + otherNameKinds.indexOf(other.kind);
    names.add([place, rank, nth, other.until, other.name, matchKey(other.name)]);
  }
  return 1 + otherNames.length;
}

/** Told after every few thousand organisations how many have been written. */
export type Told = (organisations: number) => void;

/** Writes organisations with the keys of their names into a folder, as they come; answers how many of both there were. */
export async function stageEntities(
  folder: string,
  entities: AsyncIterable<RegisteredEntity>,
  told: Told,
): Promise<{ readonly organisations: number; readonly names: number }> {
  await mkdir(folder, { recursive: true });
  const lines = new Lines(join(folder, entitiesText));
  const nameLines = new Lines(join(folder, namesText));
  let organisations = 0;
  let names = 0;
  try {
    for await (const entity of entities) {
      lines.add(entityLine(organisations, entity));
      names += addNames(nameLines, organisations, entity);
      organisations += 1;
      if (!lines.isFull()) continue;
      await lines.write();
      await nameLines.write();
      told(organisations);
    }
    await lines.end();
    await nameLines.end();
    return { organisations, names };
  } finally {
    lines.drop();
    nameLines.drop();
  }
}

/** A part that has been read, and the number of organisations in the parts before it. */
export interface StagedPart {
  readonly folder: string;
  readonly before: number;
}

function readText(path: string, columns: Readonly<Record<string, string>>): string {
  const types = Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`);
  return `read_csv(${fileLiteral(path)}, hive_partitioning = false, header = false, auto_detect = false, delim = '\t', quote = '', escape = '', new_line = '\\n', dateformat = '%Y-%m-%d', columns = {${types.join(', ')}})`;
}

function together(parts: readonly StagedPart[], file: string, columns: Readonly<Record<string, string>>) {
  const each = parts.map(
    ({ folder, before }) =>
      `SELECT * REPLACE (place + ${before} AS place) FROM ${readText(join(folder, file), columns)}`,
  );
  return `(${each.join(' UNION ALL ')})`;
}

/** The organisations of all parts, to stand in a FROM. */
export function stagedEntities(parts: readonly StagedPart[]): string {
  return together(parts, entitiesText, entityColumns);
}

/** The names of all parts, to stand in a FROM. */
export function stagedNames(parts: readonly StagedPart[]): string {
  return together(parts, namesText, nameColumns);
}
