import { expect, it } from 'vitest';
import type { RegisteredEntity } from '../../../domain/suppliers/index.ts';
import type { RegisterEdition } from '../types.ts';
import { rememberEntities } from './rememberEntities.ts';

it('looks an organisation up once, and anew when another edition is in use', async () => {
  const asked: string[][] = [];
  let edition = 'first';
  const asksNaming: string[][] = [];
  const { entitiesOf, entitiesNaming } = rememberEntities({
    registers: async () => [{ kind: 'companies', edition } as RegisterEdition],
    entitiesNaming: async (identifiers) => {
      asksNaming.push([...identifiers]);
      return new Map(identifiers.map((identifier) => [identifier, []]));
    },
    entitiesOf: async (identifiers) => {
      asked.push([...identifiers]);
      const there = identifiers.filter((identifier) => identifier !== 'GB-COH-gone');
      return new Map(
        there.map((identifier) => [identifier, { identifier, name: edition } as RegisteredEntity]),
      );
    },
  });
  const names = async (...identifiers: string[]) =>
    [...(await entitiesOf(identifiers))].map(([identifier, { name }]) => `${identifier} ${name}`);
  expect(await names('GB-COH-1', 'GB-COH-gone')).toEqual(['GB-COH-1 first']);
  expect(await names('GB-COH-1', 'GB-COH-2', 'GB-COH-gone')).toEqual(['GB-COH-1 first', 'GB-COH-2 first']);
  for (const _ of [1, 2]) expect((await entitiesNaming(['GB-COH-1'])).get('GB-COH-1')).toEqual([]);
  edition = 'second';
  expect(await names('GB-COH-1')).toEqual(['GB-COH-1 second']);
  expect(asked).toEqual([['GB-COH-1', 'GB-COH-gone'], ['GB-COH-2'], ['GB-COH-1']]);
  await entitiesNaming(['GB-COH-1']);
  expect(asksNaming).toEqual([['GB-COH-1'], [], ['GB-COH-1']]);
});
