import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../src/domain/spend/analysis.ts';
import { withAnalysis } from './support/analyse.ts';
import { withFiles } from './support/openLedgers.ts';

const header = 'Payment date,Supplier,Supplier number,Postcode,Document number,Net amount';
const line = (...cells: readonly string[]) => ['13/04/2020', ...cells].join(',');
const alder = line('Alder Ltd', '1', 'HD1 1CV', '9', '300.00');

/** Analyses files of a folder by name. */
function analyse(
  files: Readonly<Record<string, readonly string[]>>,
  names = Object.keys(files),
): Promise<Analysis> {
  const texts = Object.fromEntries(
    Object.entries(files).map(([name, lines]) => [name, `${lines.join('\n')}\n`]),
  );
  return withFiles(texts, (folder) =>
    withAnalysis({ paths: names.map((name) => join(folder, name)) }, async ({ analysis }) => analysis),
  );
}

const undetermined = ({ figures: [figure] }: Analysis) => [
  figure?.localPence,
  figure?.undeterminedPositivePence,
  figure?.undeterminedNegativePence,
];

describe('input that tries to make a wrong figure', () => {
  it('a file name is never taken for a pattern', async () => {
    const files = {
      'pay[1].csv': [header, alder, line('Alder Ltd', '1', 'HD1 1CV', '10', '1.00')],
      'pay1.csv': [
        header,
        line('Birch', '2', 'LS1 1CV', '9', '300.00'),
        line('Birch', '2', 'LS1 1CV', '1', '1.00'),
      ],
    };
    expect(undetermined(await analyse(files, ['pay[1].csv']))).toEqual([30_100, 0, 0]);
  });

  it('an amount or a sum that no one can have paid stops nothing else', async () => {
    const huge = Array.from({ length: 120 }, () => line('Alder Ltd', '1', 'HD1 1CV', '9', '999999999999.99'));
    const analysis = await analyse({
      'good.csv': [header, alder, line('Birch', '2', 'HD1 1CV', '9', '"999,999,999,999,999.99"')],
      'huge.csv': [header, ...huge],
    });
    expect(analysis.control).toMatchObject({ accepted: 1, rejected: 1, acceptedPence: 30_000 });
    expect(analysis.files.find((file) => file.name === 'huge.csv')?.why).toContain('£90 trillion');
  });

  it('white space of every kind around an amount reads the same on both sides', async () => {
    const analysis = await analyse({
      'a.csv': [
        header,
        alder,
        line('Birch', '2', 'HD1 1CV', '9', '12.00\v'),
        line('B', '2', '', '1', '\u00a05.00'),
      ],
    });
    expect(analysis.control).toMatchObject({ accepted: 3, acceptedPence: 31_700 });
  });

  it('placeholders for documents and numbers for many payees merge no one', async () => {
    const redacted = (document: string, amount: string) =>
      line('REDACTED PERSONAL DATA', '', '', document, amount);
    const once = (name: string, document: string, amount: string) =>
      line(name, 'ONE-TIME', '', document, amount);
    const byDocument = await analyse({
      'a.csv': [header, alder, redacted('N/A', '100.00'), redacted('N/A', '-20.00')],
    });
    expect(undetermined(byDocument)).toEqual([30_000, 10_000, -2_000]);
    const byNumber = await analyse({
      'a.csv': [header, alder, once('Birch', '1', '100.00'), once('Cedar', '2', '-20.00')],
    });
    expect(undetermined(byNumber)).toEqual([30_000, 10_000, -2_000]);
  });

  it('blank records right below the header are counted as blank', async () => {
    const { control } = await analyse({ 'a.csv': [header, '', ',,,,,', alder, ''] });
    expect(control).toMatchObject({ physicalRecords: 4, accepted: 1, blank: 3 });
  });

  it('a total over net, VAT and gross is no payment, and one that differs is asked about', async () => {
    const amounts = 'Date,Supplier,Postcode,Net,VAT,Gross';
    const rows = [
      '13/04/2020,Alder Ltd,HD1 1CV,100.00,20.00,120.00',
      '14/04/2020,Birch Ltd,HD1 1CV,200.00,40.00,240.00',
    ];
    for (const total of [
      'Total,,,300.00,60.00,360.00',
      ',Total,,300.00,60.00,360.00',
      ',,,300.00,60.00,360.00',
    ]) {
      const { control } = await analyse({ 'a.csv': [amounts, ...rows, total] });
      expect(control).toMatchObject({ accepted: 2, rejected: 1, acceptedPence: 30_000 });
    }
    const { questions } = await analyse({ 'a.csv': [amounts, ...rows, 'Total,,,301.00,60.00,361.00'] });
    expect(questions.map((question) => question.id)).toEqual(['lastLine']);
  });

  it('only exact names are left out, and a name that looks like a scheme is a supplier', async () => {
    const analysis = await analyse({
      'a.csv': [
        header,
        alder,
        line('HMRC Catering Ltd', '2', '', '1', '5.00'),
        line('2020:10 Architects', '3', '', '2', '6.00'),
      ],
    });
    expect(analysis.excluded).toEqual([]);
    expect(analysis.unknownSuppliers.map(({ payee }) => payee)).toEqual(['named', 'named']);
  });

  it('the order of lines and a ledger in two files give the same figures', async () => {
    const lines = Array.from({ length: 40 }, (_, n) =>
      line(
        `Supplier ${n % 7}`,
        String(n % 7),
        n % 3 === 0 ? 'HD1 1CV' : n % 3 === 1 ? 'BD11 1CV' : '',
        String(n),
        `${(n % 11) - 3}.50`,
      ),
    );
    const whole = await analyse({ 'a.csv': [header, ...lines] });
    const turned = await analyse({ 'a.csv': [header, ...lines.toReversed()] });
    const split = await analyse({
      'a.csv': [header, ...lines.slice(0, 13)],
      'b.csv': [header, ...lines.slice(13)],
    });
    expect(turned.figures).toEqual(whole.figures);
    expect(split.figures).toEqual(whole.figures);
    expect(split.unknownSuppliers).toEqual(whole.unknownSuppliers);
  });
});
