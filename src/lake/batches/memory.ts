/** Things that are costly to make, by everything they are made from. The one that was asked for longest ago goes first. */
export interface Memory<T> {
  /** The thing under a key, made when it is not there. Whoever asks meanwhile gets the same; one that failed is not kept. */
  readonly of: (key: string, make: () => Promise<T>) => Promise<T>;
  readonly forget: (isMeant: (key: string) => boolean) => void;
}

/** A memory that keeps at most so many things. */
export function memory<T>(most: number): Memory<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    of: (key, make) => {
      const known = kept.get(key);
      kept.delete(key);
      const thing = known ?? make();
      kept.set(key, thing);
      if (!known) {
        thing.catch(() => {
          if (kept.get(key) === thing) kept.delete(key);
        });
      }
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return thing;
    },
    forget: (isMeant) => {
      for (const key of [...kept.keys()]) if (isMeant(key)) kept.delete(key);
    },
  };
}
