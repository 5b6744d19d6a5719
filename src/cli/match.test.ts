import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { company, companyCsv } from '../../test/support/registerFiles.ts';
import { matchNames } from '../actions/matching/matchNames.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readRegister, refusalIn } from '../formats/registers/index.ts';
import { readNames } from '../formats/registers/readNames.ts';
import { readMatchingWords } from '../formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../formats/vocabulary/readVocabulary.ts';
import { startNearest } from '../lake/nameIndex/index.ts';
import { matchCommand } from './match.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-match-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

const vocabulary = readVocabulary();
const words = { words: readMatchingWords(), payees: vocabulary.payees };

async function run(...given: string[]) {
  const said = { out: '', talk: '', code: -1, shown: [] as string[] };
  const progress = (sentence: string) => said.shown.push(sentence);
  const parts = { readNames: (path: string) => readNames(path, vocabulary), readRegister, refusalIn };
  const command = matchCommand({
    match: (order) => matchNames({ ...parts, words, startNearest, progress }, order),
    csv: (header, rows) =>
      writeCsv(
        header,
        rows.map((row) => row.map(textCell)),
      ),
    endProgress: () => said.shown.push(''),
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
  await command.parseAsync(given, { from: 'user' });
  return said;
}

const companies = () =>
  file(
    'companies.csv',
    companyCsv([
      company('09900001', 'HEBBLEDEN SUPPORT SERVICES LIMITED'),
      company('09900002', 'ZEPHYRDALE CONSULTING LIMITED'),
      company('09900003', 'ZEPHYRDALE CONSULTING LIMITED'),
      company('09900004', 'PENDRAGON LIMITED'),
    ]),
  );

const bodies = () =>
  file('bodies.csv', 'Org ID,Name,Other names\nGB-SC-SC099991,Rowan Trust,Rowan Fund\n,None,\n');

it('says of each name who is meant, how sure that is, and why', async () => {
  const names = await file(
    'names.csv',
    'Supplier,Company number\nHebbleden Support Services Ltd,\nRowan Fund,\nZephyrdale Consulting Ltd,\nZephyrdale Consulting Ltd,9900003\nREDACTED,\nWholly Unheardof Widgets,\n,1\n',
  );
  const done = await run(names, '--register', await companies(), await bodies());
  expect(done.out.split('\r\n')).toEqual([
    'name,decision,identifier,registered_name,confidence,sort,reasons,against,candidates',
    expect.stringMatching(
      /^Hebbleden Support Services Ltd,linked,GB-COH-09900001,HEBBLEDEN SUPPORT SERVICES LIMITED,A,,The name is the same,,/,
    ),
    expect.stringMatching(/^Rowan Fund,linked,GB-SC-SC099991,Rowan Trust,[ABC],,/),
    expect.stringMatching(
      /^Zephyrdale Consulting Ltd,ambiguous,,,,,"2 organisations have this name, .*",,GB-COH-09900002 \(.*\); GB-COH-09900003 \(.*\)$/,
    ),
    expect.stringMatching(/^Zephyrdale Consulting Ltd,linked,GB-COH-09900003,/),
    expect.stringMatching(/^REDACTED,not a company,,,,redacted,/),
    expect.stringMatching(/^Wholly Unheardof Widgets,no match,,,,,No name on the registers is near,,$/),
    '',
  ]);
  expect(done).toMatchObject({
    code: 0,
    talk: '6 names matched with 5 organisations: 3 linked, 1 ambiguous, 1 no match, 1 not a company. 1 line has no name and is left out.\n1 record: left out, because there is no identifier.\n',
  });
  expect(done.shown).toEqual(['0 of 4 names looked up', '']);
});

it('never lets a wrong company number win over a name that contradicts it', async () => {
  const names = await file(
    'names.csv',
    'Supplier,Company number\nHebbleden Support Services Ltd,09900004\nTotally Different Widgets,09900004\n',
  );
  const done = await run(names, '--register', await companies(), '--json');
  const { names: found } = JSON.parse(done.out) as { names: readonly object[] };
  expect(found).toMatchObject([
    {
      decision: 'linked',
      identifier: 'GB-COH-09900001',
      against: ['09900004 is not its number'],
      candidates: [{ identifier: 'GB-COH-09900001' }, { identifier: 'GB-COH-09900004' }],
    },
    {
      decision: 'no match',
      identifier: null,
      confidence: null,
      candidates: [{ identifier: 'GB-COH-09900004' }],
    },
  ]);
});

it('answers the same for a name however often it stands in the list and whatever stands around it', async () => {
  const register = await companies();
  const alone = await run(await file('one.csv', 'Supplier\nPendragon\n'), '--register', register);
  const names = `Supplier\n${'Pendragon\nHebbleden Support\n'.repeat(1500)}`;
  const among = await run(await file('many.csv', names), '--register', register);
  const lines = new Set(among.out.trimEnd().split('\r\n'));
  expect(lines.size).toBe(3);
  expect(lines).toContain(alone.out.split('\r\n')[1]);
});

it('refuses in words, with exit code 1 and nothing on the output', async () => {
  const [names, register] = [await file('names.csv', 'Supplier\nPendragon\n'), await companies()];
  const cut = await file('cut.csv', companyCsv([company('09900005', 'ASH LTD')]).slice(0, -30));
  const empty = await file('empty.csv', '');
  const unnamed = await file('unnamed.csv', 'Amount\n3\n');
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [join(folder, 'nowhere.csv'), register, /^There is no file nowhere\.csv that can be read\.\n$/],
    [names, join(folder, 'nowhere.csv'), /^There is no file nowhere\.csv that can be read\.\n$/],
    [empty, register, /^empty\.csv is empty\.\n$/],
    [unnamed, register, /^unnamed\.csv has no column of names\. Give the first line a heading/],
    [names, names, /^names\.csv is no register that we know: /],
    [names, cut, /^cut\.csv/],
  ];
  for (const [list, of, sentence] of wrong) {
    const done = await run(list, '--register', of);
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.talk).toMatch(sentence);
  }
});
