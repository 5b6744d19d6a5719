import { describe, expect, it } from 'vitest';
import { overlapWith, readingOf, sameBytes, tableReading } from '../../../../test/support/readings.ts';
import { batchId } from '../../../../test/support/records.ts';
import { openMatters, planImport, replaceable } from './planImport.ts';
import type { ImportAnswers, TableChoice } from './types.ts';

const question = {
  ...{ id: 'lastLine', file: 'a.csv', sentence: 'Is the line a total?', evidence: '', howToAnswer: '' },
  options: [],
};
const asks = (name: string) => tableReading(name, { status: 'asks', questions: [question], profile: null });

function said(tables: Readonly<Record<string, TableChoice>> = {}): ImportAnswers {
  return { profiles: {}, tables };
}

const codes = (...[reading, answers]: Parameters<typeof openMatters>) =>
  openMatters(reading, answers).map(({ code }) => code);

const leaveOut = { take: 'leave-out' } as const;
const replace = (number: number) => ({ take: 'replace', batch: batchId(number) }) as const;

describe('what stands between a reading and its import', () => {
  it('is nothing when a table is ready', () => {
    const reading = readingOf(tableReading('a.csv'), tableReading('b.csv', { status: 'refused' }));
    expect(openMatters(reading, said())).toEqual([]);
  });

  it('is every open question of a table that is not left out', () => {
    const reading = readingOf(tableReading('a.csv'), asks('b.csv'));
    expect(openMatters(reading, said())).toEqual([
      {
        code: 'question:b.csv',
        sentence: 'Answer the question about b.csv, or leave it out: Is the line a total?',
      },
    ]);
    expect(openMatters(reading, said({ 'b.csv': leaveOut }))).toEqual([]);
  });

  it('is an overlap that nobody decided', () => {
    const reading = readingOf(tableReading('a.csv', { overlaps: [overlapWith(1), overlapWith(2)] }));
    expect(codes(reading, said())).toEqual(['overlap:a.csv']);
    expect(codes(reading, said({ 'a.csv': { take: 'add' } }))).toEqual([]);
    expect(codes(reading, said({ 'a.csv': replace(2) }))).toEqual([]);
    expect(codes(reading, said({ 'a.csv': replace(3) }))).toEqual(['replace:a.csv']);
  });

  it('is no overlap of a few documents in a long table, such as invoices paid in parts', () => {
    const { report } = tableReading('a.csv');
    const long = { ...report, control: { ...report.control, accepted: 100 } };
    const sharing = (sameLines: number, sameDocuments: number) =>
      codes(
        readingOf(
          tableReading('a.csv', {
            report: long,
            overlaps: [{ ...overlapWith(1), sameLines, sameDocuments }],
          }),
        ),
        said(),
      );
    expect(sharing(0, 9)).toEqual([]);
    expect(sharing(0, 10)).toEqual(['overlap:a.csv']);
    expect(sharing(1, 0)).toEqual(['overlap:a.csv']);
  });

  it('is the same bytes read another way, which cannot be added beside', () => {
    const table = tableReading('a.csv', { sameBytes: sameBytes(1) });
    const reading = readingOf(table, tableReading('b.csv'));
    expect(codes(reading, said())).toEqual(['same-bytes:a.csv']);
    expect(codes(reading, said({ 'a.csv': { take: 'add' } }))).toEqual(['same-bytes:a.csv']);
    expect(codes(reading, said({ 'a.csv': replace(1) }))).toEqual([]);
    expect(codes(reading, said({ 'a.csv': leaveOut }))).toEqual([]);
    expect(replaceable(table)).toEqual([batchId(1)]);
  });

  it('is one batch that two tables are to replace', () => {
    const half = (name: string) => tableReading(name, { overlaps: [overlapWith(1)] });
    const reading = readingOf(half('a.csv'), half('b.csv'));
    const both = said({ 'a.csv': replace(1), 'b.csv': replace(1) });
    expect(openMatters(reading, both)).toMatchObject([
      { code: 'replace:b.csv', sentence: expect.stringContaining('a.csv and b.csv are both to replace') },
    ]);
  });

  it('is that nothing would be added, and why', () => {
    const sentence = (...args: Parameters<typeof openMatters>) => openMatters(...args)[0]?.sentence;
    const same = tableReading('a.csv', { status: 'same' });
    expect(sentence(readingOf(same), said())).toMatch(/^Everything in these files is imported already/);
    const reading = readingOf(same, tableReading('b.csv'));
    expect(sentence(reading, said({ 'b.csv': leaveOut }))).toMatch(/^With what you left out/);
    const none = tableReading('c.csv');
    const empty = { ...none, report: { ...none.report, control: { ...none.report.control, accepted: 0 } } };
    expect(sentence(readingOf(empty), said())).toMatch(/^None of these files holds a payment/);
    expect(sentence(readingOf(), said())).toMatch(/^None of these files/);
  });
});

