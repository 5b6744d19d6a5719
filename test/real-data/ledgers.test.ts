import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Control } from '../../src/domain/spend/analysis.ts';
import { withAnalysis } from '../support/analyse.ts';

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

interface Expected {
  readonly files: number;
  readonly control: Control;
  readonly rules: Readonly<Record<string, number>>;
  readonly repeats: number;
  /** Files that are byte for byte a file already counted. */
  readonly copies?: number;
  /** Where the published description of the folder and these figures differ, which is wrong and why. */
  readonly differs?: string;
}

function control(
  records: readonly [number, number, number],
  acceptedPence: number,
  rejectedPence = 0,
): Control {
  const [accepted, rejected, blank] = records;
  return {
    physicalRecords: accepted + rejected + blank,
    accepted,
    rejected,
    blank,
    acceptedPence,
    rejectedPence,
  };
}

/** Counts and control totals checked with another CSV reader and another XLSX reader, to the penny. */
const folders: Readonly<Record<string, Expected>> = {
  'leeds-raw': {
    files: 10,
    control: control([98_365, 3, 58_170], 80_314_664_551, 27_139_924_168),
    rules: { 'total-row': 3 },
    repeats: 0,
  },
  bradford: {
    files: 19,
    control: control([172_491, 1, 0], 75_897_820_921),
    rules: { 'wrong-width': 1 },
    repeats: 7_564,
  },
  calderdale: { files: 27, control: control([61_756, 0, 0], 41_368_004_640), rules: {}, repeats: 0 },
  'calderdale-cards': { files: 12, control: control([14_659, 0, 0], 112_666_989), rules: {}, repeats: 0 },
  wakefield: { files: 10, control: control([73_008, 0, 0], 54_700_558_270), rules: {}, repeats: 204 },
  harrogate: {
    files: 39,
    control: control([46_552, 0, 1], 9_217_616_126),
    rules: {},
    repeats: 2_222,
    copies: 12,
    differs:
      'The README counts 65,586 rows and 3,015 repeats because 12 of its 51 files are byte for byte another of them; counting them twice would be wrong.',
  },
  'hyndburn-raw': {
    files: 107,
    control: control([35_961, 3, 7_144], 24_126_291_131),
    rules: { 'header-again': 3 },
    repeats: 214,
    differs:
      'The README\'s 297 amounts "that do not parse" are credits with the minus behind, and they read.',
  },
  'lancashire-fire-xlsx': {
    files: 6,
    control: control([15_782, 166, 0], 8_200_233_483),
    rules: { 'amount-missing': 165, 'header-again': 1 },
    repeats: 1_586,
    differs:
      'The README says about 15,950. From row 2,745 the sheet of 2022-23 goes on in a second layout without the amount column; those rows are listed as rejected.',
  },
  'nhs-london-raw': {
    files: 33,
    control: control([7_615, 1, 0], 142_616_692_467),
    rules: { 'amount-missing': 1 },
    repeats: 40,
    differs: 'The README counts the 5,495 rows of the CSV files; the workbooks hold 2,121 more.',
  },
  'trafford-spend-2024-25': {
    files: 1,
    control: control([210_068, 0, 0], 56_521_957_374),
    rules: {},
    repeats: 50_470,
  },
  'trafford-cards-2024-25': {
    files: 1,
    control: control([8_134, 0, 0], 215_014_420),
    rules: {},
    repeats: 26,
  },
};

describe.skipIf(!existsSync(shared))('every published ledger folder is read with nothing but --home', () => {
  it.each(Object.entries(folders))(
    '%s',
    (folder, expected) =>
      withAnalysis({ paths: [join(shared, folder)] }, async ({ analysis }) => {
        const read = analysis.files.filter((file) => file.status === 'read');
        const rules: Record<string, number> = {};
        for (const reject of analysis.rejects) rules[reject.rule] = (rules[reject.rule] ?? 0) + 1;
        expect(analysis.control).toEqual(expected.control);
        expect(rules).toEqual(expected.rules);
        expect(read).toHaveLength(expected.files);
        expect(analysis.files.filter((file) => file.status === 'set-aside')).toEqual([]);
        expect(analysis.questions).toEqual([]);
        expect(read.reduce((sum, file) => sum + file.exactDuplicates.records, 0)).toBe(expected.repeats);
        const copies = analysis.files.filter((file) => file.why?.includes('same bytes'));
        expect(copies).toHaveLength(expected.copies ?? 0);
        const [first] = analysis.definitions;
        const figures = analysis.figures.filter(
          (one) => one.definition === first?.id && one.ring.id === 'uk',
        );
        expect(figures.reduce((sum, figure) => sum + figure.totalPence, 0)).toBe(
          analysis.control.acceptedPence,
        );
      }),
    120_000,
  );

  it('needs no rule for one council: no name of a body stands in the code', () => {
    const source = fileURLToPath(new URL('../../src/', import.meta.url));
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(ts|sql)$/.test(name),
    );
    const named =
      /leeds|bradford|calderdale|wakefield|harrogate|hyndburn|trafford|epsom|barts|royal free|lancashire/i;
    const programs = files.filter((name) => !name.endsWith('.test.ts') && !name.startsWith('formats/demo/'));
    const offenders = programs.filter((name) =>
      named.test(readFileSync(join(source, name), 'utf8').replace(/^\s*(?:\*|\/\/|\/\*|--).*$/gm, '')),
    );
    expect(offenders).toEqual([]);
  });
});
