import { expect, it } from 'vitest';
import type { RegisteredEntity } from '../../../domain/suppliers/index.ts';
import type { RegisterEdition } from '../types.ts';
import { rememberEntities } from './rememberEntities.ts';

it('looks an organisation up once, and anew when another edition is in use', async () => {
  const asked: string[][] = [];
  let edition = 'first';
  const { entitiesOf } = rememberEntities({
    registers: async () => [{ kind: 'companies', edition } as RegisterEdition],
    entitiesNaming: async () => new Map(),
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
  edition = 'second';
  expect(await names('GB-COH-1')).toEqual(['GB-COH-1 second']);
  expect(asked).toEqual([['GB-COH-1', 'GB-COH-gone'], ['GB-COH-2'], ['GB-COH-1']]);
});
