import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  charity,
  charityJson,
  charityText,
  company,
  companyCsv,
  otherName,
} from '../../../test/support/registerFiles.ts';
import { writeZip } from '../../../test/support/zipFile.ts';
import type { ReadingTally, RegisteredEntity, RegisterReading } from '../../domain/suppliers/index.ts';
import { readRegister, refusalIn } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sevenbox-registers-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function opened(...paths: readonly string[]): Promise<RegisterReading> {
  const [first = ''] = paths;
  const files = paths.map((path) => ({ path, label: path.slice(folder.length + 1) }));
  const reading = await readRegister(files.length > 1 ? files : first);
  if (!reading.ok) throw new Error(reading.refusals[0]?.sentence);
  return reading.value;
}

async function readAll(
  ...paths: readonly string[]
): Promise<{ entities: readonly RegisteredEntity[]; tally: ReadingTally; reading: RegisterReading }> {
  const reading = await opened(...paths);
  const entities: RegisteredEntity[] = [];
  for await (const entity of reading.entities) entities.push(entity);
  return { entities, tally: reading.tally(), reading };
}

/** The sentence with which a file is refused, when it is opened or while it is read. */
async function sentence(...paths: readonly string[]): Promise<string> {
  try {
    const { entities } = await readAll(...paths);
    return `${entities.length} organisations`;
  } catch (error) {
    return refusalIn(error)?.sentence ?? (error instanceof Error ? error.message : '');
  }
}

