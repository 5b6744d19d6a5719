import { expect, it } from 'vitest';
import { minute } from '../../../test/support/records.ts';
import { visitorAs } from '../../../test/support/visitors.ts';
import type { AuditFacts } from '../../domain/organisations/index.ts';
import { inState } from './inState.ts';

const { actor } = visitorAs(['contract-manager']);
const acting = { actor, action: 'imports.import', request: 'req_1' } as const;

function asked(found: { readonly state: string } | null) {
  const entered: AuditFacts[] = [];
  const store = { enter: async (facts: AuditFacts) => void entered.push(facts) };
  const parts = { store, now: () => minute(0) };
  return { entered, done: inState(parts, acting, { found, state: ({ state }) => state }) };
}

it('a record is there in a state that is open to who asks, and nothing is entered', async () => {
  const { entered, done } = asked({ state: 'imported' });
  expect(await done).toEqual({ state: 'imported' });
  expect(entered).toEqual([]);
});

it('a record in another state is not there, which is entered with who asked for what', async () => {
  const { entered, done } = asked({ state: 'waiting' });
  expect(await done).toBeNull();
  const said = { outcome: 'refused', reason: 'state', action: 'imports.import', request: 'req_1' };
  expect(entered).toMatchObject([said]);
});

it('what is not there is no refusal', async () => {
  const { entered, done } = asked(null);
  expect(await done).toBeNull();
  expect(entered).toEqual([]);
});