describe('the plan of an import', () => {
  it('names what is added, what it replaces, and what changes nothing', () => {
    const reading = readingOf(
      tableReading('a.csv'),
      tableReading('b.csv', { overlaps: [overlapWith(4)] }),
      tableReading('c.csv', { status: 'same' }),
      tableReading('d.csv'),
      asks('e.csv'),
      tableReading('f.csv', { status: 'ignored' }),
    );
    const plan = planImport(
      reading,
      said({ 'b.csv': replace(4), 'd.csv': leaveOut, 'a.csv': { take: 'add' } }),
    );
    expect(plan.add.map(({ table, replaces }) => [table.name, replaces])).toEqual([
      ['a.csv', null],
      ['b.csv', batchId(4)],
    ]);
    expect(plan).toMatchObject({ unchanged: ['c.csv'], leftOut: ['d.csv'] });
  });
});

describe('what a person is told before an import', () => {
  const sentences = (tables: readonly ReturnType<typeof tableReading>[], answers: ImportAnswers = said()) =>
    openMatters(readingOf(...tables), answers).map(({ sentence }) => sentence);
  const held = tableReading('a.csv', { overlaps: [overlapWith(1), overlapWith(2)] });

  it('names the files that hold the same payments, and what can be done', () => {
    expect(sentences([held])).toEqual([
      'a.csv holds payments that are in old 1.csv, old 2.csv as well. Say whether to add, replace or leave out.',
    ]);
    expect(sentences([held], said({ 'a.csv': replace(3) }))).toEqual([
      'The batch that a.csv was to replace does not hold the same payments any more. Say again what to do with a.csv.',
    ]);
    expect(sentences([tableReading('a.csv', { sameBytes: sameBytes(1) })])).toEqual([
      'a.csv holds the same bytes as old 1.csv, which was imported and read another way. Replace it, or leave this one out.',
    ]);
  });

  it('asks every question of a table', () => {
    const second = { ...question, sentence: 'Which column is the amount?' };
    expect(sentences([tableReading('b.csv', { status: 'asks', questions: [question, second] })])).toEqual([
      'Answer the question about b.csv, or leave it out: Is the line a total? Which column is the amount?',
    ]);
  });

  it('asks nothing of a table that is refused or that is in the store already', () => {
    const others = (['same', 'refused', 'ignored'] as const).map((status) => ({
      ...held,
      name: status,
      status,
    }));
    expect(sentences([tableReading('a.csv'), ...others])).toEqual([]);
  });

  it('is what is open and not that nothing would be added, where both hold', () => {
    expect(codes(readingOf(asks('b.csv')), said())).toEqual(['question:b.csv']);
    expect(codes(readingOf(), said())).toEqual(['nothing-to-add']);
  });

  it('lets two tables take two places', () => {
    const tables = [1, 2].map((number) => tableReading(`${number}.csv`, { overlaps: [overlapWith(number)] }));
    expect(sentences(tables, said({ '1.csv': replace(1), '2.csv': replace(2) }))).toEqual([]);
  });

  it('counts a table that is in the store already as unchanged, also where it was left out', () => {
    const reading = readingOf(tableReading('a.csv', { status: 'same' }));
    expect(planImport(reading, said({ 'a.csv': leaveOut }))).toEqual({
      ...{ add: [], unchanged: ['a.csv'], leftOut: [] },
    });
    expect(replaceable(held)).toEqual([batchId(1), batchId(2)]);
  });
});
