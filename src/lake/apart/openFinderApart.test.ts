import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Compiled, compile } from '../../../test/support/compiled.ts';
import { addOrganisations, organisation } from '../../../test/support/registerStore.ts';
import { readMatchingWords } from '../../formats/vocabulary/readMatchingWords.ts';
import { readVocabulary } from '../../formats/vocabulary/readVocabulary.ts';
import { openReferenceStore } from '../reference/index.ts';
import { openSupplierFinder, type SupplierFinder } from '../reference/registers/supplierFinder.ts';
import type { openFinderApart as Open } from './openFinderApart.ts';

const words = { words: readMatchingWords(), payees: readVocabulary().payees };
const nothingElse = { number: null, postcode: null, category: null, firstPaid: null, lastPaid: null };
const queries = [
  'Alderford Joinery',
  'ALDERFORT JOINERY LTD',
  'Beckwick Care',
  'REDACTED PERSONAL DATA',
  'Nothing like it Ltd',
].map((name) => ({ name, ...nothingElse }));

/** The processes that this one started. */
function children(): readonly number[] {
  const { pid } = process;
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

describe.skipIf(process.platform !== 'linux')(
  'suppliers looked up in a process of its own',
  { timeout: 300_000 },
  () => {
    const home = mkdtempSync(join(tmpdir(), 'sevenbox-finder-'));
    let compiled: Compiled;
    let open: typeof Open;
    beforeAll(async () => {
      compiled = compile(['lake/apart/openFinderApart.ts', 'lake/apart/finderProgram.ts']);
      ({ openFinderApart: open } = await import(compiled.address('lake/apart/openFinderApart.js')));
      writeFileSync(join(home, 'given.csv'), 'invented');
      const entities = ['ALDERFORD JOINERY LTD', 'BECKWICK CARE LTD', 'BECKWICK CARE C.I.C.'].map(
        (name, at) => organisation(`GB-COH-1000000${at}`, name),
      );
      await addOrganisations(openReferenceStore(home), join(home, 'given.csv'), {
        kind: 'companies',
        entities,
      });
    }, 300_000);
    afterAll(() => {
      compiled.remove();
      rmSync(home, { recursive: true, force: true });
    });

    const withFinder = async (use: (finder: SupplierFinder, pid: number) => Promise<void>) => {
      const before = children();
      const finder = await open(home, words);
      const [pid = -1] = children().filter((child) => !before.includes(child));
      try {
        await use(finder, pid);
      } finally {
        await finder.close();
      }
      expect(children()).toEqual(before);
    };

    it('are what they are in this process, with less urgency, and the process ends', () =>
      withFinder(async (finder, pid) => {
        const here = await openSupplierFinder(openReferenceStore(home), words);
        const expected = await here.find(queries);
        expect(expected.map(({ kind }) => kind)).toEqual([
          ...['linked', 'linked', 'ambiguous'],
          ...['not-listed', 'unmatched'],
        ]);
        expect(await finder.find(queries)).toEqual(expected);
        expect(await finder.find([])).toEqual([]);
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
        expect(Number(fields[16])).toBe(19);
        const [edition = ''] = readdirSync(join(home, 'reference', 'companies')).filter(
          (one) => !one.startsWith('.'),
        );
        expect(readdirSync(join(home, 'reference', 'companies', edition))).toContain('names.index');
      }));

    it('say in a sentence that the process was killed, and are found by another', async () => {
      await withFinder(async (finder, pid) => {
        const asked = finder.find(queries);
        process.kill(pid, 'SIGKILL');
        await asked.catch(() => undefined);
        await expect(finder.find(queries)).rejects.toThrow(
          'The process that looks suppliers up in the registers ended before it was done.',
        );
      });
      await withFinder(async (finder) => {
        expect(await finder.find(queries)).toHaveLength(queries.length);
      });
    });

    it('say what went wrong while the registers were opened, and leave no process', async () => {
      const before = children();
      const broken = { ...words, words: null } as unknown as typeof words;
      await expect(open(home, broken)).rejects.toThrow();
      expect(children()).toEqual(before);
    });
  },
);
