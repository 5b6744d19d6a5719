import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAmount } from '../../domain/spend/reading/amount.ts';
import { readDate } from '../../domain/spend/reading/date.ts';
import { type Duck, openDuck } from '../duckdb.ts';
import { defineReading } from './macros.ts';

let duck: Duck;
beforeAll(async () => {
  duck = await openDuck({ scratch: '' });
  await defineReading(duck);
});
afterAll(() => duck.close());

async function bySql(texts: readonly string[], expression: string) {
  await duck.run('CREATE OR REPLACE TABLE texts (n BIGINT, t VARCHAR)');
  await duck.fill(
    'texts',
    texts.map((text, index) => [index, text]),
  );
  const rows = await duck.rows(`SELECT ${expression} AS value FROM texts ORDER BY n`);
  return rows.map((row) => row.value);
}

const amounts = fc.stringMatching(
  /^[ \u00a0]?[-(£]{0,2} ?(\d{1,6}|\d{1,3},\d{3}|\d{1,2},\d{2})?(\.\d{0,4}|\.\d\d9{7,8}|\.\d\d0{7}1)?[ )-]{0,2}(CR|cr|DR|p)?$/,
);
/** A usual text with some of its characters replaced by others: the quick ways of the engine meet what they must not take. */
function disturbed(usual: readonly string[]) {
  const others = fc.constantFrom(...' \t+-/.,:0159AaZ£\u00a0é'.split(''), '');
  const changes = fc.array(fc.tuple(fc.nat(10), others), { maxLength: 2 });
  return fc
    .tuple(fc.constantFrom(...usual), changes)
    .map(([text, at]) =>
      at.reduce((all, [place, other]) => all.slice(0, place) + other + all.slice(place + 1), text),
    );
}

const dates = fc.oneof(
  disturbed(['05/02/2020', '31/12/2019', '2020-02-05', '05-Feb-20', '28-feb-79', '01-JAN-69', '05/02/20  ']),
  fc.stringMatching(/^\d{1,2}[/.-]\d{1,2}[/.-](\d{2}|20\d{2}|19\d{2})( \d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?)?$/),
  fc.stringMatching(/^(19|20)\d{2}[-/]\d{1,2}([-/]\d{1,2}([T ]\d{2}:\d{2}Z?)?)?$/),
  fc.stringMatching(/^\d{1,2}(st|nd)?[ -]?(Jan|FEB|Sept|December|Foo)[ -]?(\d{2}|20\d{2})$/),
  fc.stringMatching(/^([34]\d{4}(\.\d{1,6})?|(19|20)\d{6}|[A-Z][a-z]{2}-\d{2}|\d{2}\/\d{4})$/),
);

const usualAmounts = disturbed([
  '1234.56',
  '-12.5',
  '£1,234.56',
  '1,234,567.89',
  '£12.00',
  '(£1,234.00)',
  '12CR',
]);

describe('the reading macros say what the domain says', () => {
  it('for amounts (property)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(amounts, usualAmounts, fc.string()), { minLength: 200, maxLength: 200 }),
        async (texts) => {
          const clean = texts.map((text) => text.replaceAll('\0', ''));
          const expected = clean.map((text) => readAmount(text) ?? null);
          expect(await bySql(clean, 'read_pence(t)')).toEqual(expected);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(['day first', 'month first'] as const)('for dates, %s (property)', async (order) => {
    await fc.assert(
      fc.asyncProperty(fc.array(dates, { minLength: 200, maxLength: 200 }), async (texts) => {
        const expected = texts.map((text) => readDate(text, order) ?? null);
        expect(await bySql(texts, `read_day(t, ${order === 'day first'})::VARCHAR`)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });
});
