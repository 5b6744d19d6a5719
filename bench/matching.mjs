// The accuracy of the matcher: `npm run bench:matching`. Names of real payees stay in `reports/`; see docs/benchmarks.md.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as suppliers from '../dist/domain/suppliers/index.js';
import { readMatchingWords } from '../dist/formats/vocabulary/readMatchingWords.js';
import { readVocabulary } from '../dist/formats/vocabulary/readVocabulary.js';
import { askProduct } from './matching/ask.mjs';
import { askCouncils } from './matching/councils.mjs';
import { fittedTables } from './matching/fitting.mjs';
import { answersOf, errorList, measuredHalf, readVerdicts } from './matching/half.mjs';
import { matchingSection } from './matching/section.mjs';
import { blank, readTruth } from './matching/truth.mjs';
import { machine } from './report/machine.mjs';
import { writeSection } from './report/sections.mjs';

const { values: options } = parseArgs({
  options: {
    data: {
      type: 'string',
      default: fileURLToPath(new URL('../../shared/data/supplier-ground-truth', import.meta.url)),
    },
    seed: { type: 'string', default: '1' },
    fit: { type: 'boolean', default: false },
    'no-page': { type: 'boolean', default: false },
  },
});

if (!existsSync(options.data)) {
  process.stderr.write(
    `There are no audited names at ${options.data}. Name their folder with -- --data FOLDER.\n`,
  );
  process.exit(64);
}

const lists = fileURLToPath(new URL('../reports/matching/', import.meta.url));
const product = { ...suppliers, words: readMatchingWords(), payees: readVocabulary().payees };
const truth = readTruth(options.data, product.nameParts, Number(options.seed));
const asking = askProduct(product, truth.register);
const read = readVerdicts();

if (options.fit) {
  const { names, choices } = fittedTables({ product, asking, questions: truth.questions, read });
  process.stdout.write(`nameWeights\n${names}\n\nchoiceWeights\n${choices}\n`);
} else {
  mkdirSync(lists, { recursive: true });
  for (const half of ['tuning', 'test']) {
    const answers = answersOf(asking, truth.questions, half);
    writeFileSync(join(lists, `${half}.csv`), errorList(answers, { read, misses: half === 'tuning' }));
  }
  const { processor, cores, versions } = machine();
  const section = matchingSection({
    ...measuredHalf({ product, asking, truth, read, half: 'test' }),
    register: truth.register.length,
    seed: options.seed,
    councils: askCouncils(product, options.data, blank),
    machine: `${processor}, ${cores} cores, Node.js ${versions['Node.js']}.`,
  });
  process.stdout.write(`${section}\n`);
  if (!options['no-page']) writeSection('matching', section);
}
