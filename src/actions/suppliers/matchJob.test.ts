import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { StoredFinding, SupplierFinding } from '../../domain/suppliers/index.ts';
import { instantAt } from '../../domain/values/index.ts';
import type { SupplierString } from '../../lake/batches/types.ts';
import type { SupplierFinder } from '../../lake/reference/registers/supplierFinder.ts';
import type { RunningJob } from '../jobs/types.ts';
import { type MatchParts, matchingHandler } from './matchJob.ts';

const ended =
  'The process that looks suppliers up in the registers ended before it was done. It may have run out of memory.';
const unmatched = { kind: 'unmatched', reasons: [], candidates: [] } as unknown as SupplierFinding;
const string = (number: number) =>
  ({
    ...{ supplierNumber: String(number), name: `Alderford ${number}`, nameKey: `ALDERFORD ${number}` },
    ...{ companyNumbers: [], charityNumbers: [], postcodes: [], bought: [], firstDay: null, lastDay: null },
  }) as unknown as SupplierString;

/** The parts of a job over so many strings; what was saved and which finders were closed stands beside them. */
function jobOver(strings: number, finderOf: (opened: number) => SupplierFinder['find']) {
  const saved: (readonly StoredFinding[])[] = [];
  let [opened, closed] = [0, 0];
  const records = {
    currentBatches: async () => [],
    supplierFindings: async () => saved.at(-1) ?? [],
    matching: async () => null,
    saveMatching: async (_: unknown, findings: readonly StoredFinding[]) => {
      saved.push(findings);
    },
  };
  async function* pieces() {
    yield Array.from({ length: strings }, (_, at) => string(at));
  }
  const parts = {
    store: { as: () => records },
    exploreFor: () => ({ everyString: async (work: (some: unknown) => Promise<void>) => work(pieces()) }),
    registersInUse: async () => [{ kind: 'companies', date: '2026-11-01', edition: 'abcdef012345' }],
    openFinder: async () => {
      opened += 1;
      const find = finderOf(opened);
      const close = async () => {
        closed += 1;
      };
      return { find, close };
    },
    hash: (text: string) => createHash('sha256').update(text).digest('hex'),
    newId: (prefix: string) => `${prefix}_00000000000000000001`,
    now: () => instantAt(0),
    ordered: () => undefined,
    changed: () => undefined,
  } as unknown as MatchParts;
  return { handler: matchingHandler(parts), saved, counts: () => ({ opened, closed }) };
}

function running(goesOn: () => boolean = () => true) {
  const sentences: string[] = [];
  const job = {
    organisation: 'org_00000000000000000001',
    orderedBy: null,
    action: 'jobs.match',
    request: 'run_1',
  };
  const one = {
    job,
    hold: {},
    say: (sentence: string) => sentences.push(sentence),
    goesOn: async () => goesOn(),
  };
  return { one: one as unknown as RunningJob, sentences };
}

const findAll: SupplierFinder['find'] = async (queries) => queries.map(() => unmatched);

describe('looking suppliers up', () => {
  it('tells how far it is, keeps a finding for each supplier, and lets the registers go', async () => {
    const { handler, saved, counts } = jobOver(4_001, () => findAll);
    const { one, sentences } = running();
    await handler.run(one);
    expect(saved.map(({ length }) => length)).toEqual([4_001]);
    expect(saved[0]?.every(({ nameKey, supplierNumber }) => nameKey === `ALDERFORD ${supplierNumber}`)).toBe(
      true,
    );
    expect(sentences.slice(-3)).toEqual(
      [0, 2_000, 4_000].map((done) => `Looking suppliers up in registers, ${done} of 4001`),
    );
    await handler.run(running().one);
    expect(counts()).toEqual({ opened: 1, closed: 1 });
  });

  it('says that its process was killed, saves nothing, and is done when it is tried again', async () => {
    const killed: SupplierFinder['find'] = () => Promise.reject(new Error(ended));
    const { handler, saved, counts } = jobOver(2_500, (opened) => (opened === 1 ? killed : findAll));
    await expect(handler.run(running().one)).rejects.toThrow(ended);
    expect(saved).toEqual([]);
    expect(counts()).toEqual({ opened: 1, closed: 1 });
    await handler.run(running().one);
    expect(saved.map(({ length }) => length)).toEqual([2_500]);
    expect(counts()).toEqual({ opened: 2, closed: 2 });
  });

  it('stops when the job was cancelled, and lets the registers go', async () => {
    let looked = 0;
    const { handler, saved, counts } = jobOver(6_000, () => (queries) => {
      looked += 1;
      return findAll(queries);
    });
    await handler.run(running(() => looked < 1).one);
    expect([looked, saved, counts()]).toEqual([1, [], { opened: 1, closed: 1 }]);
  });
});
