import { describe, expect, it } from 'vitest';
import { tableSample } from '../../../../test/support/tableSample.ts';
import { readVocabulary } from '../../../formats/vocabulary/readVocabulary.ts';
import { answersFileText, answersSchema, decideMapping, unusedProfiles } from './index.ts';

const vocabulary = readVocabulary();

describe('the file that answers a question', () => {
  const sample = tableSample('ledger.csv', [
    'Vendor Name|Posting date|Net amount|D/C',
    'Exampleton Ltd|24/04/2021|10.00|H',
    'Imaginary Ltd|24/04/2021|2.00|S',
  ]);

  it('is written out where it is the only way to answer', () => {
    const question = decideMapping(sample, vocabulary).questions[0];
    expect(question?.howToAnswer).toBe(
      '--answers FILE, where FILE holds {"schemaVersion":1,"profiles":{"vendorname|postingdate|netamount|dc":{"creditIndicator":"S"}}}',
    );
    const written = question?.howToAnswer.replace('--answers FILE, where FILE holds ', '') ?? '';
    const answers = answersSchema.parse(JSON.parse(written));
    expect(decideMapping(sample, vocabulary, { answers }).mapping?.creditIndicator).toBe('S');
  });

  it('holds what was answered in one line', () => {
    expect(answersFileText('date|"amount"', { lastLine: 'total' })).toBe(
      String.raw`{"schemaVersion":1,"profiles":{"date|\"amount\"":{"lastLine":"total"}}}`,
    );
  });

  it('profiles that fit no file are told apart', () => {
    const answers = answersSchema.parse({ schemaVersion: 1, profiles: { z: {}, b: {}, a: {} } });
    expect(unusedProfiles(answers, ['b', 'c'])).toEqual(['a', 'z']);
    expect(unusedProfiles(answers, ['a', 'b', 'z'])).toEqual([]);
    expect(unusedProfiles(undefined, ['a'])).toEqual([]);
  });
});
