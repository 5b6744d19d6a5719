import type { RegisteredEntity } from '../../src/domain/suppliers/index.ts';

export function askProduct(product: object, register: readonly RegisteredEntity[]): object;