describe('the register of companies', () => {
  it('is read with previous names, kinds, statuses, days and activities', async () => {
    const csv = companyCsv([
      company('09941772', 'ALDER "A" JOINERY, LIMITED', {
        'RegAddress.PostCode': 'zz11aa',
        'SICCode.SicText_2': '43390 - Other building completion',
        'SICCode.SicText_3': 'None Supplied',
        'PreviousName_1.CONDATE': '15/07/2011',
        'PreviousName_1.CompanyName': 'ALDER FITTINGS LIMITED',
        'PreviousName_2.CONDATE': '',
        'PreviousName_2.CompanyName': 'OLD ALDER LTD',
      }),
      company('OC990017', 'BIRCH PARTNERS LLP', {
        CompanyCategory: 'Limited Liability Partnership',
        CompanyStatus: 'Active - Proposal to Strike off',
        'Accounts.AccountCategory': '',
        'Accounts.NextDueDate': '',
        'RegAddress.PostCode': '',
        'SICCode.SicText_1': 'None Supplied',
      }),
    ]);
    const { entities, reading, tally } = await readAll(
      await file('BasicCompanyData-2026-11-01-part1_7.csv', csv),
    );
    expect(reading).toMatchObject({ kind: 'companies', date: { day: '2026-11-01', from: 'file name' } });
    expect(tally).toEqual({ records: 2, leftOut: 0, notes: [], share: 1 });
    expect(entities).toEqual([
      {
        identifier: 'GB-COH-09941772',
        name: 'ALDER "A" JOINERY, LIMITED',
        otherNames: [
          { name: 'ALDER FITTINGS LIMITED', kind: 'previous', until: '2011-07-15' },
          { name: 'OLD ALDER LTD', kind: 'previous', until: null },
        ],
        kind: 'company',
        category: 'Private Limited Company',
        status: 'active',
        statusWords: 'Active',
        started: '2012-09-11',
        ended: null,
        postcode: 'ZZ1 1AA',
        town: 'HUDDERSFIELD',
        activities: ['43320 - Joinery installation', '43390 - Other building completion'],
        accounts: 'MICRO ENTITY',
        accountsDue: '2027-06-30',
        income: null,
        alsoKnownAs: [],
      },
      {
        identifier: 'GB-COH-OC990017',
        name: 'BIRCH PARTNERS LLP',
        otherNames: [],
        kind: 'partnership',
        category: 'Limited Liability Partnership',
        status: 'closing',
        statusWords: 'Active - Proposal to Strike off',
        started: '2012-09-11',
        ended: null,
        postcode: null,
        town: 'HUDDERSFIELD',
        activities: [],
        accounts: null,
        accountsDue: null,
        income: null,
        alsoKnownAs: [],
      },
    ]);
  });

  it.each([
    ['Community Interest Company', 'Active', 'TOTAL EXEMPTION FULL', 'community interest company', 'active'],
    ['Registered Society', 'ACTIVE', '', 'co-operative or community benefit society', 'active'],
    ['Charitable Incorporated Organisation', 'Open', '', 'charity', 'active'],
    ['Limited Partnership', 'In Administration', '', 'partnership', 'closing'],
    ['Private Limited Company', 'Active', 'DORMANT', 'company', 'dormant'],
    ['Private Limited Company', 'Liquidation', 'DORMANT', 'company', 'closing'],
    ['PUBLIC LIMITED COMPANY', 'Dissolved', 'GROUP', 'company', 'closed'],
    ['Royal Charter Company', '', '', 'other', 'not stated'],
  ])('%s, %s and %s accounts are a %s that is %s', async (category, status, accounts, kind, means) => {
    const cells = { CompanyCategory: category, CompanyStatus: status, 'Accounts.AccountCategory': accounts };
    const csv = companyCsv([company('09900001', 'EXAMPLE', cells)]);
    const { entities } = await readAll(await file('x.csv', csv));
    expect(entities[0]).toMatchObject({ kind, status: means });
  });

  it('finds community interest companies by their name, which no other company may carry', async () => {
    const names = ['CEDAR CARE CIC', 'CEDAR C.I.C.', 'CEDAR COMMUNITY INTEREST COMPANY', 'CEDAR CICADA LTD'];
    const csv = companyCsv(names.map((name, index) => company(`0990000${index}`, name)));
    const { entities } = await readAll(await file('x.csv', csv));
    expect(entities.map(({ kind }) => kind === 'community interest company')).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('tells words and days that it does not know, and leaves out what has no name or number', async () => {
    const csv = companyCsv([
      company('09900001', 'ASH LTD', { CompanyStatus: 'Hibernating', IncorporationDate: '31/02/2020' }),
      company('9900002', 'BEECH LTD', { CompanyCategory: 'Space Company', IncorporationDate: '02/01/1894' }),
      company('', 'NOBODY LTD'),
      company('N/A', 'NOWHERE LTD'),
      company('09900003', ''),
      company('09900004', '***'),
      company('09900005', 'X'.repeat(501)),
    ]);
    const { entities, tally } = await readAll(await file('x.csv', csv));
    expect(
      entities.map(({ identifier, kind, status, started }) => [identifier, kind, status, started]),
    ).toEqual([
      ['GB-COH-09900001', 'company', 'not stated', null],
      ['GB-COH-09900002', 'other', 'active', null],
    ]);
    expect([tally.records, tally.leftOut]).toEqual([7, 5]);
    expect([...tally.notes].sort()).toEqual([
      '1 record: a company category that we do not know is read as "other", for example "Space Company".',
      '1 record: a company status that we do not know is read as "not stated", for example "Hibernating".',
      '1 record: a date could not be read and is left empty, for example "31/02/2020".',
      `1 record: left out, because the name is longer than 500 characters, for example "${'X'.repeat(60)}".`,
      '2 records: left out, because the company number is none.',
      '2 records: left out, because there is no name with a letter or digit.',
    ]);
  });

  it('is read from a zip, a gz, several parts and a folder', async () => {
    const [one, two] = [
      companyCsv([company('09900001', 'ASH LTD')]),
      companyCsv([company('09900002', 'ELM LTD')]),
    ];
    await mkdir(join(folder, 'parts'));
    await writeZip(join(folder, 'parts', 'BasicCompanyData-2026-11-01-part1_2.zip'), { 'part1_2.csv': one });
    await writeZip(join(folder, 'parts', 'BasicCompanyData-2026-11-01-part2_2.zip'), {
      'part2_2.csv': two,
      '__MACOSX/part2_2.csv': 'x',
      'readme.pdf': '%PDF-',
    });
    const gz = await file('two.csv.gz', gzipSync(two));
    const ids = async (...paths: string[]) =>
      (await readAll(...paths)).entities.map(({ identifier }) => identifier.slice(-1));
    expect(await ids(join(folder, 'parts'))).toEqual(['1', '2']);
    expect(await ids(join(folder, 'parts', 'BasicCompanyData-2026-11-01-part1_2.zip'), gz)).toEqual([
      '1',
      '2',
    ]);
    expect((await opened(join(folder, 'parts'))).date?.day).toBe('2026-11-01');
  });
});

describe('the register of charities', () => {
  const charities = [
    charity(9912345, 'CEDAR HELP', {
      charity_company_registration_number: '41877',
      charity_type: 'Charitable company',
    }),
    charity(9912345, 'CEDAR HELP FUND', {
      linked_charity_number: 1,
      charity_type: null,
      latest_income: null,
    }),
    charity(991234, 'OLD OAK TRUST', {
      charity_registration_status: 'Removed',
      date_of_removal: '2019-03-31T00:00:00',
      charity_activities: null,
    }),
    charity(9912347, 'ELM RESCUE', { charity_insolvent: true, charity_contact_postcode: null }),
  ];
  const names = [
    otherName(9912345, 'CEDAR CARES', 'Working Name'),
    otherName(9912345, 'CEDAR SOCIETY', 'Previous Name'),
    otherName(9912345, 'CEDAR HELP', 'Working Name'),
    otherName(9912345, 'FUND OF CEDAR', 'Other', 1),
  ];
  const summary = (entities: readonly RegisteredEntity[]) =>
    entities.map((one) => [one.identifier, one.status, one.started, one.ended, one.income, one.postcode]);

  it('is read from JSON with other names, linked charities and company numbers', async () => {
    const main = join(folder, 'publicextract.charity.zip');
    await writeZip(main, { 'publicextract.charity.json': charityJson(charities) });
    const other = await file('publicextract.charity_other_names.json', charityJson(names));
    const { entities, reading, tally } = await readAll(main, other);
    expect(reading).toMatchObject({ kind: 'charities', date: { day: '2026-11-20', from: 'register' } });
    expect(summary(entities)).toEqual([
      ['GB-CHC-9912345', 'active', '2001-05-04', null, 25001, 'ZZ1 1AB'],
      ['GB-CHC-9912345-1', 'active', '2001-05-04', null, null, 'ZZ1 1AB'],
      ['GB-CHC-991234', 'closed', '2001-05-04', '2019-03-31', 25001, 'ZZ1 1AB'],
      ['GB-CHC-9912347', 'closing', '2001-05-04', null, 25001, null],
    ]);
    expect(entities[0]).toMatchObject({
      kind: 'charity',
      category: 'Charitable company',
      otherNames: [
        { name: 'CEDAR CARES', kind: 'trading', until: null },
        { name: 'CEDAR SOCIETY', kind: 'previous', until: null },
      ],
      activities: ['Helping people who are invented.'],
      alsoKnownAs: ['GB-COH-00041877'],
    });
    expect(entities[1]).toMatchObject({
      category: 'Linked charity',
      otherNames: [{ name: 'FUND OF CEDAR', kind: 'other' }],
    });
    expect(entities[3]?.statusWords).toBe('Registered, insolvent');
    expect(tally).toMatchObject({ records: 4, leftOut: 0, notes: [] });
  });

  it('is the same from text with tabs, where a line end in a cell starts no record', async () => {
    const main = await file('publicextract.charity.txt', charityText(charities));
    const other = await file('publicextract.charity_other_names.txt', charityText(names));
    const json = await readAll(
      await file('a.json', charityJson(charities)),
      await file('b.json', charityJson(names)),
    );
    expect((await readAll(main, other)).entities).toEqual(json.entities);
  });

  it('is the same from CSV', async () => {
    const header = Object.keys(charities[0] ?? {});
    const line = (record: (typeof charities)[number]) =>
      header.map((name) => `"${String(record[name] ?? '').replaceAll('"', '""')}"`).join(',');
    const csv = [header.join(','), ...charities.map(line)].join('\r\n');
    const json = await readAll(await file('a.json', charityJson(charities)));
    expect((await readAll(await file('a.csv', csv))).entities).toEqual(json.entities);
  });

  it('is read from a folder, without the tables that hold people', async () => {
    await mkdir(join(folder, 'extract'));
    await writeFile(join(folder, 'extract', 'publicextract.charity.json'), charityJson(charities));
    await writeFile(join(folder, 'extract', 'publicextract.charity_other_names.json'), charityJson(names));
    const trustee = { organisation_number: 1, registered_charity_number: 1, trustee_name: 'Ann Example' };
    await writeFile(join(folder, 'extract', 'publicextract.charity_trustee.json'), charityJson([trustee]));
    const { entities } = await readAll(join(folder, 'extract'));
    expect(entities).toHaveLength(4);
    expect(JSON.stringify(entities)).not.toContain('Ann Example');
  });

  it('is refused without its main table, or with companies', async () => {
    const other = await file('publicextract.charity_other_names.json', charityJson(names));
    expect(await sentence(other)).toContain('Add publicextract.charity together with it.');
    const trustee = { organisation_number: 1, registered_charity_number: 1, trustee_name: 'Ann Example' };
    expect(await sentence(await file('t.json', charityJson([trustee])))).toContain('is not needed');
    const companies = await file('c.csv', companyCsv([company('09900001', 'ASH LTD')]));
    expect(await sentence(await file('a.json', charityJson(charities)), companies)).toContain(
      'of different registers: the register of charities and the register of companies',
    );
  });
});

describe('any other list', () => {
  it('is read by the meaning of its columns', async () => {
    const csv = [
      'Organisation ID;Name;Former names;Trading name;Type;Status;Date registered;Post code;Town;Income;Company number',
      'GB-SC-SC099999;Rowan Trust;Rowan Fund | Old Rowan;Rowan Cares;Charity;Active;2001-02-03;zz1 1aa;Perth;£1,200.40;SC99999',
      'GB-COH-41877;Alder Joinery Ltd;;;;removed;;;;;',
      'GB-LAE-XYZ;Example Council',
      '17;Local Group;;;community group;;;;;;',
    ].join('\r\n');
    const { entities, reading, tally } = await readAll(await file('list-2026-10.csv', csv));
    expect(reading).toMatchObject({ kind: 'register', date: { day: '2026-10-01' } });
    expect(tally).toMatchObject({ records: 4, leftOut: 0 });
    expect(entities.map(({ identifier, kind, status }) => [identifier, kind, status])).toEqual([
      ['GB-SC-SC099999', 'charity', 'active'],
      ['GB-COH-00041877', 'company', 'closed'],
      ['GB-LAE-XYZ', 'public body', 'not stated'],
      ['local-17', 'other', 'not stated'],
    ]);
    expect(entities[0]).toMatchObject({
      otherNames: [
        { name: 'Rowan Fund', kind: 'previous' },
        { name: 'Old Rowan', kind: 'previous' },
        { name: 'Rowan Cares', kind: 'trading' },
      ],
      started: '2001-02-03',
      postcode: 'ZZ1 1AA',
      town: 'Perth',
      income: 1200,
      alsoKnownAs: ['GB-COH-SC099999'],
    });
  });

  it.each([
    ['scheme,number,name\ngb-mpr,IP99999,Elm Co-op\n', 'GB-MPR-IP99999'],
    ['Charity Number,Charity Name\nSC099998,Elm\n', 'GB-SC-SC099998'],
    ['Reg charity number,Charity name\nNIC109999,Elm\n', 'GB-NIC-109999'],
    ['name,company_number\nElm,41877\n', 'GB-COH-00041877'],
    ['\uFEFFname\tid\nElm\tGB-NHS-XX9\n', 'GB-NHS-XX9'],
  ])('finds the identifier in %j', async (csv, identifier) => {
    const { entities } = await readAll(await file('x.csv', csv));
    expect(entities[0]?.identifier).toBe(identifier);
  });

  it('keeps accents of both encodings, line by line', async () => {
    const lines = [Buffer.from('id,name\n1,Café Ltd\n'), Buffer.from('2,Caf\u00e9 Two\n', 'latin1')];
    const { entities } = await readAll(await file('x.csv', Buffer.concat(lines)));
    expect(entities.map(({ name }) => name)).toEqual(['Café Ltd', 'Café Two']);
  });
});

describe('what is no whole register', () => {
  const whole = companyCsv(
    Array.from({ length: 300 }, (_, index) => company(String(9_900_000 + index), `ASH ${index} LTD`)),
  );

  it.each<readonly [string, string | Buffer, RegExp]>([
    ['empty.csv', '', /is empty/],
    ['page.csv', '<!DOCTYPE html><html>Not found</html>', /is a web page or XML, not a register/],
    [
      'header.csv',
      'CompanyName,CompanyNumber,CompanyCategory\nA,1,x\n',
      /has no column RegAddress\.PostTown, /,
    ],
    [
      'other.csv',
      'Date,Supplier,Amount\n1,2,3\n',
      /is no register that we know.*Its columns are: date, supplier, amount/,
    ],
    ['none.csv', companyCsv([]), /holds no organisation. There is no record below the header/],
    [
      'bad.csv',
      companyCsv([company('', 'ASH LTD')]),
      /holds no organisation. 1 record: left out, because the company number/,
    ],
    ['picture.csv', Buffer.from([0x89, 0x50, 0, 1]), /is not a CSV or JSON file/],
    ['quote.csv', whole.slice(0, whole.length - 40), /quote\.csv is damaged or cut short. Fetch it again/],
    [
      'cells.csv',
      whole.slice(0, whole.lastIndexOf('","', whole.length - 40) + 2),
      /cells\.csv is damaged or cut short/,
    ],
    ['open.json', charityJson([charity(9912345, 'ELM')]).slice(0, -1), /open\.json is damaged or cut short/],
    [
      'half.json',
      charityJson([charity(9912345, 'ELM')]).slice(0, -9),
      /damaged or cut short|no register that we know/,
    ],
    ['long.csv', `id,name\n1,"${'x'.repeat(1_100_000)}`, /does not end|cut short/],
    ['wide.csv', Buffer.from(`\ufeff${'id,name\n1,Elm\n'}`, 'utf16le'), /UTF-16|is not a CSV/],
  ])('%s is refused in a sentence', async (name, content, words) => {
    expect(await sentence(await file(name, content))).toMatch(words);
  });

  it('a zip or gz is refused when it is cut, changed, protected or grows too much', async () => {
    const path = join(folder, 'whole.zip');
    await writeZip(path, { 'BasicCompanyData.csv': whole });
    const bytes = await readFile(path);
    expect(await sentence(path)).toBe('300 organisations');
    expect(await sentence(await file('cut.zip', bytes.subarray(0, bytes.length - 30)))).toMatch(
      /cut\.zip is damaged/,
    );
    const changed = Buffer.from(bytes);
    const middle = Math.floor(bytes.length / 2);
    changed[middle] = (changed[middle] ?? 0) ^ 0x55;
    expect(await sentence(await file('changed.zip', changed))).toMatch(/is damaged or cut short/);
    const gz = gzipSync(whole);
    expect(await sentence(await file('cut.csv.gz', gz.subarray(0, gz.length - 9)))).toMatch(
      /is damaged or cut short/,
    );
    const bomb = await file('bomb.csv.gz', gzipSync(`id,name\n${`1,${'a'.repeat(400)}\n`.repeat(150_000)}`));
    const late = await readRegister(bomb, { ratio: 20 });
    const end = late.ok && late.value.entities[Symbol.asyncIterator]();
    const tooMuch = await (async () => {
      while (end && !(await end.next()).done);
    })().catch((error: unknown) => refusalIn(error)?.sentence);
    expect(tooMuch).toMatch(/unpacks to more than any register holds/);
    const early = await readRegister(path, { unpackedBytes: 1000 });
    expect(early).toMatchObject({ ok: false, refusals: [{ code: 'register-too-large' }] });
    expect(await sentence(join(folder, 'missing.zip'))).toMatch(/There is no file missing\.zip/);
    await mkdir(join(folder, 'nothing'));
    expect(await sentence(join(folder, 'nothing'))).toMatch(/holds no CSV or JSON file/);
  });

  it('a record in the middle that lost cells is left out and told', async () => {
    const lines = whole.split('\n');
    lines[5] = '"SHORT LTD","09912345"';
    const { entities, tally } = await readAll(await file('x.csv', lines.join('\n')));
    expect([entities.length, tally.records, tally.leftOut]).toEqual([299, 300, 1]);
    expect(tally.notes).toEqual([
      '1 record: left out, because there are not 55 cells as in the header, for example "SHORT LTD".',
    ]);
  });
});
