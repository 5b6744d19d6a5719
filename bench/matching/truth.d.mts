import type { NameParts, RegisteredEntity } from '../../src/domain/suppliers/index.ts';

/** A name with what people found about it. */
export interface Question {
  readonly name: string;
  /** The org-ids of who was paid; empty where nobody on a register is. */
  readonly truth: readonly string[];
  readonly group: string;
  readonly half: 'tuning' | 'test';
}

export interface Truth {
  readonly register: readonly RegisteredEntity[];
  readonly questions: readonly Question[];
}

export function readTruth(folder: string, nameParts: (name: string) => NameParts, seed?: number): Truth;
