import { describe, expect, it } from 'vitest';
import { emptyAnalysis, fullAnalysis } from '../../../../test/support/analysisFixture.ts';
import { inventedOwner } from '../../../../test/support/landingFixture.ts';
import { nobodyHere } from '../../../../test/support/visitors.ts';
import type { Question } from '../../../domain/spend/analysis.ts';
import { withoutCommands, withoutOptions } from '../spend/withoutCommands.ts';
import { type LandingSeen, landingView } from './landingView.ts';
import { profilesFrom, progressSentences, questionGroups, questionViews } from './readingView.ts';

const fresh: LandingSeen = {
  visitor: nobodyHere,
  owner: null,
  homeNames: ['Kirklees'],
  demonstration: { ...fullAnalysis(), demonstration: true },
  kept: null,
  home: null,
  refusals: [],
};

describe('the landing page', () => {
  it('links the one question that is answered and says of the others that they are coming', () => {
    const { questions } = landingView(fresh);
    expect(questions.map((one) => one.href)).toEqual(['/demonstration', null, null, null]);
    expect(questions[0]?.note).toBe('Demonstration: Local spend rose from 44% to 52% in four years.');
    expect(questions.slice(1).every((one) => !/\d/.test(one.note) && one.note.startsWith('Coming'))).toBe(
      true,
    );
  });

  it('has a chart that says where its values are, and none while the demonstration is made', () => {
    expect(landingView(fresh).chart?.narrow).toContain('table on the page of the demonstration');
    expect(landingView({ ...fresh, demonstration: null })).toMatchObject({ chart: null, making: true });
    expect(landingView({ ...fresh, demonstration: emptyAnalysis() })).toMatchObject({
      chart: null,
      making: false,
    });
  });

  it('starts with the finding and the home of the organisation whose ledgers are kept', () => {
    const view = landingView({ ...fresh, owner: inventedOwner, kept: fullAnalysis() });
    expect(view.kept?.sentence).toBe('Kirklees Council: Local spend rose from 44% to 52% in four years.');
    expect(view.home).toBe('Kirklees');
    expect(view.questions[0]?.href).toBe('/spend');
  });

  it('puts each refusal at its field and keeps what was typed', () => {
    const refusals = [
      { code: 'home-unknown', sentence: 'No such home.' },
      { code: 'file-too-large', sentence: 'Too large.' },
    ];
    const view = landingView({ ...fresh, owner: inventedOwner, home: 'Atlantis', refusals });
    expect(view.pageTitle).toMatch(/^Error: /);
    expect(view.home).toBe('Atlantis');
    expect(view.errors.map((error) => error.href)).toEqual(['#home', '#ledgers']);
    expect(view.errorAt).toEqual({ home: 'No such home.', ledgers: 'Too large.' });
  });
});

function question(file: string, id: string, ...answers: readonly string[]): Question {
  const options = answers.map((answer) => ({ answer, label: answer, effect: '' }));
  return { id, file, sentence: `About ${file}?`, evidence: `Seen in ${file}.`, options, howToAnswer: '' };
}

describe('the questions of a reading', () => {
  const signatures = { 'a.csv': 'x', 'b.csv': 'x', 'c.csv': 'y' };
  const questions = [
    question('a.csv', 'amountColumn', 'Net', 'Gross'),
    question('a.csv', 'dateOrder', 'dmy', 'mdy'),
    question('b.csv', 'amountColumn', 'Net', 'Gross'),
    question('c.csv', 'amountColumn', 'Net', 'Gross'),
    question('c.csv', 'lastLine', 'total'),
  ];
  const groups = questionGroups({ questions }, signatures);

  it('are asked once for files with the same header; what only the file can settle is not asked', () => {
    expect(groups.map((group) => group.questions.map((one) => `${one.file} ${one.id}`))).toEqual([
      ['a.csv amountColumn', 'b.csv amountColumn'],
      ['a.csv dateOrder'],
      ['c.csv amountColumn'],
    ]);
    expect(questionViews(groups, new URLSearchParams())[0]?.others).toEqual([
      'One answer counts for 2 files with the same header.',
      'b.csv: Seen in b.csv.',
    ]);
  });

  it('become profiles by file; what was not offered or left open is left out', () => {
    const form = new URLSearchParams({ 'question-1': 'Net', 'question-2': 'mdy', 'question-3': 'Other' });
    expect(profilesFrom(groups, form)).toEqual({ 'a.csv': { amountColumn: 'Net', dateOrder: 'mdy' } });
    expect(profilesFrom(groups, new URLSearchParams())).toEqual({});
  });

  it('wait in words', () => {
    const progress = { sentence: 'Reading a.csv', startedMilliseconds: 0 };
    expect(progressSentences({ ...progress, waitingBehind: 0 })).toEqual(['Reading a.csv.']);
    expect(progressSentences({ ...progress, waitingBehind: 2 })).toEqual([
      'Waiting until 2 other uploads are read or imported.',
    ]);
  });
});

describe('a result without commands', () => {
  it('keeps every sentence but those that name an option', () => {
    const text = 'a-b.csv does not say. Say so with --amount-basis net or --amount-basis gross. It counts.';
    expect(withoutOptions(text)).toBe('a-b.csv does not say. It counts.');
    expect(withoutOptions('Amounts -- as they stand -- count.')).toBe('Amounts -- as they stand -- count.');
  });

  it('names no command in questions, warnings, files and the next step', () => {
    const text = JSON.stringify(withoutCommands(fullAnalysis()));
    expect(text).not.toMatch(/ --[a-z]|sevenbox [a-z]/);
    expect(JSON.stringify(fullAnalysis())).toMatch(/ --[a-z]|sevenbox [a-z]/);
  });
});
