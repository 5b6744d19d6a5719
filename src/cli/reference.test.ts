import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { company, companyCsv } from '../../test/support/registerFiles.ts';
import { toLocalDate } from '../domain/values/index.ts';
import { download } from '../external/download.ts';
import { readRegister } from '../formats/registers/index.ts';
import { openReferenceStore } from '../lake/reference/index.ts';
import { referenceCommand } from './reference.ts';
import { addHelp } from './referenceText.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'sevenbox-cli-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function run(...words: string[]) {
  const shown: string[] = [];
  const said = { out: '', talk: '', code: 0, shown };
  const store = openReferenceStore(home);
  const command = referenceCommand({
    adding: () => ({
      store,
      readRegister,
      download,
      withScratchFile: (work) => work(join(home, 'scratch')),
      today: toLocalDate('2026-11-23'),
    }),
    store: () => store,
    progress: (sentence) => shown.push(sentence),
    endProgress: () => shown.push(''),
    out: (text) => {
      said.out += text;
    },
    talk: (text) => {
      said.talk += text;
    },
    setExitCode: (code) => {
      said.code = code;
    },
  });
  await command.parseAsync(words, { from: 'user' });
  return said;
}

it('adds an edition, lists it, and says when nothing changed', async () => {
  const path = join(home, 'ONSPD_MAY_2025.csv');
  await writeFile(path, 'pcds,laua\nZZ1 1AA,E08000034\n');
  expect((await run('list')).talk).toContain('built-in postcode sectors');
  const added = await run('add', 'onspd', path);
  expect(added.talk).toMatch(
    /^Added onspd [0-9a-f]{12} from ONSPD_MAY_2025\.csv, 1 row\.\n {2}This is a part of the directory: 1 row; the full directory has about 2\.7 million\. .*\nIn use now: ONSPD_MAY_2025\.csv \([0-9a-f]{12}\)\.\nLicence: Open Government/,
  );
  expect((await run('add', 'onspd', path)).talk).toMatch(/^Nothing changed: /);
  const listed = await run('list');
  expect(listed.out.split('\n')[0]).toMatch(/^Kind +Edition +Date +Rows +In use +Source +Licence$/);
  expect(listed.out).toContain('May 2025');
  expect(listed.out).not.toContain(home);
  expect(JSON.parse((await run('list', '--json')).out)).toMatchObject([
    { kind: 'onspd', rows: 1, inUse: true },
  ]);
});

it('refuses in words with exit code 1', async () => {
  expect(await run('add', 'maps', 'x.csv')).toMatchObject({
    code: 1,
    talk: 'There is no kind "maps". The kinds are onspd, lad-lookups, suppliers, companies, charities, register.\n',
  });
  expect(await run('add', 'onspd', 'missing.csv')).toMatchObject({ code: 1 });
  expect(await run('add', 'onspd', 'ftp://example.org/x.csv')).toMatchObject({ code: 1 });
});

