import { expect, it } from 'vitest';
import { readVocabulary } from '../../formats/vocabulary/readVocabulary.ts';
import { isHeaderAgain } from './headerAgain.ts';

const vocabulary = readVocabulary();

it.each([
  ['Transaction Number,Date,Subjective Description,Supplier Name,Amount,', true],
  ['"Department Area",,Service Area,,HBC Ref No.,,Name:  ,,Payment Date,,Amount Paid', true],
  ['01/04/2020,Alder Joinery Ltd,see note,Timber', false],
  ['Total,,,', false],
  ['Supplier,,,', false],
])('%s', (text, again) => expect(isHeaderAgain(text, vocabulary)).toBe(again));
