import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listening } from '../../test/support/spoken.ts';
import { accept } from '../domain/values/index.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readResultsFile } from '../formats/procurements/readResultsFile.ts';
import { commitmentsHtml } from '../web/pages/commitments/report.ts';
import { commitmentsCommand } from './commitments.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-commitments-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(content: string, ...options: readonly string[]) {
  const path = join(folder, 'results.csv');
  await writeFile(path, content);
  const { said, speaking } = listening();
  const command = commitmentsCommand({
    readResults: readResultsFile,
    writeFile: async (target, text) => {
      await writeFile(target, text);
      return accept(null);
    },
    csv: (header, rows) =>
      writeCsv(
        header,
        rows.map((row) => row.map(textCell)),
      ),
    report: (procurements, about) => commitmentsHtml(procurements, about, ''),
    ...speaking,
  });
  await command.parseAsync([path, ...options], { from: 'user' });
  return said;
}

const header = 'Procurement,Contract value (£),Status,Bidder,Social value commitment,Winner';
const results = [
  header,
  'Example new market,"£1,000,000",awarded,Invented Builders Ltd,"312,000",yes',
  'Example new market,1000000,awarded,,95000,no',
  'Road corridors,2000000,in evaluation,,300000,',
  '<b>Shelter</b>,1300000,abandoned,,40300,',
].join('\n');

it('prints the table, and hides what is in evaluation from everybody', async () => {
  const { out, talk, code } = await run(results);
  expect(code).toBe(0);
  expect(talk).toBe(
    'The winner promised 31% of contract value in social value. Nobody promised more than the winner in any of them.\n',
  );
  const lines = out.trim().split(/\r?\n/);
  expect(lines[1]).toBe('Example new market,1000000.00,awarded,2,9.5,31.2,31.2,312000.00,');
  expect(lines[2]).toBe('Road corridors,2000000.00,in evaluation,1,,,,,in evaluation');
  expect(out).not.toMatch(/,300000|Invented Builders/);
});

it('for the public hides ranges from which a single bid could be told', async () => {
  const page = join(folder, 'page.html');
  const { out } = await run(results, '--public', '--html', page, '--title', 'Examplewell <i>');
  expect(out).toContain('Example new market,1000000.00,awarded,2,,,31.2,312000.00,too few bids');
  const html = await readFile(page, 'utf8');
  expect(html).not.toMatch(/9\.5|<b>|<i>|Invented Builders|300,?000/);
  expect(html).toContain('The winner promised 31%');
});

it.each([
  ['no column', 'Procurement,Bidder\nX,Y', /no column “Contract value”, “Status”, “Commitment”/],
  ['no line', header, /no results in it/],
  ['nothing at all', '', /./],
  ['a line that cannot be right', `${header}\nX,100,pending,A,1,yes`, /Line 2 has the status “pending”/],
])('%s is refused with a sentence', async (_, content, sentence) => {
  const { out, talk, code } = await run(content);
  expect([out, code]).toEqual(['', 1]);
  expect(talk).toMatch(sentence);
});

it('says what is wrong in every line, at most a hundred', async () => {
  const { talk } = await run([header, ...Array(150).fill('X,100,pending,A,1,')].join('\n'));
  expect(talk.trim().split('\n')).toHaveLength(100);
});

it('never writes the page over the results', async () => {
  const { talk, out, code } = await run(results, '--html', join(folder, 'results.csv'));
  expect([out, code]).toEqual(['', 1]);
  expect(talk).toContain('Choose another name.');
  expect(await readFile(join(folder, 'results.csv'), 'utf8')).toBe(results);
});