it('fetches an address and keeps its file name as the source', async () => {
  const server = createServer((_request, response) => {
    response.end('LAD25CD,LAD25NM,CAUTH25CD,CAUTH25NM\nE08000034,Kirklees,E47000003,West Yorkshire\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/LAD_CAUTH_December_2025.csv`;
  const added = await run('add', 'lad-lookups', address);
  server.closeAllConnections();
  server.close();
  expect(added.talk).toMatch(/^Added lad-lookups [0-9a-f]{12} from LAD_CAUTH_December_2025\.csv, 1 row\.\n/);
  expect((await run('list')).out).toContain('December 2025');
});

async function file(name: string, content: string): Promise<string> {
  const path = join(home, name);
  await writeFile(path, content);
  return path;
}

it('says which supplier list is in use and which it replaced, also when one is added again', async () => {
  const one = await file('one.csv', 'Supplier name,Postcode\nExample Ltd,HD1 1AA\n');
  const two = await file('two.csv', 'Supplier name,Postcode\nExample Ltd,HD1 1AB\nMade Up CIC,HD1 1AA\n');
  expect((await run('add', 'suppliers', one)).talk).toMatch(
    /\nIn use now: one\.csv \([0-9a-f]{12}\)\.\nLicence: yours\.\n$/,
  );
  expect((await run('add', 'suppliers', two)).talk).toMatch(
    /\nIn use now: two\.csv \([0-9a-f]{12}\), instead of one\.csv \([0-9a-f]{12}, added 23 November 2026, 1 row\)\.\n/,
  );
  expect((await run('add', 'suppliers', one)).talk).toMatch(
    /^In use again: suppliers [0-9a-f]{12} from one\.csv, 1 row, had been added before\.\nIn use now: one\.csv .*, instead of two\.csv/,
  );
  expect((await run('add', 'suppliers', one)).talk).toMatch(
    /^Nothing changed: .*\nIn use now: one\.csv \([^)]*\)\.\n/,
  );
});

it('says why an older register stays in use, and how to go back from a part', async () => {
  const rows = Array.from({ length: 9 }, (_, index) => `ZZ${index + 1} 1AA,E08000034\n`).join('');
  await run('add', 'onspd', await file('ONSPD_MAY_2025.csv', `pcds,laua\n${rows}`));
  const older = await run('add', 'onspd', await file('ONSPD_FEB_2025.csv', 'pcds,laua\nZZ1 1AA,E08000035\n'));
  expect(older.talk).toContain('ONSPD_FEB_2025.csv stays unused, because what is in use is newer.\n');
  const path = await file('register.csv', 'pcds,laua\nZZ1 1AA,E08000036\n');
  const undated = await run('add', 'onspd', path);
  expect(undated.talk).toMatch(
    /register\.csv stays unused, because its name does not say its month\. Put the month in the name, such as ONSPD_MAY_2025\.csv, and add it again, or remove what is in use: sevenbox reference remove [0-9a-f]{12}\n/,
  );
  const dated = await run('add', 'onspd', await file('ONSPD_AUG_2025.csv', 'pcds,laua\nZZ1 1AA,E08000036\n'));
  expect(dated.talk).toMatch(
    /^Its date is known now: onspd [0-9a-f]{12} from ONSPD_AUG_2025\.csv, 1 row, August 2025, had been added before\.\n/,
  );
  expect(dated.talk).toMatch(
    /far fewer rows than the one before\. To go back: sevenbox reference remove [0-9a-f]{12}\n/,
  );
});

it('removes an edition and says what is in use then', async () => {
  await run('add', 'suppliers', await file('one.csv', 'Supplier name,Postcode\nExample Ltd,HD1 1AA\n'));
  const [one] = JSON.parse((await run('list', '--json')).out) as { edition: string }[];
  await run('add', 'suppliers', await file('two.csv', 'Supplier name,Postcode\nExample Ltd,HD1 1AB\n'));
  const [two] = JSON.parse((await run('list', '--json')).out) as { edition: string }[];
  expect((await run('remove', one?.edition ?? '')).talk).toMatch(
    /^Removed suppliers one\.csv \(.*\)\.\nIt was not in use\. Still in use: two\.csv \(.*\)\.\n$/,
  );
  expect((await run('remove', two?.edition ?? '', '--kind', 'suppliers')).talk).toMatch(
    /^Removed suppliers two\.csv \(.*\)\.\nIn use now: no supplier list\.\n$/,
  );
  expect(await run('remove', two?.edition ?? '')).toMatchObject({
    code: 1,
    talk: `There is no edition "${two?.edition}". \`sevenbox reference list\` shows the editions there are.\n`,
  });
  expect(await run('remove', 'x', '--kind', 'maps')).toMatchObject({ code: 1 });
});

it('adds a register in parts with a date, says how far it is, and refuses what does not fit', async () => {
  const part = async (number: number) =>
    file(`part${number}_2.csv`, companyCsv([company(`0990000${number}`, `ASH ${number} LTD`)]));
  const [one, two] = [await part(1), await part(2)];
  const added = await run('add', 'companies', two, one, '--date', '2026-11');
  expect(added.talk).toMatch(
    /^Added companies [0-9a-f]{12} from part1_2\.csv and part2_2\.csv, 2 organisations with 2 names, 0 records left out\.\nIn use now: /,
  );
  expect(added.shown.slice(-2)).toEqual(['2 organisations read; sorting and writing them', '']);
  expect((await run('list')).out).toMatch(/companies +[0-9a-f]{12} +1 November 2026 +2 +yes/);
  expect((await run('add', 'companies', one)).talk).toBe(
    'The register comes in 2 parts and part 2 is missing. Name all parts in one command, or the folder that they are in.\n',
  );
  expect(await run('add', 'companies', one, two, '--date', 'November')).toMatchObject({
    code: 1,
    talk: '"November" is not a date. Write it like 2026-11-01 or 2026-11.\n',
  });
  expect((await run('add', 'suppliers', one, two)).talk).toMatch(/^Only a register comes in several files/);
  expect((await run('add', 'onspd', one, '--date', '2026-11-01')).talk).toMatch(/^A date can only be given/);
  const undated = await file('list.csv', companyCsv([company('09900003', 'ELM LTD')]));
  expect((await run('add', 'companies', undated)).talk).toMatch(
    /list\.csv stays unused, because nothing says of which day it is\. Add it again with --date/,
  );
  const [edition] = JSON.parse((await run('list', '--json')).out) as { edition: string }[];
  expect((await run('remove', edition?.edition ?? '')).talk).toMatch(
    /^Removed companies .*\nIn use now: list\.csv/,
  );
});

it('explains the columns of a supplier list', () => {
  for (const word of ['Supplier name', 'Supplier number', 'Postcode', 'Place code', 'Delivery site']) {
    expect(addHelp).toContain(word);
  }
});
