import { type Duck, openDuck } from '../duckdb.ts';

/** Lends an engine whose scratch files lie in a folder, and closes it afterwards. */
export async function withDuck<T>(scratch: string, work: (duck: Duck) => Promise<T>): Promise<T> {
  const duck = await openDuck({ scratch, memoryMegabytes: 1000 });
  try {
    return await work(duck);
  } finally {
    duck.close();
  }
}
