import type { Command } from 'commander';
import { matchNames } from '../actions/matching/matchNames.ts';
import { matchCommand } from '../cli/match.ts';
import type { Speaking } from '../cli/storeParts.ts';
import { textCell, writeCsv } from '../formats/downloads/csv.ts';
import { readRegister, refusalIn } from '../formats/registers/index.ts';
import { readNames } from '../formats/registers/readNames.ts';
import { readMatchingWords } from '../formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../formats/vocabulary/readVocabulary.ts';
import { startNearest } from '../lake/nameIndex/index.ts';
import { endProgress, progress } from './product.ts';

/** `sevenbox match` with its real parts. It needs no store. */
export function matching(speaking: Speaking): Command {
  return matchCommand({
    ...speaking,
    endProgress,
    csv: (header, rows) =>
      writeCsv(
        header,
        rows.map((row) => row.map(textCell)),
      ),
    match: (order) => {
      const vocabulary = readVocabulary();
      const words = { words: readMatchingWords(), payees: vocabulary.payees };
      return matchNames(
        {
          readNames: (path) => readNames(path, vocabulary),
          ...{ readRegister, refusalIn, words, startNearest, progress },
        },
        order,
      );
    },
  });
}
