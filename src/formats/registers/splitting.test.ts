import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns } from '../../../test/support/property.ts';
import { ObjectRecords } from './objectRecords.ts';
import { QuotedRecords } from './quotedRecords.ts';
import { refusalIn } from './refusals.ts';
import { TabbedRecords } from './tabbedRecords.ts';
import type { RecordSplitter } from './types.ts';

/** Cuts a text at the given places, whatever they are. */
function cut(text: string, places: readonly number[]): readonly string[] {
  const ends = [...places.map((place) => place % (text.length + 1)), text.length].sort(
    (one, two) => one - two,
  );
  return ends.map((end, index) => text.slice(ends[index - 1] ?? 0, end));
}

function split(splitter: RecordSplitter, pieces: readonly string[]): readonly (readonly string[])[] {
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.end()];
}

const runs = { numRuns: propertyRuns(300) };
const places = fc.array(fc.nat(400), { maxLength: 12 });
const cell = (...characters: string[]) => fc.string({ unit: fc.constantFrom('a', 'É', '😀', ...characters) });
const rows = (...characters: string[]) =>
  fc.array(fc.array(cell(...characters), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 });

describe('records are the same wherever the text is cut', () => {
  it.each([',', ';'] as const)('property: CSV with %s', (separator) => {
    const end = fc.constantFrom('\n', '\r\n', '\r');
    fc.assert(
      fc.property(
        rows('"', ',', ';', '\n', '\r', ' '),
        end,
        places,
        fc.boolean(),
        (records, mark, at, isEnded) => {
          const quoted = records.map((record) =>
            record.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator),
          );
          const text = quoted.join(mark) + (isEnded ? mark : '');
          expect(split(new QuotedRecords(separator, 'x'), cut(text, at))).toEqual(records);
        },
      ),
      runs,
    );
  });

  it('property: CSV without quotes, of which some columns are kept', () => {
    fc.assert(
      fc.property(rows('"', ' '), places, (records, at) => {
        fc.pre(records.flat().every((one) => !one.startsWith('"')));
        const splitter = new QuotedRecords(',', 'x');
        splitter.keep([true, false, true]);
        const text = records.map((record) => `${record.join(',')}\n`).join('');
        const kept = records.map(([first, , third]) => [first, '', third]);
        expect(split(splitter, cut(text, at))).toEqual(kept);
      }),
      runs,
    );
  });

  it('property: text with tabs, with a backslash before what belongs to a cell', () => {
    fc.assert(
      fc.property(rows('\t', '\\', ' '), places, (records, at) => {
        const splitter = new TabbedRecords('x');
        splitter.keep([true, true, true]);
        const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\t', '\\\t');
        const text = records.map((record) => `${record.map(escaped).join('\t')}\n`).join('');
        expect(split(splitter, cut(text, at))).toEqual(records);
      }),
      runs,
    );
  });

  it('property: JSON, as an array and as objects one after another', () => {
    const object = fc.dictionary(cell('"', '\\', '{', '}', '[', ']', ','), fc.jsonValue({ maxDepth: 2 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(object, { maxLength: 5 }), places, fc.boolean(), (objects, at, isArray) => {
        const text = isArray ? JSON.stringify(objects) : objects.map((one) => JSON.stringify(one)).join('\n');
        const splitter = new ObjectRecords('x');
        const found = cut(text, at).flatMap((piece) => splitter.push(piece));
        splitter.end();
        expect(found).toEqual(JSON.parse(JSON.stringify(objects)));
      }),
      runs,
    );
  });

  it('property: JSON that is cut off anywhere is refused', () => {
    const text = JSON.stringify([{ name: 'Elm "one"' }, { name: '}]' }]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), (length) => {
        const splitter = new ObjectRecords('cut.json');
        const read = () => {
          splitter.push(text.slice(0, length));
          splitter.end();
        };
        expect(read).toThrow('cut.json is damaged or cut short');
      }),
      runs,
    );
  });
});

describe('text that is no table', () => {
  const refused = (work: () => unknown) => {
    try {
      work();
      return 'read';
    } catch (error) {
      return refusalIn(error)?.code;
    }
  };

  it('is refused for a record that never ends or has no end of cells', () => {
    expect(refused(() => new QuotedRecords(',', 'x').push(`"${'a'.repeat(1_000_001)}`))).toBe(
      'register-record-too-long',
    );
    expect(refused(() => new QuotedRecords(',', 'x').push(`${','.repeat(2_100)}\n`))).toBe(
      'register-too-many-cells',
    );
    expect(refused(() => new TabbedRecords('x').push('a'.repeat(1_000_001)))).toBe(
      'register-record-too-long',
    );
    expect(refused(() => new ObjectRecords('x').push(`{"a":"${'a'.repeat(1_000_001)}`))).toBe(
      'register-record-too-long',
    );
    expect(refused(() => new ObjectRecords('x').push('[}'))).toBe('register-damaged');
    expect(refused(() => new ObjectRecords('x').push('[{"a":}]'))).toBe('register-damaged');
  });

  it('keeps a quote inside a cell, as in a size in inches', () => {
    expect(new QuotedRecords(',', 'x').push('12" PIPE LTD,"A "B" C",3\n')).toEqual([
      ['12" PIPE LTD', 'A "B" C', '3'],
    ]);
  });
});
